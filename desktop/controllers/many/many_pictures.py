"""Opens the window "Many pictures". It, its controllers and what it needs are imported when it is first wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from desktop.deferred import deferred
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.controllers.many import sheet_opening
    from desktop.controllers.many.sheet import SheetController
    from desktop.controllers.many.sheet_services import SheetServices
else:
    sheet_opening = deferred("desktop.controllers.many.sheet_opening")


class ThemedWindow(Protocol):
    """The main window, as far as the other one follows it."""

    @property
    def theme(self) -> Theme: ...
    @property
    def look_shown(self) -> SignalInstance: ...
    @property
    def destroyed(self) -> SignalInstance: ...


class ManyPicturesController:
    """Owner of the window, in which one run is open at a time."""

    def __init__(
        self,
        wanted: SignalInstance,
        window: ThemedWindow,
        services: Callable[[], "SheetServices"],
    ) -> None:
        """`wanted` opens the window; `services` returns what it needs."""
        self._wanted = wanted
        self._window = window
        self._services = services
        self._sheet: SheetController | None = None

    def connect(self) -> None:
        """Connects what opens the window."""
        self._wanted.connect(lambda *_: self.open(()))

    def open(self, paths: tuple[Path, ...]) -> None:
        """Shows the window, with these files and folders added."""
        if self._sheet is None:
            self._sheet = sheet_opening.new_sheet(self._services(), self._window)
        self._sheet.open(paths)

    async def leave(self) -> None:
        """Closes the window, and its run once the answers on their way are kept."""
        if self._sheet is not None:
            await self._sheet.leave()
