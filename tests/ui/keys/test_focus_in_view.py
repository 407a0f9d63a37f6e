"""What gets the focus is scrolled into view, it alone says that it has it, and it stays."""

import gc

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.focus_in_view import FocusInView


def page_of(qtbot: QtBot, window: QWidget, fields: list[QLineEdit], outside: QLineEdit) -> QScrollArea:
    """Returns a page of fields, in a window with one outside of it; the window is active."""
    inside, area = QWidget(), QScrollArea(widgetResizable=True)
    column, layout = QVBoxLayout(inside), QVBoxLayout(window)
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
    return area


def test_what_gets_the_focus_from_outside_is_scrolled_into_view(qtbot: QtBot, qapp: QApplication) -> None:
    FocusInView(qapp)
    window, outside, fields = QWidget(), QLineEdit(), [QLineEdit() for _ in range(30)]
    area = page_of(qtbot, window, fields, outside)
    for field in (fields[-1], fields[0], fields[15]):
        outside.setFocus()
        field.setFocus()
        top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= area.viewport().height() - field.height()


def test_a_page_stays_where_it_was_scrolled_while_the_user_is_elsewhere(qtbot: QtBot, qapp: QApplication) -> None:
    FocusInView(qapp)
    window, outside, fields = QWidget(), QLineEdit(), [QLineEdit() for _ in range(30)]
    area = page_of(qtbot, window, fields, outside)
    fields[2].setFocus()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    other = QWindow()  # no widget: to Qt's widgets, it is as another program
    other.show()
    other.requestActivate()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(fields[2].hasFocus)
    assert bar.value() == bar.maximum()
    other.close()
    outside.setFocus()
    fields[2].setFocus()
    assert bar.value() < bar.maximum(), "what gets the focus by a key still comes into view"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_beginning_of_a_wide_field_comes_into_view(
    direction: Qt.LayoutDirection, qtbot: QtBot, qapp: QApplication
) -> None:
    FocusInView(qapp)
    window, outside, field = QWidget(), QLineEdit(), QLineEdit()
    field.setFixedWidth(900)
    window.setLayoutDirection(direction)
    area = page_of(qtbot, window, [field], outside)
    bar = area.horizontalScrollBar()
    for before in (bar.minimum(), bar.maximum()):
        outside.setFocus()
        bar.setValue(before)
        field.setFocus()
        left = field.mapTo(area.viewport(), QPoint(0, 0)).x()
        is_mirrored = direction is Qt.LayoutDirection.RightToLeft
        begin = left + field.width() - 1 if is_mirrored else left
        assert 0 <= begin < area.viewport().width()


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


def test_a_page_that_had_the_focus_is_no_garbage(qtbot: QtBot, qapp: QApplication) -> None:
    FocusInView(qapp)
    window = QWidget()
    page_of(qtbot, window, [QLineEdit()], QLineEdit()).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.findChildren(QScrollArea)[0].setFocus()
    assert isinstance(qapp.focusWidget(), QScrollArea)
    gc.collect()
    assert isinstance(qapp.focusWidget(), QScrollArea)
