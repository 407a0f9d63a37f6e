"""Thinking above an answer, and sources under it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Turn
from desktop.ui.rich_text.inline_writer import FOLD_LINK
from desktop.ui.theme import DARK, Theme
from desktop.ui.transcript.rows.sources_row import SourcesRow
from desktop.ui.transcript.rows.thinking_row import ThinkingRow
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turns.turn_footer import footer_for
from tests.ui.transcript.conversations import conversation, place_of, turn

SOURCES = (
    AnswerSource("https://e.example/a", "A page"),
    AnswerSource("javascript:x"),
    AnswerSource("https://b.example/"),
)


def thought(answer: str = "A **cup**.", thinking: str = "I look.\nIt is blue.", done: bool = True) -> Turn:
    """Returns a turn with twelve seconds of thinking."""
    growing = turn("", done=False).as_streaming(answer, 0.6, thinking, 12.3)
    return growing.done(None) if done else growing


def documents(view: TranscriptView) -> list[str]:
    """Returns the text of each row as it is shown."""
    return [position.row.document.toPlainText() for position in view.items[0].rows]


def is_open(view: TranscriptView) -> bool:
    """Returns True if the thinking above the answer is open."""
    row = view.items[0].rows[1].row
    return isinstance(row, ThinkingRow) and row.is_open


def click_fold(view: TranscriptView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 30, 6))


def test_thinking_is_one_line_that_opens_and_folds(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(thought()))
    assert documents(view) == ["why?", "Thought for 12 s", "A cup."]
    height = view.items[0].height
    click_fold(view, qtbot)
    assert documents(view)[1:] == ["Thought for 12 s\nI look.\nIt is blue.", "A cup."]
    assert view.items[0].height > height
    view.parts.page.show_theme(Theme(DARK, view.font()))
    assert is_open(view)
    click_fold(view, qtbot)
    assert documents(view)[1] == "Thought for 12 s"


def test_thinking_opens_by_the_keyboard_and_leads_nowhere_else(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(thought()))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    opened = QSignalSpy(view.link_requested)
    view.parts.stops.move(forward=True)  # to Edit, beside the question
    view.parts.stops.move(forward=True)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert is_open(view)
    assert opened.count() == 0
    assert view.parts.links.address_at(place_of(view, 1, 30, 6).toPointF()) == ""


def test_thinking_grows_before_the_answer_and_is_no_part_of_it(view: TranscriptView, qtbot: QtBot) -> None:
    first = thought("", "I look.", done=False)
    view.show_conversation(conversation(first))
    assert documents(view)[1] == "Thinking… 12 s"
    assert footer_for(first).text == "gpt-4o is thinking · Esc stops"
    click_fold(view, qtbot)
    for text in ("I look.\nIt is", "I look.\nIt is blue."):
        view.show_conversation(conversation(first.as_streaming("", None, text, 13.0)))
        qtbot.waitUntil(lambda: view.settled)
        assert documents(view) == ["why?", f"Thinking… 13 s\n{text}"]
    ended = first.as_streaming("A **cup**.\n\nBlue.", 13.2, "I look.\nIt is blue.", 13.0)
    view.show_conversation(conversation(ended))
    qtbot.waitUntil(lambda: view.settled)
    assert documents(view) == ["why?", "Thought for 13 s\nI look.\nIt is blue.", "A cup.", "Blue."]
    assert view.plain_text() == "why?\n\nA cup.\n\nBlue."
    view.show_conversation(conversation(ended.done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert view.plain_text() == "why?\n\nA cup.\n\nBlue."


def test_thinking_that_turns_out_to_be_the_answer_becomes_text(view: TranscriptView, qtbot: QtBot) -> None:
    first = thought("", "I look.", done=False)
    view.show_conversation(conversation(first))
    view.show_conversation(conversation(first.as_streaming("I look.", 1.0).done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert documents(view) == ["why?", "I look."]


@pytest.mark.parametrize("is_open", [True, False])
def test_sources_are_links_with_their_hosts(view: TranscriptView, is_open: bool) -> None:
    view.show_conversation(conversation(replace(turn("So [1], [2] and [3]; not [4] or `[1]`."), sources=SOURCES)))
    answer, sources = (position.row for position in view.items[0].rows[1:])
    assert [link for _, link in answer.links()] == ["https://e.example/a", "https://b.example/"]
    assert isinstance(sources, SourcesRow)
    assert sources.text() == "Sources\n[1] A page (e.example)\n[2] javascript:x\n[3] b.example"
    shown = ["Sources", "1", "e.example", "2", "javascript:x", "3", "b.example"]
    assert sources.text_between(0, sources.length).split() == shown
    assert [link for _, link in sources.links()] == ["https://e.example/a", "https://b.example/"]
    assert view.plain_text().endswith("[3] b.example")


def test_sources_that_come_late_make_links_of_marks_that_are_there(view: TranscriptView, qtbot: QtBot) -> None:
    growing = thought("So [1].\n\nAnd [3].", done=False)
    view.show_conversation(conversation(growing))
    assert not documents(view)[-1].startswith("Sources")
    view.show_conversation(conversation(replace(growing, sources=SOURCES[:1])))
    qtbot.waitUntil(lambda: view.settled)
    rows = [position.row for position in view.items[0].rows]
    assert [type(row) for row in rows if type(row) in (ThinkingRow, SourcesRow)] == [ThinkingRow, SourcesRow]
    assert [link for row in rows[2:4] for _, link in row.links()] == ["https://e.example/a"]
    view.show_conversation(
        conversation(replace(growing, answer="So [1].\n\nAnd [3].\n\nEnd.", sources=SOURCES).done(None))
    )
    qtbot.waitUntil(lambda: view.settled)
    rows = [position.row for position in view.items[0].rows]
    assert [link for row in rows[2:4] for _, link in row.links()] == ["https://e.example/a", "https://b.example/"]
    assert documents(view)[1:-1] == ["Thought for 12 s", "So [1].", "And [3].", "End."]
    assert rows[-1].text() == "Sources\n[1] A page (e.example)\n[2] javascript:x\n[3] b.example"


def test_no_link_of_a_models_can_pass_for_the_fold(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(f"[x]({FOLD_LINK}) <{FOLD_LINK}>")))
    assert view.items[0].rows[1].row.links() == []
