"""Turns as rows: every column comes back, and a row that cannot be read keeps what it has."""

from dataclasses import replace
from pathlib import Path

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Stage, Usage
from desktop.core.errors import Problem, ProblemKind
from tests.adapters.storage.samples import image, save, turn
from tests.helpers.connections import Watched


def test_every_field_of_a_turn_comes_back_from_its_row(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    first = turn("c", "why?", 1.0, image())
    second = replace(
        turn("c", "and then?", 2.0, answer="because"),
        parent=first.id,
        model="m",
        host="h",
        usage=Usage(5, 6, 2),
        problem=Problem(ProblemKind.RATE_LIMIT, "m"),
        first_token_s=0.5,
        estimated_tokens=7,
        thinking="hm",
        thinking_s=1.5,
        sources=(AnswerSource("https://a.example/", "A"),),
        pinned=True,
    )
    save(store, first, second)
    assert store.conversation("c").turns == (first, second)
    changed = replace(second, answer="because of it", stage=Stage.STOPPED, pinned=False, parent=first.id, thinking="so")
    save(store, changed)
    assert store.conversation("c").turns == (first, changed)
    store.close()


def test_a_turn_that_cannot_be_read_keeps_its_words_and_its_place(tmp_path: Path, connections: list[Watched]) -> None:
    store = SqliteStore(tmp_path)
    first, version = turn("c", "why?", 1.0), turn("c", "why really?", 2.0)
    follow_up = replace(turn("c", "and then?", 3.0, answer="because"), parent=first.id)
    save(store, first, replace(version, parent=""), follow_up)
    connections[0].connection.execute("UPDATE turns SET stage = 'pondering' WHERE prompt = 'and then?'")
    read = {found.id: found for found in store.conversation("c").all_turns}
    rest = read[follow_up.id]
    assert (rest.prompt, rest.answer, rest.stage) == ("and then?", "because", Stage.STOPPED)
    assert (rest.asked_at, rest.model, rest.host) == (3.0, follow_up.model, follow_up.host)
    assert rest.parent == first.id
    store.close()
