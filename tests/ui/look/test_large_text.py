"""Things that grow with the text of the system: Qt's dialogs for files, the strip, the notice above the question."""

import itertools
import re
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from desktop.ui.composer.gate import GateNotice
from desktop.ui.look.file_dialog import give_room
from desktop.ui.main_window import MainWindow
from desktop.ui.search_field import ICON_UNITS, SearchField
from desktop.ui.settings.connections.parameters_field import ParametersField
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.strip.strip_list import ITEM, StripList
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import main_window

Found = TypeVar("Found", bound=QObject)


@pytest.fixture
def large(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    return main_window(qtbot, Theme(LIGHT, qapp.font()).zoomed(2.0))


def only(parent: QObject, kind: type[Found]) -> Found:
    (found,) = parent.findChildren(kind)
    return found


def test_a_dialog_for_files_cuts_no_date_and_its_buttons_have_no_signs(
    qtbot: QtBot, large: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "a file with a name.md").write_text("x" * 54321)
    dialog = QFileDialog(large, "Export", str(tmp_path), "Markdown with pictures (*.md)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    give_room(dialog)
    dialog.show()
    table = only(dialog, QTreeView)
    qtbot.waitUntil(lambda: table.model().rowCount(table.rootIndex()) == 1)
    QApplication.processEvents()
    wanted = [table.sizeHintForColumn(column) for column in range(4) if not table.isColumnHidden(column)]
    assert len(wanted) == 4 and all(table.columnWidth(column) >= width for column, width in enumerate(wanted))
    buttons = only(dialog, QDialogButtonBox).findChildren(QPushButton)
    assert buttons and all(button.icon().isNull() for button in buttons)
    assert dialog.width() > 720 or dialog.width() >= dialog.screen().availableSize().width() * 0.9


def test_the_strip_is_as_large_as_the_text_asks_for_from_the_start(large: MainWindow) -> None:
    assert only(large.strip, StripList).item_size.width() == pytest.approx(ITEM.width() * large.theme.unit_px, rel=0.02)


def test_the_sign_of_a_notice_above_the_question_is_as_high_as_its_words(large: MainWindow) -> None:
    (sign,) = (label for label in large.composer.gate.findChildren(QLabel) if not label.pixmap().isNull())
    assert sign.pixmap().deviceIndependentSize().height() >= large.composer.gate.fontMetrics().height()


def test_where_a_notice_has_no_room_the_head_goes_and_nothing_is_squeezed(large: MainWindow, qtbot: QtBot) -> None:
    large.resize(680, 400)
    large.focus_question()
    head, gate = large.conversation_pane.head, large.composer.gate
    assert not head.isHidden()
    notice = GateNotice(("2 private details on picture 1: a key, an e-mail address",), "Nothing was sent yet.")
    gate.say(notice)
    qtbot.waitUntil(head.isHidden)
    qtbot.waitUntil(lambda: gate.height() >= gate.minimumSizeHint().height())
    assert large.composer.field.height() >= large.composer.field.fontMetrics().height()
    gate.withdraw(notice)
    qtbot.waitUntil(lambda: not head.isHidden())
    (head_button, *_) = (button for button in head.findChildren(QToolButton) if button.isVisible())
    head_button.setFocus()
    gate.say(notice)
    qtbot.waitUntil(lambda: gate.isVisible() and gate.height() >= gate.minimumSizeHint().height())
    assert not head.isHidden()  # nobody loses the focus by it
    shown = [label.text() for label in gate.findChildren(QLabel) if label.isVisible() and label.text()]
    assert shown == list(notice.lines) and notice.detail in gate.words  # which a screen reader hears
    large.resize(1000, 640)
    qtbot.waitUntil(
        lambda: any(label.text() == notice.detail and label.isVisible() for label in gate.findChildren(QLabel))
    )


@pytest.mark.parametrize("times", [1.0, 2.0, 3.0])
def test_the_glass_of_a_search_field_grows_with_its_text_and_words_stand_beside_it(
    qtbot: QtBot, qapp: QApplication, times: float
) -> None:
    usual = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, usual.zoomed(times))
    window.resize(window.theme.px(1300), window.theme.px(800))  # wide enough for the history
    QApplication.processEvents()
    field = window.history.search_field
    assert isinstance(field, SearchField)
    assert field.glass.height() == pytest.approx(ICON_UNITS * usual.unit_px * times, abs=1)
    assert field.rect().contains(field.glass)
    field.setText("word")
    painted = field.grab(field.glass).toImage()
    ground, line = QColor(LIGHT.field).lightness(), QColor(LIGHT.quiet).lightness()
    places = itertools.product(range(painted.width()), range(painted.height()))
    drawn = [(x, y) for x, y in places if painted.pixelColor(x, y).lightness() < (ground + line) / 2]
    high = max(y for _, y in drawn) - min(y for _, y in drawn)
    assert high >= field.glass.height() * painted.devicePixelRatio() / 3  # the glass itself, not its place alone
    field.setCursorPosition(0)
    assert field.cursorRect().center().x() > field.glass.right()


def test_all_search_fields_have_a_glass_that_follows_the_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    usual = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, usual)
    settings, sheet = SettingsDialog(window, usual), SheetWindow(usual, ())
    qtbot.addWidget(sheet)
    fields = [field for widget in (window, settings, sheet) for field in widget.findChildren(SearchField)]
    assert {field.accessibleName() for field in fields} == {
        *("Search all conversations", "Find a setting", "Find in the table")
    }
    sizes = [field.glass.height() for field in fields]
    for widget in (window, settings, sheet):
        show = widget.show_colors if isinstance(widget, MainWindow) else widget.show_look
        show(usual.zoomed(2.0))
    grown = [field.glass.height() for field in fields]
    assert grown == pytest.approx([2 * size for size in sizes], abs=1)


def test_the_cross_of_a_search_field_is_as_large_and_empties_it(qtbot: QtBot, qapp: QApplication) -> None:
    field = SearchField(Theme(LIGHT, qapp.font()).zoomed(2.0), can_be_emptied=True)
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    (cross,) = field.findChildren(QAbstractButton)
    assert not cross.isVisible()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "word")
    assert cross.isVisible() and cross.height() == field.glass.height()
    assert cross.accessibleName() == "Clear the field"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == "" and not cross.isVisible()
    assert field.hasFocus()


def test_from_right_to_left_the_glass_stands_at_the_right(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field = SearchField(Theme(LIGHT, qapp.font()), can_be_emptied=True)
    qtbot.addWidget(field)
    field.resize(300, 40)
    field.show()
    field.setText("word")
    (cross,) = field.findChildren(QAbstractButton)
    assert field.glass.left() > 250 and cross.geometry().right() < 50
    assert field.textMargins().right() > 0


def test_prompts_above_the_question_are_round(large: MainWindow) -> None:
    chip = QPushButton("Explain errors", large)
    chip.setProperty("chip", True)
    chip.ensurePolished()
    rule = re.search(r'\[chip="true"\] \{[^}]*border-radius: ([\d.]+)px', large.styleSheet())
    assert rule is not None
    assert chip.sizeHint().height() >= 2 * float(rule[1])  # with more, Qt draws square corners


def test_the_words_of_a_long_check_box_go_on_in_a_second_line(qtbot: QtBot) -> None:
    field = ParametersField()
    qtbot.addWidget(field)
    field.resize(1200, 800)
    field.show()
    (check,) = (box for box in field.findChildren(QCheckBox) if "store" in box.text())
    words, high = check.text(), check.height()
    assert "\n" not in words
    field.resize(check.fontMetrics().horizontalAdvance(words) * 2 // 3, 800)
    qtbot.waitUntil(lambda: check.height() > high)
    assert field.minimumSizeHint().width() <= field.width()
    assert check.text().split() == words.split() and check.accessibleName() == words
    field.resize(1200, 800)
    qtbot.waitUntil(lambda: check.height() == high)
