"""Finding in the history; deleting from it without a trace; pins and branches that come back."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.search.full_text_search import query_of
from desktop.adapters.storage.search.word_index import spaced
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.encoding import EncodedImage
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from tests.adapters.storage.samples import image, sheet, turn
from tests.helpers.connections import Watched


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path)
    yield store
    store.close()


def found(store: Store, words: str = "", **others: object) -> list[str]:
    return [row.id for row in store.page(0, 50, SearchQuery(words, **others))]  # type: ignore[arg-type]


def test_what_was_typed_comes_before_what_was_said(disk: SqliteStore) -> None:
    disk.save_turns([turn("said", "why?", 3, answer="the database is down")])
    disk.save_turns([turn("typed", "database?", 1, answer="yes")])
    disk.save_turns([turn("neither", "hello", 2, answer="hi")])
    assert found(disk, "database") == ["typed", "said"]
    (first, second) = disk.page(0, 9, SearchQuery("database"))
    assert first.excerpt == "database?"
    assert second.excerpt == "the database is down"
    assert second.turn


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("connection refused", True),
        ("refused connection", True),
        ('"connection refused"', True),
        ('"refused connection"', False),
        ("conn", True),
        ("nection", False),
        ("CONNECTION", True),
        ("geoffnet", True),
        ("geöffnet", True),
        ("OPENAI_API", True),
        ("db-prod-3", True),
        ("数据库", True),
        ("据库", True),
        ("库数", False),
        ("nothing of it", False),
        ("...", False),
        ('"', False),
        ("refused OR nothing", False),
        ("asked : refused", False),
        ("refused*", True),
        ("NEAR(refused)", False),
    ],
)
def test_words_are_found_as_people_type_them(disk: SqliteStore, words: str, finds: bool) -> None:
    text = "The connection refused: OPENAI_API_KEY at db-prod-3 was geöffnet, 数据库错误"
    disk.save_turns([turn("c", text, 1)])
    assert (found(disk, words) == ["c"]) is finds


def test_filters(store: Store) -> None:
    sent = image()
    store.save_images([sent])
    store.save_turns([turn("old", "red apple", 10.0)])
    store.save_turns([replace(turn("mini", "red apple", 2000.0), model="gpt-4o-mini")])
    store.save_turns([turn("pictured", "red apple", 3000.0, sent)])
    store.save_turns([replace(turn("turn pinned", "red apple", 20.0), pinned=True)])
    store.save_turns([turn("pinned", "red apple", 30.0)])
    store.pin("pinned", True)
    for words in ("", "apple"):
        assert set(found(store, words)) == {"old", "mini", "pictured", "turn pinned", "pinned"}
        assert set(found(store, words, since=1000.0)) == {"mini", "pictured"}
        assert found(store, words, model="gpt-4o-mini") == ["mini"]
        assert found(store, words, with_images=True) == ["pictured"]
        assert set(found(store, words, pinned=True)) == {"pinned", "turn pinned"}
        assert found(store, words, pinned=True, since=1000.0) == []
    assert found(store)[0] == "pinned"  # at the top
    assert store.models() == ("gpt-4o", "gpt-4o-mini")


def test_a_title_that_the_user_gave_is_found(disk: SqliteStore) -> None:
    disk.save_turns([turn("c", "why?", 1)])
    disk.rename("c", "The Łódź incident")
    assert found(disk, "łódź") == ["c"]
    assert found(disk, "incident why") == []


def test_what_is_still_being_answered_is_found_when_it_has_ended(disk: SqliteStore) -> None:
    asked = Turn.new("c", "needle", "m", "h", 1.0)
    disk.save_turns([asked])
    assert found(disk, "needle") == []
    disk.save_turns([asked.as_streaming("haystack", 0.1).done(None)])
    assert found(disk, "needle") == found(disk, "haystack") == ["c"]
    disk.save_turns([asked.as_streaming("straw", 0.1).done(None)])
    assert found(disk, "haystack") == []
    assert found(disk, "straw") == ["c"]


def test_pages_of_what_was_found_do_not_overlap(disk: SqliteStore) -> None:
    disk.save_turns([turn(f"c{at}", f"apple {at}", float(at)) for at in range(30)])
    disk.save_turns([replace(turn("c3", "apple again", 99.0), parent="")])
    rows = [row.id for offset in range(0, 40, 10) for row in disk.page(offset, 10, SearchQuery("apple"))]
    assert len(rows) == len(set(rows)) == 30


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_no_typing_breaks_the_search(words: str) -> None:
    with SqliteConnection(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(asked)")
        query = query_of(SearchQuery(words))
        if query:
            connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (f"{{asked}} : ({query})",)).fetchall()


def test_the_index_says_what_the_turns_say(disk: SqliteStore, connections: list[Watched]) -> None:
    turns = [turn(f"c{at % 3}", f"q{at} word{at}", float(at), answer=f"a{at}") for at in range(12)]
    disk.save_turns(turns)
    disk.save_turns([replace(turns[4], answer="other")])
    disk.delete([turns[5].id, "c0"])
    connection = connections[0].connection
    for table in ("asked", "said", "turns"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (7,)
    for at in range(12):
        expected = [] if at % 3 == 0 or at == 5 else [f"c{at % 3}"]
        assert found(disk, f"word{at} ") == expected
    for index in ("asked", "said"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def test_a_conversation_full_of_it_does_not_hide_the_others(disk: SqliteStore) -> None:
    disk.save_turns([turn("old", "an apple", 1.0)])
    disk.save_turns([turn("full", f"apple {at}", 10.0 + at) for at in range(1500)])
    assert found(disk, "apple") == ["full", "old"]
    assert disk.page(0, 9, SearchQuery("apple"))[0].excerpt == "apple 1499"


# deleting


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_deleted_is_in_no_file_any_more(tmp_path: Path) -> None:
    secret = "Zanzibarquartz"
    sent = image()
    store = SqliteStore(tmp_path, today=lambda: date(2026, 11, 25))
    store.save_images([sent])
    store.save_turns([turn("keep", "the other question", 1)])
    store.save_turns([turn("c", f"why {secret}?", 2, sent, answer=f"because {secret} " * 50)])
    store.save_draft("c", Draft(f"more {secret}", (sheet(),)))
    store.save_draft("keep", Draft("x"))
    store.run_maintenance()
    assert secret.encode() in everything_in(tmp_path / "backups")
    store.delete(["c"])
    stored_bytes = everything_in(tmp_path)
    assert secret.encode() not in stored_bytes
    assert secret.lower().encode() not in stored_bytes  # the index has it in small letters
    assert sent.data not in stored_bytes
    assert not list(tmp_path.glob("pictures/??/*"))
    assert found(store, "other") == ["keep"]
    store.close()
    with SqliteConnection(next((tmp_path / "backups").glob("*.sqlite"))) as copy:
        assert copy.execute("SELECT prompt FROM turns").fetchall() == [("the other question",)]


def test_one_turn_is_deleted_and_the_rest_stays_together(store: Store) -> None:
    first = turn("c", "one", 1)
    second = replace(turn("c", "two", 2), parent=first.id)
    third = replace(turn("c", "three", 3), parent=second.id)
    store.save_turns([first, second, third])
    store.mark_deleted([second.id])
    assert [asked.prompt for asked in store.conversation("c").turns] == ["one", "three"]
    store.unmark_deleted([second.id])
    assert [asked.prompt for asked in store.conversation("c").turns] == ["one", "two", "three"]
    store.delete([second.id])
    assert [asked.prompt for asked in store.conversation("c").turns] == ["one", "three"]
    store.delete([first.id, third.id])
    assert store.page(0, 9) == ()


def test_what_was_let_go_is_not_seen_and_goes_at_the_next_start(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.save_turns([turn("c", "apple", 1), turn("d", "apple", 2)])
    store.mark_deleted(["c"])
    assert found(store) == found(store, "apple") == ["d"]
    store.close()
    again = SqliteStore(tmp_path)
    again.unmark_deleted(["c"])
    assert found(again) == ["d"]
    again.close()


# branches and pins


def test_branches_come_back_as_they_were_looked_at(store: Store) -> None:
    first = turn("c", "one", 1)
    second = replace(turn("c", "two", 2), parent=first.id)
    other = replace(turn("c", "otherwise", 3), parent=first.id, pinned=True)
    for asked in (first, second, other):
        store.save_turns([asked])
    assert [asked.prompt for asked in store.conversation("c").turns] == ["one", "otherwise"]
    assert store.conversation("c").turns[1].pinned
    store.set_current_branch("c", second.id)
    back = store.conversation("c")
    assert [asked.prompt for asked in back.turns] == ["one", "two"]
    assert back.version_positions == {second.id: (1, 2), other.id: (2, 2)}
    store.save_turns([replace(other, answer="more")])  # a state of a known turn changes nothing that is looked at
    assert store.conversation("c").last_turn_id == second.id


def test_an_older_history_gets_its_order_its_numbers_and_its_index(tmp_path: Path) -> None:
    with contextlib.closing(database.connect(tmp_path, MIGRATIONS[:2])) as old:
        old.execute("INSERT INTO conversations (id, updated_at) VALUES ('c', 3), ('d', 9)")
        for number, (turn_id, conversation, at, stage) in enumerate(
            [("t2", "c", 2.0, "done"), ("t1", "c", 1.0, "done"), ("t3", "c", 3.0, "answering"), ("u", "d", 9.0, "done")]
        ):
            old.execute(
                "INSERT INTO turns (id, conversation_id, asked_at, prompt, model, host, stage, answer) "
                "VALUES (?, ?, ?, ?, 'gpt-4o', 'h', ?, ?)",
                (turn_id, conversation, at, f"apple {number}", stage, "pear"),
            )
        old.execute(
            f"INSERT INTO turn_pictures VALUES ('u', 0, '{'a' * 64}', 'image/png', 1, 1, 1, 'auto', '', '[]', 'again')"
        )
    store = SqliteStore(tmp_path)
    assert [asked.id for asked in store.conversation("c").turns] == ["t1", "t2", "t3"]
    assert store.conversation("c").turns[2].stage is Stage.STOPPED
    assert found(store, "apple") == ["d", "c"]
    assert found(store, "apple", with_images=True) == ["d"]
    store.save_turns([turn("e", "apple", 10)])
    assert found(store, "apple") == ["e", "d", "c"]
    store.close()


def test_letters_without_spaces_between_words_stand_alone_in_the_index() -> None:
    assert spaced("plain") == "plain"
    assert spaced("a数b").split() == ["a", "数", "b"]
    assert spaced(None) == ""


def test_a_picture_that_two_show_stays_with_the_other(disk: SqliteStore) -> None:
    sent: EncodedImage = image()
    disk.save_images([sent])
    disk.save_turns([turn("a", "q", 1, sent), turn("b", "q", 2, sent)])
    disk.delete(["a"])
    assert disk.image_bytes(sent.id) == sent.data
    disk.delete(["b"])
    assert disk.image_bytes(sent.id) is None
