"""Nothing that lies on a viewport, or on another object of Qt's own, keeps it.

A child whose last act is to let go of it has it deleted a second time, when both are garbage at
once, and the process ends.
"""

import types
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.canvas.canvas import Canvas
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import every_window


def kept_by(child: QObject) -> Iterator[object]:
    """Yields what an object keeps in its fields, and in the functions that stand in these."""
    for value in vars(child).values() if hasattr(child, "__dict__") else ():
        yield value
        if isinstance(value, types.FunctionType):
            yield from (cell.cell_contents for cell in value.__closure__ or ())


def keepers(ground: QObject) -> list[str]:
    """Returns the classes of the children that keep an object."""
    return [type(child).__name__ for child in ground.children() if any(kept is ground for kept in kept_by(child))]


def test_no_child_keeps_an_object_of_qts_own(qtbot: QtBot, qapp: QApplication) -> None:
    seen, found = 0, set[str]()
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font())):
        for ground in window.findChildren(QObject):
            if not shiboken6.createdByPython(ground):
                seen += len(ground.children())
                found |= {f"{name}: {keeper}" for keeper in keepers(ground)}
    assert not found
    assert seen > 100


def test_a_child_that_keeps_its_viewport_is_found(qtbot: QtBot) -> None:
    class Watcher(QObject):
        def __init__(self, viewport: QWidget) -> None:
            super().__init__(viewport)
            self.over = lambda: viewport

    canvas = Canvas()
    qtbot.addWidget(canvas)
    watcher = Watcher(canvas.viewport())
    assert keepers(canvas.viewport()) == ["Watcher"]
    watcher.deleteLater()
