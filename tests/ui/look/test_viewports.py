"""Nothing that lies on a viewport keeps it.

A viewport is Qt's own. A child whose last act is to let go of it has it deleted a second time, when both are garbage at
once, and the process ends.
"""

import types
from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
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


def keepers(viewport: QWidget) -> list[str]:
    """Returns the classes of the children that keep a viewport."""
    return [type(child).__name__ for child in viewport.children() if any(kept is viewport for kept in kept_by(child))]


def test_no_child_keeps_the_viewport_that_it_lies_on(qtbot: QtBot, qapp: QApplication) -> None:
    seen, found = 0, set[str]()
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font())):
        for area in window.findChildren(QAbstractScrollArea):
            seen += len(area.viewport().children())
            found |= {f"{name}: {keeper}" for keeper in keepers(area.viewport())}
    assert not found
    assert seen > 20


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
