"""The pane of the history."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Summary
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.helpers.images import quarters
from tests.ui.windows import history_panel


def test_the_list_has_days_and_says_what_is_wanted(qtbot: QtBot) -> None:
    host = QWidget()
    panel = history_panel(host)
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show()
    now = 1_800_000_000.0
    rows = tuple(Summary(f"c{at}", f"title {at}", now - at * 3600 * 15, 1, "a" * 64) for at in range(5))
    wanted: list[str] = []
    panel.model.thumbnail_wanted.connect(wanted.append)
    panel.show_summaries(rows, "c1")
    assert not panel.grab().isNull()
    assert wanted == ["a" * 64]
    view = panel.findChild(QListView)
    assert view is not None
    assert view.currentIndex().data() == "title 1"
    with qtbot.waitSignal(panel.open_requested) as opened:
        view.clicked.emit(panel.model.index(panel.model.row_of("c2")))
    assert opened.args == ["c2", ""]
    with qtbot.waitSignal(panel.delete_requested) as deleted:
        qtbot.keyClick(panel, Qt.Key.Key_Delete)
    assert deleted.args == ["c1"]
    with qtbot.waitSignal(panel.rename_requested) as renamed:
        panel.model.setData(panel.model.index(panel.model.row_of("c3")), "Mine")
    assert renamed.args == ["c3", "Mine"]
    panel.show_summaries((*rows, Summary("c9", "older", now - 9e6)), "c1")
    assert panel.model.row_of("c9") > 0
    panel.model.show_thumbnail("a" * 64, PixelBuffer.of(quarters()))
    assert not panel.grab().isNull()


def test_the_keyboard_goes_on_beside_a_row_that_is_gone_and_first_letters_find_a_title(qtbot: QtBot) -> None:
    host = QWidget()
    panel = history_panel(host)
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show()
    panel.activateWindow()
    rows = tuple(Summary(name, name, 1_800_000_000.0) for name in ("alpha", "beta", "gamma"))
    stops = [panel.first_stop]
    panel.show_summaries(rows, "beta")
    assert [*stops, panel.first_stop] == [panel.search_field, panel.list_view]
    panel.list_view.setFocus()
    qtbot.waitUntil(panel.list_view.hasFocus)
    panel.show_summaries((rows[0], rows[2]), "")
    assert panel.list_view.currentIndex().data() == "gamma"
    assert panel.list_view.selectedIndexes() == []
    qtbot.keyClick(panel.list_view, "a")
    assert panel.list_view.currentIndex().data() == "alpha"
    panel.show_summaries((), "")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton) and focused.text() == "New"  # no text field, which would keep Ctrl+Z
    assert panel.list_view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_a_search_finds_is_announced_while_one_types_it(qtbot: QtBot, heard: list[str]) -> None:
    host = QWidget()
    panel = history_panel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    rows = tuple(Summary(name, name, 1_800_000_000.0) for name in ("alpha", "beta"))
    panel.show_summaries(rows, "")
    panel.search_field.setFocus()
    qtbot.waitUntil(panel.search_field.hasFocus)
    qtbot.keyClicks(panel.search_field, "a")
    panel.show_summaries(rows, "")
    qtbot.waitUntil(lambda: heard == ["2 conversations listed"])
    qtbot.keyClicks(panel.search_field, "b")
    panel.show_summaries((), "")
    qtbot.waitUntil(lambda: heard[1:] == ["No matches"])
