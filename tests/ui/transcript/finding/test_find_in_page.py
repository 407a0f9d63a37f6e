"""Finding text in the transcript."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.core.search.text_pattern import TextPattern
from desktop.ui.theme import Theme
from desktop.ui.transcript.finding.find_in_page import FindInPage
from desktop.ui.transcript.finding.find_matches import TextFinder
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, turn


def test_words_are_found_counted_and_gone_to(view: TranscriptView, qtbot: QtBot) -> None:
    first = turn("apple **and** pear\n\nmore\n\nApple", "an apple?", 1.0)
    second = replace(turn("nothing\n\n" * 60 + "apple pie", "so?", 2.0), parent=first.id)
    view.show_conversation(conversation(first, second))
    counts: list[tuple[int, int]] = []
    view.found.connect(lambda at, count: counts.append((at, count)))
    view.look_for("apple")
    qtbot.waitUntil(lambda: bool(counts) and counts[-1][1] == 4)
    view.look_on(1)
    places = []
    for _ in range(4):
        view.look_on(1)
        places.append(counts[-1][0])
    assert sorted(places) == [1, 2, 3, 4]
    view.look_for("apple   AND")
    qtbot.waitUntil(lambda: counts[-1][1] == 1)
    view.look_for("no such words")
    qtbot.waitUntil(lambda: counts[-1] == (0, 0))
    view.look_for("")
    assert counts[-1] == (0, 0)
    assert not view.grab().isNull()


def test_what_is_found_is_lit_and_brought_into_view(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("text\n\n" * 100 + "needle\n\n" + "text\n\n" * 100, "q")))
    view.look_for("needle")
    qtbot.waitUntil(lambda: view.parts.search.current is not None)
    hit = view.parts.search.current
    assert hit is not None
    assert view.parts.highlights.of(hit.turn, hit.row).current == (0, 6)
    item = view.items[0]
    y = item.top + item.rows[hit.row].top - view.verticalScrollBar().value()
    assert 0 < y < view.viewport().height()


def test_a_growing_answer_is_looked_through_again(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("one apple", "q", done=False)
    view.show_conversation(conversation(asked))
    counts: list[int] = []
    view.found.connect(lambda _, count: counts.append(count))
    view.look_for("apple")
    qtbot.waitUntil(lambda: bool(counts) and counts[-1] == 1)
    view.show_conversation(conversation(asked.as_streaming("one apple\n\ntwo apples\n\nthree apples", 0.1)))
    qtbot.waitUntil(lambda: counts[-1] == 3)


def test_signs_are_looked_for_as_they_are() -> None:
    pattern = TextPattern.of("a.b (c)")
    assert pattern is not None
    assert pattern.search("A.B\n(c)")
    assert not pattern.search("axb (c)")
    assert TextPattern.of("  ") is None
    assert TextFinder("").move([], 1, (0, 0)) is None


def test_a_search_reveals_its_matches_one_after_another(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("an apple\n\nno\n\nan apple", "q"))
    revealed: list[tuple[int, int]] = []
    search = FindInPage(shown.area, lambda turn, row, into: revealed.append((turn, row)))
    counts: list[tuple[int, int]] = []
    search.found.connect(lambda number, count: counts.append((number, count)))
    assert not search.is_active
    assert search.spans(0, 1) == ((), None)
    search.find("apple")
    assert search.is_active
    assert counts[-1] == (1, 2)
    assert search.spans(0, 1) == (((3, 8),), (3, 8))
    assert search.spans(0, 3) == (((3, 8),), None)
    search.step(1)
    assert search.current is not None
    assert search.current.row == 3
    search.step(1)
    assert counts[-1] == (1, 2)
    assert list(dict.fromkeys(revealed)) == [(0, 1), (0, 3)]
    search.find("")
    assert (search.is_active, counts[-1]) == (False, (0, 0))
