"""What was read on pictures that were sent: kept beside them, found by the search, gone with them."""

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.services.ports.store import Store
from tests.adapters.storage.samples import image, turn
from tests.services.fakes import lines_of


def found(store: Store, words: str) -> list[tuple[str, str]]:
    return [(row.id, row.excerpt) for row in store.page(0, 50, SearchQuery(words))]


def test_the_text_of_a_picture_finds_its_conversation(store: Store) -> None:
    sent = image()
    store.save_turns([turn("c", "what?", 1.0, sent)])
    assert found(store, "nordlicht") == []
    store.save_ocr_result(sent.id, lines_of("Vertrag Nordlicht 4711"))
    assert [row[0] for row in found(store, "nordlicht")] == ["c"]
    assert "Nordlicht 4711" in found(store, "4711")[0][1]
    assert store.ocr_results([sent.id, "f" * 64]) == {sent.id: lines_of("Vertrag Nordlicht 4711")}
    store.save_ocr_result(sent.id, lines_of("Something else"))
    assert found(store, "nordlicht") == []
    assert [row[0] for row in found(store, "something")] == ["c"]


def test_it_does_not_matter_which_comes_first(store: Store) -> None:
    sent = image()
    store.save_turns([turn("c", "what?", 1.0, sent)])
    store.save_ocr_result(sent.id, lines_of("Nordlicht"))
    store.save_turns([turn("d", "again?", 2.0, sent)])
    assert [row[0] for row in found(store, "nordlicht")] == ["d", "c"]


def test_a_reading_goes_with_the_last_turn_that_shows_its_picture(store: Store) -> None:
    sent = image()
    store.save_turns([turn("c", "one", 1.0, sent), turn("d", "two", 2.0, sent)])
    store.save_ocr_result(sent.id, lines_of("Nordlicht"))
    store.delete(["c"])
    assert store.ocr_results([sent.id])
    store.delete(["d"])
    assert store.ocr_results([sent.id]) == {}
    assert found(store, "nordlicht") == []


def test_a_turn_that_leaves_its_picture_out_no_longer_has_its_words(store: Store) -> None:
    sent = image()
    asked = turn("c", "what?", 1.0, sent)
    store.save_turns([asked])
    store.save_ocr_result(sent.id, lines_of("Nordlicht"))
    store.save_turns([replace(asked, images=())])
    assert found(store, "nordlicht") == []
    assert store.ocr_results([sent.id]) == {}


def test_what_nothing_shows_is_not_kept(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.save_ocr_result("a" * 64, lines_of("Nordlicht"))
    assert store.ocr_results(["a" * 64]) == {}
    store.close()


def test_deleted_words_are_in_no_file_and_no_copy(tmp_path: Path) -> None:
    today = [date(2026, 11, 25)]
    store = SqliteStore(tmp_path, lambda: today[0])
    sent = image()
    store.save_turns([turn("c", "what?", 1.0, sent), turn("d", "other", 2.0)])
    store.save_ocr_result(sent.id, lines_of("Geheimwort Zwiebelkuchen"))
    store.run_maintenance()
    assert any(b"Zwiebelkuchen" in path.read_bytes() for path in (tmp_path / "backups").glob("*.sqlite"))
    store.delete(["c"])
    store.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"Zwiebelkuchen" not in path.read_bytes(), path
            assert b"zwiebelkuchen" not in path.read_bytes(), path


def test_a_history_from_before_has_its_words_and_takes_readings(tmp_path: Path) -> None:
    with contextlib.closing(database.connect(tmp_path, MIGRATIONS[:3])) as connection:
        connection.execute("INSERT INTO conversations (id, updated_at) VALUES ('c', 1)")
        connection.execute(
            "INSERT INTO turns (id, conversation_id, asked_at, prompt, model, host, stage, answer, number) "
            "VALUES ('t', 'c', 1, 'alte Frage', 'm', 'h', 'done', 'alte Antwort', 1)"
        )
        sent = "('t', 0, ?, 'image/png', 4, 3, 9, 'auto', '', '[]', 'again')"
        connection.execute(f"INSERT INTO turn_pictures VALUES {sent}", ("a" * 64,))
    store = SqliteStore(tmp_path)
    assert [row[0] for row in found(store, "frage")] == ["c"]
    store.save_ocr_result("a" * 64, lines_of("Nordlicht"))
    assert [row[0] for row in found(store, "nordlicht")] == ["c"]
    assert [row[0] for row in found(store, "antwort")] == ["c"]
    store.close()


def test_a_damaged_reading_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    store, sent = SqliteStore(tmp_path), image()
    store.save_turns([turn("c", "what?", 1.0, sent)])
    store.save_ocr_result(sent.id, lines_of("Nordlicht"))
    store.close()
    with SqliteConnection(tmp_path / "history.sqlite") as connection:
        connection.execute("UPDATE picture_readings SET reading = '{\"blocks\": 7}'")
    store = SqliteStore(tmp_path)
    assert store.ocr_results([sent.id]) == {}
    store.close()
