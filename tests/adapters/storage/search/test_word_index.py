"""The index of folded words: what it finds in any script, and how an older history gets it."""

import contextlib
import json
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.search.word_index import INDEXES, PIECE
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.services.ports.store import Store
from tests.adapters.storage.samples import turn
from tests.helpers.connections import Watched

CASES = json.loads((Path(__file__).parents[3] / "data/search/scripts.json").read_text("utf-8"))
BEFORE_FOLD = 7
TURNS = 2 * PIECE + 10


def found(store: Store, words: str) -> list[str]:
    return [row.id for row in store.page(0, 500, SearchQuery(words))]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_are_found_in_every_script(store: Store, case: dict[str, str]) -> None:
    store.save_turns([turn("asked", case["kept"], 1), turn("answered", "?", 2, answer=case["kept"])])
    store.save_turns([turn("other", "nothing of it", 3)])
    assert set(found(store, case["typed"])) == {"asked", "answered"}
    assert found(store, f'"{case["typed"]}"')
    assert store.page(0, 1, SearchQuery(case["typed"]))[0].excerpt


def test_signs_and_marks_part_no_words_and_join_none(store: Store) -> None:
    store.save_turns([turn("c", "บิลค่าน้ำ, 🎉🎊 ok, हिन्दी में", 1)])
    assert [words for words in ("น้ำ", "🎊", "🎉🎊", "हिन्द", "हिन्दी") if not found(store, words)] == []
    assert [words for words in ("นำ", "🎊🎉", "न्दी", "हिन्दु") if found(store, words)] == []


def old_history(folder: Path) -> None:
    with contextlib.closing(database.connect(folder, MIGRATIONS[:BEFORE_FOLD])) as old, old.transaction() as do:
        for number in range(1, TURNS + 1):
            stage = "answering" if number == 3 else "done"
            do("INSERT INTO conversations (id, updated_at) VALUES (?, ?)", (f"c{number}", float(number)))
            do(
                "INSERT INTO turns (id, conversation_id, asked_at, prompt, model, host, stage, answer, number) "
                "VALUES (?, ?, ?, ?, 'm', 'h', ?, 'Łódź', ?)",
                (f"t{number}", f"c{number}", float(number), f"Café word{number}", stage, number),
            )


def test_an_older_history_is_searched_at_once_and_indexed_in_pieces(tmp_path: Path, connections: list[Watched]) -> None:
    old_history(tmp_path)
    store = SqliteStore(tmp_path)
    newest_first = [f"c{number}" for number in range(TURNS, 0, -1)]
    assert found(store, "cafe") == found(store, "lodz") == newest_first
    assert store.work_on()
    assert found(store, "cafe") == newest_first
    first = store.conversation("c1").turns[0]
    store.save_turns([turn("new", "café, too", 500.0), first.as_streaming("Ærø", 0.1).done(None)])
    store.delete(["c2"])
    while store.work_on():
        pass
    newest_first = ["new", *(name for name in newest_first if name != "c2")]
    assert found(store, "cafe") == newest_first
    assert found(store, "aero") == ["c1"]
    assert found(store, "word2 ") == []
    assert not store.work_on()
    connection = connections[1].connection  # behind that of the older version
    assert connection.execute("SELECT count(*) FROM unindexed").fetchone() == (0,)
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
        assert connection.execute(f"SELECT count(*) FROM {index}").fetchone() == (TURNS,)
    store.close()


def test_indexing_goes_on_at_the_next_start(tmp_path: Path) -> None:
    old_history(tmp_path)
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert store.work_on()
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert len(found(store, "cafe")) == TURNS
        assert store.work_on()
        assert not store.work_on()
        assert len(found(store, "cafe")) == TURNS
