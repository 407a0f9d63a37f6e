"""Rows that wrap where they have no room, labels that are cut with “…”, words beside boxes, and dialogs
as high as what is in them.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.look.dialog_size import fit_height
from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.wheel_proof import ChoiceBox, NumberBox
from desktop.ui.theme import Theme
from tests.ui.every_window import main_window

LONG = "A label of many words that has no room in one line"


def shown(host: QWidget, row: WrappingRow, width: int) -> None:
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(row)
    layout.addStretch(1)
    host.resize(width, 400)
    QApplication.processEvents()


def test_a_label_wraps_in_a_row_only_where_it_is_wider_than_the_row(host: QWidget) -> None:
    label, button = QLabel(LONG, wordWrap=True), QPushButton("On")
    row = WrappingRow(label, button, at_end=1)
    shown(host, row, 900)
    one_line = label.height()
    assert abs(button.geometry().center().y() - label.geometry().center().y()) <= 1
    assert label.width() >= label.fontMetrics().horizontalAdvance(LONG)
    host.resize(label.width() // 2, 400)
    QApplication.processEvents()
    assert label.height() >= 2 * one_line
    assert label.heightForWidth(label.width()) <= label.height()
    assert button.y() > label.geometry().bottom()


def test_a_row_asks_for_its_widgets_and_the_gaps_between_them(host: QWidget) -> None:
    first, second = QPushButton("On"), QPushButton("Off")
    row = WrappingRow(first, second, at_edge=True)
    shown(host, row, 900)
    assert row.sizeHint().width() == second.geometry().right() + 1
    assert WrappingRow().sizeHint().width() == 0


def test_in_a_line_buttons_are_of_one_height_and_words_stand_in_its_middle(host: QWidget) -> None:
    label, low, high = QLabel("State"), QPushButton("On"), QPushButton("Off\nand on")
    shown(host, WrappingRow(label, low, high, at_end=2), 600)
    assert low.geometry().top() == high.geometry().top() and low.height() == high.height() > low.sizeHint().height()
    assert abs(label.geometry().center().y() - high.geometry().center().y()) <= 1


def test_the_last_widgets_of_a_row_go_to_the_next_line_together(host: QWidget) -> None:
    label, first, second, third = QLabel("State"), QPushButton("On"), QPushButton("Off"), QPushButton("Neither nor")
    row = WrappingRow(label, first, second, third, at_end=3)
    shown(host, row, row.sizeHint().width())
    assert abs(label.geometry().center().y() - third.geometry().center().y()) <= 1
    host.resize(row.sizeHint().width() - 1, 400)
    QApplication.processEvents()
    assert first.y() == second.y() == third.y() > label.geometry().bottom()
    assert first.x() == 0
    host.resize(third.sizeHint().width() + 20, 400)  # not even they have room in one line
    QApplication.processEvents()
    assert third.y() > first.y()


def test_words_that_change_while_a_row_is_hidden_have_their_room_when_it_is_shown(host: QWidget) -> None:
    first, second = QPushButton("Ask the first five of them"), QPushButton("On")
    row = WrappingRow(first, second, at_end=1)
    shown(host, row, 900)
    row.hide()
    QApplication.processEvents()
    first.setText("Off")
    second.setText("Change what is asked")
    row.show()
    QApplication.processEvents()
    assert first.width() == first.sizeHint().width()
    assert second.width() == second.sizeHint().width()


def test_the_last_widgets_of_a_row_end_at_its_edge_together(host: QWidget) -> None:
    label, first, second = QLabel("State"), QPushButton("On"), QPushButton("Off")
    row = WrappingRow(label, first, second, at_end=2)
    shown(host, row, 600)
    assert label.x() == 0
    assert second.geometry().right() == row.width() - 1
    assert first.geometry().right() < second.x() < first.geometry().right() + 20


def test_a_label_that_is_cut_tells_all_of_it_in_its_tooltip(host: QWidget) -> None:
    label = ElidedLabel(LONG)
    layout = QVBoxLayout(host)
    layout.addWidget(label)
    host.resize(900, 100)
    QApplication.processEvents()
    assert not label.is_elided
    host.resize(100, 100)
    QApplication.processEvents()
    assert label.is_elided
    QApplication.sendEvent(label, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(3, 3), label.mapToGlobal(QPoint(3, 3))))
    assert QToolTip.text() == LONG
    QToolTip.hideText()


def test_a_dialog_is_as_high_as_what_is_in_it(qtbot: QtBot) -> None:
    dialog, area, inside = QDialog(), QScrollArea(widgetResizable=True), QWidget()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(inside)
    label = QLabel(" ".join([LONG] * 12), wordWrap=True)
    column.addWidget(label)
    area.setWidget(inside)
    layout = QVBoxLayout(dialog)
    layout.addWidget(area)
    layout.addWidget(QPushButton("Close"))
    dialog.resize(300, 60)
    dialog.show()
    fit_height(dialog, area)
    QApplication.processEvents()
    assert dialog.width() == 300
    assert not area.verticalScrollBar().isVisible()
    assert label.heightForWidth(label.width()) <= label.height()


def test_a_dialog_that_is_fitted_stays_on_the_screen_with_its_frame(qtbot: QtBot) -> None:
    dialog, area = QDialog(), QScrollArea(widgetResizable=True)
    qtbot.addWidget(dialog)
    area.setWidget(QLabel(" ".join([LONG] * 200), wordWrap=True))
    layout = QVBoxLayout(dialog)
    layout.addWidget(area)
    dialog.show()
    frame = dialog.frameGeometry().height() - dialog.height()
    assert frame > 0  # the one that Qt draws where there is no window manager
    fit_height(dialog, area)
    QApplication.processEvents()
    on_screen = dialog.screen().availableGeometry()
    assert dialog.frameGeometry().height() == on_screen.height()
    assert dialog.frameGeometry().top() == on_screen.top()


def test_the_words_beside_a_box_stay_where_they_are_when_it_takes_the_focus(host: QWidget, theme: Theme) -> None:
    host.setStyleSheet(style_sheet(theme))
    for button in (QCheckBox("As a batch", host), QRadioButton("Alpha", host)):
        option = QStyleOptionButton()
        option.initFrom(button)
        places = []
        for state in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_HasFocus, QStyle.StateFlag.State_On):
            option.state = QStyle.StateFlag.State_Enabled | state
            part = QStyle.SubElement.SE_CheckBoxContents
            if isinstance(button, QRadioButton):
                part = QStyle.SubElement.SE_RadioButtonContents
            places.append(button.style().subElementRect(part, option, button).x())
        assert len(set(places)) == 1


def test_no_box_stands_where_two_scroll_bars_meet(host: QWidget, theme: Theme) -> None:
    host.setStyleSheet(style_sheet(theme))
    area = QScrollArea(host)
    inside = QWidget()
    inside.setFixedSize(900, 900)
    area.setWidget(inside)
    area.resize(200, 200)
    area.show()
    QApplication.processEvents()
    seen = area.grab().toImage()
    corner = {seen.pixelColor(x, y).name() for x in range(189, 197) for y in range(189, 197)}
    assert corner == {seen.pixelColor(120, 197).name()}, "the ground of a bar"


def first_column(field: QWidget) -> int:
    """Returns where the first letter that is painted in a field begins, in pixels from its left edge."""
    seen = field.grab().toImage()
    middle = range(seen.height() // 3, seen.height() * 2 // 3)
    ground = seen.pixelColor(5, seen.height() // 2).lightness()
    letters = (x for x in range(5, 60) if any(seen.pixelColor(x, y).lightness() < ground - 60 for y in middle))
    return next(letters)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_words_begin_below_one_another_in_all_kinds_of_fields(
    qtbot: QtBot, qapp: QApplication, theme: Theme, zoom: float
) -> None:
    window = main_window(qtbot, theme.zoomed(zoom), filled=False)
    page = QWidget(window)
    column = QVBoxLayout(page)
    line, text, number, choice = QLineEdit("H"), QPlainTextEdit("H"), NumberBox(), ChoiceBox()
    number.setSpecialValueText("H")
    choice.addItem("H")
    text.setFixedHeight(text.fontMetrics().lineSpacing() + 20)
    for field in (line, text, number, choice):
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(field)
    page.resize(page.sizeHint())
    page.show()
    QApplication.processEvents()
    assert [first_column(field) for field in (text, number, choice)] == [first_column(line)] * 3
