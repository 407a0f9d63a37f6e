"""The parts of the program that a story starts, which the window does not show."""

import pytest
from PySide6.QtGui import QFont

from desktop.composition.container import Container
from desktop.controllers import main_controller
from desktop.controllers.building.files_side import FileControllers


def started_parts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[FileControllers, Container]]:
    """Returns the controllers of files, and the parts of the program, of each start from now on, as they come."""
    started: list[tuple[FileControllers, Container]] = []
    original = main_controller.MainController.__init__

    def remembered(self: main_controller.MainController, container: Container, font: QFont) -> None:
        original(self, container, font)
        started.append((self.files, container))

    monkeypatch.setattr(main_controller.MainController, "__init__", remembered)
    return started
