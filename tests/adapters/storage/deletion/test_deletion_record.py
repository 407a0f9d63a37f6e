"""Deletions are recorded by id, and taken back where the user wants something again."""

from pathlib import Path

from desktop.adapters.storage.deletion.deletion_record import DeletionRecord
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.adapters.storage.samples import save, turn


def test_the_last_line_about_an_id_counts(tmp_path: Path) -> None:
    record = DeletionRecord(tmp_path)
    record.add(["a", "b", "b", "c"])
    record.remove(["b", "never there"])
    assert record.ids == DeletionRecord(tmp_path).ids == {"a", "c"}
    with next(tmp_path.iterdir()).open("a") as file:
        file.write("\n+half a li")  # killed while it was written
    record = DeletionRecord(tmp_path)
    record.add(["d"])
    assert record.ids == DeletionRecord(tmp_path).ids >= {"a", "c", "d"}
    assert oct(next(tmp_path.iterdir()).stat().st_mode & 0o777) == "0o600"


def test_the_id_of_a_stranger_names_no_other(tmp_path: Path) -> None:
    odd = ["x;\n+victim", "x;\r+victim", '"quoted"', '"half', "", "\u2028+victim"]
    record = DeletionRecord(tmp_path)
    record.add(odd)
    assert DeletionRecord(tmp_path).ids == set(odd)
    record.remove(odd[:3])
    assert DeletionRecord(tmp_path).ids == set(odd[3:])


def test_a_deletion_is_recorded_and_an_import_takes_it_back(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    asked = turn("c", "why?", 1.0)
    save(store, asked, turn("d", "and?", 2.0))
    store.mark_deleted(["c"])
    assert DeletionRecord(tmp_path).ids == {"c"}
    save(store, asked)  # its answer still grows
    assert DeletionRecord(tmp_path).ids == {"c"}
    store.unmark_deleted(["c"])
    assert DeletionRecord(tmp_path).ids == set()
    store.delete(["c", "d"])
    assert DeletionRecord(tmp_path).ids == {"c", "d"}
    save(store, asked)
    assert DeletionRecord(tmp_path).ids == {"d"}
    store.close()


def test_what_is_there_again_is_taken_off_the_record(tmp_path: Path) -> None:
    DeletionRecord(tmp_path).add(["c", "d"])
    store = SqliteStore(tmp_path)
    save(store, turn("c", "why?", 1.0))
    store.close()
    DeletionRecord(tmp_path).add(["c"])  # as after a backup was brought back
    SqliteStore(tmp_path).close()
    assert DeletionRecord(tmp_path).ids == {"d"}
