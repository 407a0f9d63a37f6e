"""The wheel scrolls a page and changes no value on it, whichever field it passes over and whichever has the focus."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import every_window

STEPS = (-120, 120)  # towards the end, and back


def turn(field: QWidget, step: int) -> None:
    """Turns the wheel over a field by one step."""
    at = QPointF(field.rect().center())
    event = QWheelEvent(
        at,
        field.mapToGlobal(at),
        QPoint(),
        QPoint(0, step),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


def shown(field: QWidget) -> str:
    """Returns what stands in a field."""
    assert isinstance(field, QComboBox | QAbstractSpinBox)
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def fields_of_pages(window: QWidget) -> list[QWidget]:
    """Returns the lists and numbers that stand on something that scrolls, each with something to be changed to."""
    areas = window.findChildren(QScrollArea)
    fields = [*window.findChildren(QComboBox), *window.findChildren(QAbstractSpinBox)]
    found = [field for field in fields if field.isVisible() and any(area.isAncestorOf(field) for area in areas)]
    for field in found:
        if isinstance(field, QComboBox) and field.count() < 2:
            field.addItems(["1", "2"])
    return found


def test_the_wheel_changes_no_value_on_a_page(qtbot: QtBot, qapp: QApplication) -> None:
    faults, kinds = list[str](), set[str]()
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font())):
        for field in fields_of_pages(window):
            kinds.add(type(field).__name__)
            for is_focused in (False, True):
                if is_focused:
                    field.setFocus()
                for step in STEPS:
                    before = shown(field)
                    turn(field, step)
                    if shown(field) != before:
                        faults.append(f"{name}: {type(field).__name__} “{field.accessibleName()}”")
    assert not faults, "\n".join(dict.fromkeys(faults))
    assert len(kinds) >= 4, kinds
