"""The pane of the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu, QPushButton, QWidget
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


def test_the_field_in_which_a_row_is_renamed_has_a_name(qtbot: QtBot) -> None:
    host = QWidget()
    panel = history_panel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_summaries((Summary("c", "alpha", 1_800_000_000.0),), "c")
    panel.list_view.edit(panel.model.index(panel.model.row_of("c")))
    (field,) = panel.list_view.findChildren(QLineEdit)
    assert (field.text(), field.accessibleName()) == ("alpha", "Title of the conversation")


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


class Listed:
    """A panel with four conversations, the third of them open and the focus in the list."""

    def __init__(self, qtbot: QtBot) -> None:
        self.host = QWidget()
        self.panel = history_panel(self.host)
        qtbot.addWidget(self.panel)
        self.panel.resize(240, 500)
        self.panel.show()
        self.panel.activateWindow()
        self.rows = tuple(Summary(f"c{at}", f"title {at}", 1_800_000_000.0 - at) for at in range(4))
        self.panel.show_summaries(self.rows, "c2")
        self.panel.list_view.setFocus()
        qtbot.waitUntil(self.panel.list_view.hasFocus)

    def place(self) -> tuple[str, list[str]]:
        """The row of the keyboard, and those that are selected."""
        view = self.panel.list_view
        return self.panel.model.id_at(view.currentIndex()), [
            self.panel.model.id_at(at) for at in view.selectedIndexes()
        ]


def test_the_place_of_a_row_that_is_gone_is_not_shown_as_the_open_one(qtbot: QtBot) -> None:
    listed = Listed(qtbot)
    left = tuple(row for row in listed.rows if row.id != "c2")
    listed.panel.show_summaries(left, "")
    assert listed.place() == ("c3", [])
    listed.panel.show_summaries(left, "")  # again, because an answer has ended, say
    assert listed.place() == ("c3", [])
    listed.panel.show_open("c2")  # deletion was undone; the list is read after it
    listed.panel.show_summaries(listed.rows, "c2")
    assert listed.place() == ("c2", ["c2"])


def test_a_conversation_that_is_opened_elsewhere_is_shown_as_the_open_one(qtbot: QtBot) -> None:
    listed = Listed(qtbot)
    listed.panel.list_view.setCurrentIndex(listed.panel.model.index(listed.panel.model.row_of("c3")))
    listed.panel.show_summaries(listed.rows, "c2")
    assert listed.place() == ("c3", ["c3"])  # the keyboard has reached it
    listed.panel.show_summaries(listed.rows, "c0")
    assert listed.place() == ("c0", ["c0"])


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens
def test_rename_in_a_menu_that_was_open_for_long_means_its_own_conversation(qtbot: QtBot) -> None:
    listed = Listed(qtbot)
    view, model = listed.panel.list_view, listed.panel.model
    place = view.visualRect(model.index(model.row_of("c1"))).center()
    for rows, edited in ((listed.rows[1:], "title 1"), (listed.rows[2:], "")):
        model.show_summaries(listed.rows)
        QApplication.processEvents()
        view.menu_wanted.emit(place)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        listed.panel.show_summaries(rows, "c2")
        (rename,) = [action for action in menu.actions() if action.text().startswith("Rename")]
        rename.trigger()
        menu.close()
        fields = [field for field in view.viewport().findChildren(QLineEdit) if field.isVisible()]
        assert [field.text() for field in fields] == ([edited] if edited else [])
        for field in fields:
            qtbot.keyClick(field, Qt.Key.Key_Escape)
            qtbot.waitUntil(lambda: view.state() != QListView.State.EditingState)
