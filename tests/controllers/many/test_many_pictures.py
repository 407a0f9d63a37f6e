"""The window "Many pictures" is made when it is first wanted, once, and left with the program."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.controllers.many.many_pictures import ManyPicturesController
from desktop.controllers.many.sheet_services import SheetServices
from desktop.services.tasks import Tasks
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.conftest import Bar
from tests.controllers.fakes import Source
from tests.controllers.many.fake_run import FakeRuns, run_of
from tests.controllers.many.opened import services_of
from tests.services.qt_loop import on_the_loop


class Main(QObject):
    """The main window, as far as the other one follows it."""

    look_shown = Signal(Theme)

    @property
    def theme(self) -> Theme:
        return Theme(LIGHT, QApplication.font())


def sheets() -> list[SheetWindow]:
    """The windows that are shown."""
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, SheetWindow) and top.isVisible()]


@pytest.mark.usefixtures("qapp")
def test_it_is_made_when_it_is_wanted_and_once(bar: Bar, tmp_path: Path) -> None:
    async def story() -> None:
        tasks, wanted, asked = Tasks(), Source(), list[SheetServices]()

        def services() -> SheetServices:
            asked.append(services_of(FakeRuns(run_of()), tasks, bar.notices))
            return asked[-1]

        main = Main()
        controller = ManyPicturesController(wanted.fired, main, services)
        controller.connect()
        await controller.leave()  # nothing was opened: nothing is to be left
        assert (asked, sheets()) == ([], [])
        wanted.fired.emit()
        wanted.fired.emit()
        assert (len(asked), len(sheets())) == (1, 1)
        window = sheets()[0]
        await controller.leave()
        assert not window.isVisible()
        await tasks.close()
        window.deleteLater()

    on_the_loop(story())
