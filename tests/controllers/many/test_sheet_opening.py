"""The window "Many pictures" looks as the main window does, also when that changes."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.many.sheet_opening import new_sheet
from desktop.services.tasks import Tasks
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.theme import DARK, LIGHT, Theme
from tests.controllers.many.fake_run import FakeRuns, run_of
from tests.controllers.many.opened import services_of
from tests.ui.every_window import main_window


def test_an_open_window_takes_the_new_colours_and_the_new_size(qtbot: QtBot, qapp: QApplication) -> None:
    usual = Theme(LIGHT, qapp.font())
    main = main_window(qtbot, usual, filled=False)
    new_sheet(services_of(FakeRuns(run_of()), Tasks(), ErrorNotices(main.notice, lambda: None)), main)
    (window,) = (one for one in qapp.topLevelWidgets() if isinstance(one, SheetWindow))
    qtbot.addWidget(window)
    window.show()
    for theme in (Theme(DARK, qapp.font()), usual.zoomed(2), usual):
        main.show_colors(theme)
        QApplication.processEvents()
        assert window.theme == theme
        assert window.setup.name.font().pointSizeF() == theme.points
        assert window.grab().toImage().pixelColor(2, 2).name() == theme.colors.page
