"""The view of a conversation: what it shows, how it grows, where it stays."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.sent_image import SentImage
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turns.turn_footer import footer_for
from tests.ui.transcript.conversations import conversation, labels, press, turn


def test_a_question_its_answer_and_what_it_took(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("At **first**\n\n- one\n- two\n\n```sh\nls -l\n```")))
    assert view.plain_text() == "why?\n\nAt first\n\none\ntwo\n\nls -l"
    assert footer_for(turn("x")).text == "gpt-4o · first word after 0.6 s · 1,562 tokens in · 214 out"
    at_openai = replace(turn("x"), host="api.openai.com")
    assert footer_for(at_openai).text == "gpt-4o · $0.0060 · first word after 0.6 s · 1,562 tokens in · 214 out"
    assert labels(view) == [
        "Ask again",
        "Ask another model",
        "Copy this answer",
        "Copy this code, Answer 1, part 3",
        "Edit question",
        "More",
        "Save code…, Answer 1, part 3",
    ]


def test_an_answer_grows_without_touching_what_is_finished(view: TranscriptView, qtbot: QtBot) -> None:
    text = "first\n\nsecond **bold**\n\n```py\n" + "x = 1\n" * 30
    grown = turn("fir", done=False)
    for end in range(3, len(text), 7):
        view.show_conversation(conversation(grown.as_streaming(text[:end], 0.6)))
        qtbot.wait(0)
    qtbot.waitUntil(lambda: view.settled)
    rows = [placed.row for placed in view.items[0].rows]
    view.show_conversation(conversation(grown.as_streaming(text, 0.6).done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert view.items[0].rows[1].row is rows[1]
    assert isinstance(rows[-1], CodeRow)
    assert view.plain_text().endswith("x = 1")
    assert view.plain_text().count("x = 1") == 30


def test_the_view_follows_only_at_the_end(view: TranscriptView, qtbot: QtBot) -> None:
    grown = turn("line\n\n" * 60, done=False)
    view.show_conversation(conversation(grown))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    view.show_conversation(conversation(grown.as_streaming(grown.answer + "more\n\n" * 20, 0.6)))
    qtbot.waitUntil(lambda: view.settled)
    assert bar.value() == bar.maximum()
    bar.setValue(200)
    before = view.parts.area.anchor()
    view.show_conversation(conversation(grown.as_streaming(grown.answer + "more\n\n" * 80, 0.6)))
    qtbot.waitUntil(lambda: view.settled)
    assert view.parts.area.anchor() == before
    assert "↓ New" in labels(view)
    press(view, "↓ New")
    assert bar.value() == bar.maximum()


def test_a_long_history_opens_at_its_end_and_builds_only_what_is_near(view: TranscriptView) -> None:
    turns = tuple(turn("A paragraph of some words.\n\n" * 12, f"question {at}", float(at)) for at in range(300))
    view.show_conversation(Conversation("long", turns))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert sum(item.is_open for item in view.items) < 12
    bar.setValue(bar.maximum() // 2)
    assert sum(item.is_open for item in view.items) < 24
    before = view.parts.area.anchor()
    view.resize(300, 600)
    assert view.parts.area.anchor()[0] == before[0]


def test_other_colours_keep_the_place(view: TranscriptView, theme: Theme) -> None:
    view.show_conversation(conversation(turn("a\n\n" * 100)))
    view.verticalScrollBar().setValue(300)
    before = view.parts.area.anchor()
    view.show_look(Theme(DARK, theme.font))
    assert view.parts.area.anchor()[:2] == before[:2]
    assert view.parts.area.anchor()[2] == pytest.approx(before[2], abs=1)
    view.resize(300, 600)
    assert view.parts.area.anchor()[:2] == before[:2]


def test_thumbnails_are_wanted_once(view: TranscriptView) -> None:
    wanted: list[SentImage] = []
    view.thumbnail_wanted.connect(wanted.append)
    sent = SentImage("a" * 64, "image/png", 10, 10, 5)
    view.show_conversation(conversation(Turn.new("c", "q", "m", "h", 1.0).as_waiting((sent,)).done(None)))
    view.grab()
    view.grab()
    assert wanted == [sent]


def test_text_gets_larger_and_smaller(view: TranscriptView, theme: Theme) -> None:
    view.show_conversation(conversation(turn("text " * 80, "q")))
    before = view.items[0].rows[1].height
    view.zoom_by(3)
    assert view.zoom == 1.5
    assert view.items[0].rows[1].height > before * 1.5
    view.show_look(Theme(LIGHT, theme.font))
    assert view.parts.zoom.theme.points == pytest.approx(15)
    view.zoom_by(-99)
    view.zoom_by(0)
    assert view.zoom == 1.0


def test_a_deleted_turn_leaves_no_room_behind(view: TranscriptView, qtbot: QtBot) -> None:
    first = turn("a\n\n" * 60, "q", 1.0)
    second = replace(turn("b\n\n" * 60, "q", 2.0), parent=first.id)
    view.show_conversation(conversation(first))
    alone = view.verticalScrollBar().maximum()
    view.show_conversation(conversation(first, second))
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > alone)
    view.show_conversation(conversation(first))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() <= alone)  # estimates have become heights


def test_a_turn_of_another_conversation_is_shown_from_its_end(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("a\n\n" * 200)))
    view.verticalScrollBar().setValue(0)
    other = Turn.new("d", "q", "m", "h", 1.0).as_streaming("b\n\n" * 200, 0.1).done(None)
    view.show_conversation(Conversation("d", (other,)))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.show_turn(other.id)
    assert view.verticalScrollBar().value() < view.verticalScrollBar().maximum()
