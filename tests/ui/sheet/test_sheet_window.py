"""The window: what folds, what the keys do, what is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.ui.sheet.progress_line import RunFigures
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import RowState
from desktop.ui.theme import DARK, Theme
from tests.ui.sheet.rows import COLUMNS, ROWS


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> SheetWindow:
    window = SheetWindow(theme, (("e-mail address", "E-mail address"),))
    qtbot.addWidget(window)
    window.resize(1300, 800)
    window.model.show_all(COLUMNS, ROWS)
    window.show_table()
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_there_is_room_for_both_or_one_at_a_time(window: SheetWindow) -> None:
    assert window.table.isVisible() and window.side.isVisible()
    window.resize(680, 400)
    assert window.table.isVisible() and not window.side.isVisible()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.side.isVisible() and not window.table.isVisible()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.table.isVisible()
    window.resize(1300, 800)
    assert window.table.isVisible() and window.side.isVisible()


def test_everything_fits_into_the_smallest_window(window: SheetWindow) -> None:
    window.resize(680, 400)
    window.notice.say("A sentence. " * 12, ("Run all", print), ("Change", print))
    assert window.width() == 680 and window.height() == 400
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            corner = button.mapTo(window, button.rect().bottomRight())
            assert corner.x() <= 680 and corner.y() <= 400, button.text()


def test_buttons_without_words_have_names_and_tooltips(window: SheetWindow) -> None:
    window.resize(680, 400)
    for button in (*window.findChildren(QToolButton), *window.head.findChildren(QPushButton)):
        if button.isVisible() and not button.text() and not isinstance(button.parent(), QLineEdit):
            assert button.accessibleName() and button.toolTip()


def test_keys_lead_through_the_window(window: SheetWindow) -> None:
    window.activateWindow()
    window.table.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.filters.field.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.table.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.side.canvas.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.side.editor.field.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.side.canvas.hasFocus()
    window.table.choose(0, 1)
    QTest.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.table.chosen == (1, 1)


def test_chips_count_their_rows_and_choose_them(window: SheetWindow) -> None:
    assert [chip.text() for chip in window.filters.chips] == ["All 5", "Done 2", "Unsure 1", "Failed 1", "Waiting 1"]
    window.filters.chips[1].click()
    assert window.model.rowCount() == 2
    window.filters.field.setText("birch")
    window.filters.search()
    assert window.model.rowCount() == 1
    window.filters.field.clear()
    window.filters.choose(RowState.UNSURE)
    assert window.model.rowCount() == 1 and window.filters.chips[2].isChecked()


def test_progress_says_everything_in_words(window: SheetWindow) -> None:
    window.progress.show_figures(RunFigures(64, 37, 2, 1, 1, 1, "about 2 min left", "$0.11 so far", is_running=True))
    assert window.progress.words == (
        "40 of 64, ✓ 37 done, ? 2 unsure, ✕ 1 failed, 1 held, 1 not confirmed, perhaps paid, about 2 min left,"
        " $0.11 so far"
    )
    assert window.progress.main_button.text() == "Pause"
    window.progress.show_figures(RunFigures(64, 37, is_pausing=True))
    assert window.progress.main_button.text() == "Pausing…" and not window.progress.main_button.isEnabled()
    window.progress.show_figures(RunFigures(64, 37, can_run=True))
    assert window.progress.main_button.text() == "Resume"
    window.progress.show_figures(RunFigures(64, can_run=True))
    assert window.progress.main_button.text() == "Run all"


def test_a_notice_offers_steps_and_goes(window: SheetWindow) -> None:
    pressed: list[str] = []
    window.notice.say("Five were asked.", ("Run all", lambda: pressed.append("run")), ("Change", lambda: None))
    assert [button.text() for button in window.notice.steps] == ["Run all", "Change"]
    window.notice.focus_first()
    QTest.keyClick(window.notice.steps[0], Qt.Key.Key_Space)
    assert pressed == ["run"] and window.notice.accessibleName() == "Five were asked."
    window.notice.say("")
    assert window.notice.words == ""


def test_notices_and_progress_are_announced_once(window: SheetWindow, heard: list[str]) -> None:
    window.notice.say("Five were asked.", ("Run all", print))
    window.notice.say("Five were asked.", ("Run all", print))
    window.notice.say("")
    assert heard == ["Five were asked."]
    for done in range(9):
        window.progress.show_figures(RunFigures(8, done, is_running=True))
    window.progress.show_figures(RunFigures(8, 8))
    assert [words.partition(",")[0] for words in heard[1:]] == ["2 of 8", "4 of 8", "6 of 8", "8 of 8"]


def test_closing_asks_first_where_the_table_is_kept_nowhere(window: SheetWindow, qtbot: QtBot) -> None:
    window.stays_open = True
    with qtbot.waitSignal(window.kept_open):
        window.close()
    assert window.isVisible()
    window.stays_open = False
    with qtbot.waitSignal(window.closed):
        window.close()


def test_another_look_is_taken_over(window: SheetWindow) -> None:
    window.show_look(Theme(DARK, window.font()))
    assert window.theme.colors is DARK
    assert window.table.grab().toImage().pixelColor(5, window.table.height() - 5).name() == DARK.page


def test_setup_comes_first(qtbot: QtBot, theme: Theme) -> None:
    window = SheetWindow(theme, ())
    qtbot.addWidget(window)
    assert not window.shows_table
