from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.controllers.conversation.transcript_actions import TranscriptActions
from desktop.core.conversation.conversation import Conversation
from desktop.ui.actions import Actions
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import turn


class Transcript:
    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.bar, self.actions, self.opened = bar, actions, list[str]()
        self.view = TranscriptView(Theme(LIGHT, bar.parent.font()))
        self.view.show_conversation(Conversation.of("c", (turn("what?", "a **kite**"),)))
        self.controller = TranscriptActions(self.view, actions, bar.parent, self.open_link, bar.notices)
        self.controller.connect()

    def open_link(self, address: str) -> bool:
        self.opened.append(address)
        return address.startswith("https:")

    def menu(self, link: str = "") -> dict[str, object]:
        menu = QMenu()
        self.controller.fill_menu(menu, link)
        entries = {action.text(): action for action in menu.actions() if action.text()}
        self.kept = menu
        return dict(entries)


@pytest.fixture
def transcript(bar: Bar, actions: Actions) -> Iterator[Transcript]:
    yield Transcript(bar, actions)
    QGuiApplication.clipboard().clear()


def test_links_are_opened_and_others_refused_in_words(transcript: Transcript) -> None:
    transcript.view.link_requested.emit("https://a.example")
    assert transcript.bar.text == ""
    transcript.view.link_requested.emit("file:///etc/passwd")
    assert transcript.opened == ["https://a.example", "file:///etc/passwd"]
    assert transcript.bar.text.startswith("Link blocked")


def test_the_whole_conversation_is_copied(transcript: Transcript) -> None:
    transcript.actions["copy_all"].trigger()
    assert "a kite" in QGuiApplication.clipboard().text()
    transcript.view.copied.emit("selected")
    assert QGuiApplication.clipboard().text() == "selected"


def test_the_menu_has_what_can_be_done_with_a_link_and_with_a_selection(transcript: Transcript) -> None:
    assert transcript.menu() == {}
    assert list(transcript.menu("https://a.example")) == ["Open link", "Copy link"]
    transcript.view.select_all()
    assert list(transcript.menu()) == ["Copy", "Copy as Markdown", "Copy formatted text"]


def test_copying_with_formatting_offers_both_forms(transcript: Transcript) -> None:
    transcript.controller.copy_rich("a kite", "a **kite**")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "a kite"
    assert "<strong>kite</strong>" in data.html()


def test_a_whole_answer_is_copied_with_its_headings_and_as_text_without_signs(transcript: Transcript) -> None:
    answer = "# A kite\n\nIt is **red**:\n\n- one\n- two\n\n```py\nx = 1\n```"
    transcript.view.answer_copied.emit(answer)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "A kite\n\nIt is red:\n\none\ntwo\n\nx = 1"
    assert "<h1>A kite</h1>" in data.html()
    assert bytes(data.data("text/markdown").data()).decode() == answer


def test_code_is_saved_under_a_name_of_our_own(transcript: Transcript, tmp_path: Path) -> None:
    transcript.view.save_requested.emit("x = 1", "py")
    (dialog,) = transcript.bar.parent.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["code.py"]
    dialog.fileSelected.emit(str(tmp_path / "mine.py"))
    assert (tmp_path / "mine.py").read_text() == "x = 1\n"
    dialog.fileSelected.emit(str(tmp_path / "no folder" / "mine.py"))
    assert "Couldn't save" in transcript.bar.text
    dialog.close()
