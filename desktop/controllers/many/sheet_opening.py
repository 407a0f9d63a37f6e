"""Builds the window "Many pictures" and its controllers."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.many.sheet import SheetController
from desktop.controllers.many.sheet_services import SheetServices
from desktop.messages.finding_words import private_kinds
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.theme import Theme


class Themed(Protocol):
    """Something that has a theme."""

    @property
    def theme(self) -> Theme: ...
    @property
    def look_shown(self) -> SignalInstance: ...  # of the theme, whenever there is another one
    @property
    def destroyed(self) -> SignalInstance: ...


def new_sheet(services: SheetServices, main_window: Themed) -> SheetController:
    """Returns a new window with its controllers, connected and not shown.

    It looks as `main_window` does, and goes with it.
    """
    window = SheetWindow(main_window.theme, private_kinds())
    notices = ErrorNotices(window.passing, services.notices.open_settings)
    sheet = SheetController(window, replace(services, notices=notices))
    main_window.destroyed.connect(window.deleteLater)
    main_window.look_shown.connect(window.show_look)
    sheet.connect()
    return sheet
