"""What gets the focus is scrolled into view, and it alone says that it has it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.focus_in_view import FocusInView


def test_what_gets_the_focus_from_outside_is_scrolled_into_view(qtbot: QtBot, qapp: QApplication) -> None:
    FocusInView(qapp)
    window, inside = QWidget(), QWidget()
    area, outside = QScrollArea(widgetResizable=True), QLineEdit()
    fields, column, layout = [QLineEdit() for _ in range(30)], QVBoxLayout(inside), QVBoxLayout(window)
    for field in fields:
        column.addWidget(field)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout.addWidget(outside)
    layout.addWidget(area)
    window.resize(300, 200)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for field in (fields[-1], fields[0], fields[15]):
        outside.setFocus()
        field.setFocus()
        top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= area.viewport().height() - field.height()


def test_a_viewport_does_not_say_that_it_has_the_focus_of_its_area(qtbot: QtBot, qapp: QApplication) -> None:
    FocusInView(qapp)
    window, other, field = QWidget(), QLineEdit(), QPlainTextEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert not field.viewport().hasFocus()
    other.setFocus()
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton)
    assert field.hasFocus()
