"""Errors of SQLite and of the disk are told apart by their kind, never by their words."""

import contextlib
import errno
import re
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from desktop.adapters import storage
from desktop.adapters.storage.connection import SqliteConnection, sqlite_is_new_enough
from desktop.adapters.storage.errors import kind_of, to_storage_error
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.errors import ProblemKind, StorageDamageError, StorageError
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.samples import turn


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (apsw.CorruptError("x"), ProblemKind.STORE_DAMAGED),
        (apsw.NotADBError("x"), ProblemKind.STORE_DAMAGED),
        (apsw.FullError("x"), ProblemKind.STORE_FULL),
        (OSError(errno.ENOSPC, "x"), ProblemKind.STORE_FULL),
        (apsw.ReadOnlyError("full of it"), ProblemKind.STORE_READ_ONLY),
        (apsw.CantOpenError("locked away"), ProblemKind.STORE_READ_ONLY),
        (PermissionError(errno.EACCES, "x"), ProblemKind.STORE_READ_ONLY),
        (apsw.BusyError("x"), ProblemKind.STORE_BUSY),
        (apsw.LockedError("x"), ProblemKind.STORE_BUSY),
        (apsw.IOError("malformed"), ProblemKind.STORE_DISK_ERROR),
        (OSError(errno.EIO, "x"), ProblemKind.STORE_DISK_ERROR),
        (apsw.MisuseError("x"), ProblemKind.STORE_INTERNAL_ERROR),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), ProblemKind.STORE_INTEGRITY_CHECK_FAILED),
    ],
)
def test_kinds(error: Exception, kind: ProblemKind) -> None:
    assert kind_of(error) is kind
    damage = kind in (ProblemKind.STORE_DAMAGED, ProblemKind.STORE_INTEGRITY_CHECK_FAILED)
    assert isinstance(to_storage_error(error), StorageDamageError) is damage


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_an_error_of_writing_for_which_there_is_no_room_is_no_error_of_the_disk(code: int) -> None:
    assert kind_of(apsw.IOError("disk I/O error"), code) is ProblemKind.STORE_FULL
    assert kind_of(apsw.IOError("disk I/O error"), errno.EIO) is ProblemKind.STORE_DISK_ERROR
    assert kind_of(OSError(code, "x")) is ProblemKind.STORE_FULL


def test_a_sign_of_damage_is_told_before_it_is_raised(tmp_path: Path) -> None:
    signs: list[None] = []
    with SqliteConnection(tmp_path / "file", damage_seen=lambda: signs.append(None)) as connection:
        with pytest.raises(StorageDamageError):
            connection.execute("SELECT * FROM missing")
        assert len(signs) == 1
        rows = connection.execute("SELECT 'sound' UNION ALL SELECT CAST(x'ff' AS TEXT)")
        assert rows.fetchone() == ("sound",)
        with pytest.raises(StorageDamageError):  # a row that is read later than the first
            rows.fetchall()
        with pytest.raises(StorageDamageError), connection.transaction():
            raise ValueError("a value that nobody writes")
        assert len(signs) == 3


def test_all_changes_of_a_transaction_are_kept_or_none(tmp_path: Path) -> None:
    with SqliteConnection(tmp_path / "file") as connection:
        with connection.transaction() as do:
            do("CREATE TABLE numbers (number PRIMARY KEY)")
            do("INSERT INTO numbers VALUES (1)")
        with contextlib.suppress(StorageError), connection.transaction() as do:
            do("INSERT INTO numbers VALUES (2)")
            do("INSERT INTO numbers VALUES (1)")
        assert connection.execute("SELECT number FROM numbers").fetchall() == [(1,)]


def test_the_library_is_not_below_the_floor() -> None:
    assert sqlite_is_new_enough()


CALLS: dict[str, Callable[[SqliteStore], object]] = {
    "save_turns": lambda store: store.save_turns([turn("c", "why?", 1)]),
    "image_bytes": lambda store: store.image_bytes("0" * 64),
    "covers_of": lambda store: store.covers_of("0" * 64),
    "save_ocr_result": lambda store: store.save_ocr_result("0" * 64, OcrResult((1, 1))),
    "ocr_results": lambda store: store.ocr_results(["0" * 64]),
    "page": lambda store: store.page(0, 9),
    "search": lambda store: store.page(0, 9, SearchQuery("word")),
    "conversation": lambda store: store.conversation("c"),
    "contains": lambda store: store.contains(["c"]),
    "models": lambda store: store.models(),
    "rename": lambda store: store.rename("c", "title"),
    "set_current_branch": lambda store: store.set_current_branch("c", "t"),
    "set_choice": lambda store: store.set_choice("c", ConversationChoice()),
    "pin": lambda store: store.pin("c", True),
    "mark_deleted": lambda store: store.mark_deleted(["c"]),
    "unmark_deleted": lambda store: store.unmark_deleted(["c"]),
    "delete": lambda store: store.delete(["c"]),
    "begin_deleting": lambda store: store.begin_deleting(["c"]),
    "work_on": lambda store: store.work_on(),
    "spending_since": lambda store: store.spending_since(0.0),
    "save_draft": lambda store: store.save_draft("c", Draft("x")),
    "draft": lambda store: store.draft("c"),
    "last_draft": lambda store: store.last_draft(),
    "back_up_to": lambda store: store.back_up_to(Path("x.askance-backup"), {}),
    "run_maintenance": lambda store: store.run_maintenance(),
}


@pytest.mark.parametrize("name", CALLS)
def test_whatever_is_asked_an_error_of_the_library_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    store = SqliteStore(tmp_path / "data")
    store.close()
    with pytest.raises(StorageError):  # every statement fails in the library, the first of each is enough
        CALLS[name](store)
    assert not (tmp_path / "x.askance-backup").exists()


def test_every_method_of_the_store_was_tried() -> None:
    methods = {name for name in vars(SqliteStore) if not name.startswith("_")}
    assert methods - CALLS.keys() == {"close", "save_images", "return_to_place", "unkept"}  # these ask nothing


def test_only_two_modules_speak_to_the_library() -> None:
    program = Path(storage.__file__).parents[2]
    naming = {
        path.name for path in program.rglob("*.py") if re.search(r"^\s*(import|from) apsw", path.read_text(), re.M)
    }
    assert naming == {"connection.py", "errors.py"}
