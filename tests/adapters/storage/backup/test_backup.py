"""A backup of everything comes back as it was; what is no backup changes nothing."""

import contextlib
import io
import json
import re
import stat
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from desktop import paths
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.storage import database
from desktop.adapters.storage.backup.unpacking import unpack_backup
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import switch
from desktop.composition import factories
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.ids import sha256_hex
from desktop.services.ports.work_progress import WorkCancelledError, WorkProgress, no_step
from tests.adapters.storage.samples import image, turn


def readable(data: bytes) -> bool:
    """Whatever Pillow can open; the program asks its decoder."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.load()
    except OSError:
        return False
    return True


def backed_up(folder: Path) -> Path:
    """A history with a picture in it, and its backup."""
    store = SqliteStore(folder)
    sent = image()
    store.save_images([sent])
    store.save_turns([turn("c", "what is it?", 1, sent, answer="a needle")])
    store.back_up_to(folder / "all.askance-backup", {"settings": {"model": "m"}})(no_step)
    store.close()
    return folder / "all.askance-backup"


def test_everything_comes_back(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    folder = tmp_path / "new"
    store = SqliteStore(folder)
    store.save_turns([turn("d", "another", 2)])
    store.close()
    unpacked = unpack_backup(backup_file, folder, readable)
    aside = switch(unpacked.folder, folder, date(2026, 11, 25))
    assert unpacked.sidecar["settings"] == {"model": "m"}
    assert unpacked.left_out == 0
    store = SqliteStore(folder)
    assert [row.id for row in store.page(0, 9)] == ["c"]
    assert [row.id for row in store.page(0, 9, SearchQuery("needle"))] == ["c"]
    assert store.image_bytes(image().id) == image().data
    store.close()
    with contextlib.closing(SqliteStore(folder / aside)) as before:
        assert [row.id for row in before.page(0, 9)] == ["d"]
    assert not list(folder.glob("restoring-*"))


def test_conversations_that_were_deleted_here_are_counted(tmp_path: Path) -> None:
    backup_file, folder = backed_up(tmp_path / "old"), tmp_path / "new"
    with contextlib.closing(SqliteStore(tmp_path / "old")) as store:
        (asked,) = store.conversation("c").turns
    for deleted, returned in (("another", 0), (asked.id, 1), ("c", 1)):
        with contextlib.closing(SqliteStore(folder)) as store:
            store.delete([deleted])
        assert unpack_backup(backup_file, folder, readable).returned == returned


def test_the_pictures_of_the_old_history_go_with_it_though_the_backup_has_none(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "other")
    store.save_turns([turn("d", "without a picture", 2)])
    store.back_up_to(tmp_path / "none.askance-backup", {"settings": {}})(no_step)
    store.close()
    backed_up(tmp_path / "old")
    unpacked = unpack_backup(tmp_path / "none.askance-backup", tmp_path / "old", readable)
    aside = switch(unpacked.folder, tmp_path / "old", date(2026, 11, 25))
    with contextlib.closing(SqliteStore(tmp_path / "old")) as store:
        store.run_maintenance()
        assert [row.id for row in store.page(0, 9)] == ["d"]
    with contextlib.closing(SqliteStore(tmp_path / "old" / aside)) as before:
        assert before.image_bytes(image().id) == image().data


def changed(backup_file: Path, **entries: bytes | None) -> Path:
    """The same backup with other entries; None leaves one out."""
    target = backup_file.with_name("changed.askance-backup")
    with zipfile.ZipFile(backup_file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as other:
        for info in source.infolist():
            if info.filename not in entries:
                other.writestr(info.filename, source.read(info))
        for name, data in entries.items():
            if data is not None:
                other.writestr(name, data)
    return target


def database_with(folder: Path, statement: str) -> bytes:
    """A sound history that also holds what `statement` makes."""
    folder.mkdir()
    with contextlib.closing(database.connect(folder)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(statement)
    return (folder / "history.sqlite").read_bytes()


def refused(backup_file: Path, folder: Path) -> ProblemKind:
    folder.mkdir(exist_ok=True)
    with pytest.raises(StorageError) as failed:
        unpack_backup(backup_file, folder, readable)
    assert not list(folder.iterdir())
    return failed.value.problem.kind


def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    new = tmp_path / "new"
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"PK\x03\x04 nothing")
    assert refused(garbage, new) is ProblemKind.NOT_A_BACKUP
    assert refused(tmp_path / "missing", new) is ProblemKind.NOT_A_BACKUP
    assert refused(changed(backup_file, **{"askance.json": b"[]"}), new) is ProblemKind.NOT_A_BACKUP
    assert refused(changed(backup_file, **{"askance.json": b'{"askance": 99}'}), new) is ProblemKind.NOT_A_BACKUP
    assert refused(changed(backup_file, **{"askance.json": None}), new) is ProblemKind.NOT_A_BACKUP
    assert refused(changed(backup_file, **{"history.sqlite": None}), new) is ProblemKind.NOT_A_BACKUP
    assert (
        refused(changed(backup_file, **{"history.sqlite": b"SQLite format 3\0" + b"x" * 4000}), new)
        is ProblemKind.NOT_A_BACKUP
    )
    bomb = changed(backup_file, **{f"pictures/aa/aa{'0' * 62}": b"\0" * 300_000_000})
    assert refused(bomb, new) is ProblemKind.NOT_A_BACKUP
    newer = database_with(tmp_path / "newer", "PRAGMA user_version = 99")
    assert refused(changed(backup_file, **{"history.sqlite": newer}), new) is ProblemKind.STORE_NEWER


def test_pictures_that_are_not_what_they_say_are_left_out(tmp_path: Path) -> None:
    other, unreadable = b"of another name", b"no picture at all"
    names = {f"pictures/aa/aa{'0' * 62}": other}
    digest = sha256_hex(unreadable)
    names[f"pictures/{digest[:2]}/{digest}"] = unreadable
    unpacked = unpack_backup(changed(backed_up(tmp_path / "old"), **names), tmp_path, readable)
    assert unpacked.left_out == 2
    kept = [path for path in (unpacked.folder / "pictures").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [image().id]
    assert {stat.S_IMODE(path.stat().st_mode) for path in unpacked.folder.rglob("*") if path.is_file()} == {0o600}


BACKING_UP = """
import pathlib, sys
from desktop.adapters.storage.sqlite_store import SqliteStore

def watch(event, arguments):
    if event == "os.mkdir" or event == "open" and "w" in str(arguments[1]):
        print(arguments[0])

store = SqliteStore(pathlib.Path(sys.argv[1]))
sys.addaudithook(watch)
store.back_up_to(pathlib.Path(sys.argv[2]), {})(lambda done, whole: None)
"""
"""A program that prints what is opened for writing; no hook of the kind can be taken out of a process again."""


def test_a_backup_needs_no_room_in_the_data_folder(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    backed_up(folder)
    elsewhere.mkdir()
    command = [sys.executable, "-c", BACKING_UP, str(folder), str(elsewhere / "all.askance-backup")]
    done = subprocess.run(command, cwd=Path(__file__).parents[4], capture_output=True, text=True, check=True)
    written = done.stdout.splitlines()
    assert written
    in_data = {Path(name).name for name in written if name.startswith(str(folder))}
    assert all(re.fullmatch(r"\.backups\.begun\.[0-9a-f]+\.part", name) for name in in_data)  # a line
    assert [path.name for path in elsewhere.iterdir()] == ["all.askance-backup"]
    assert stat.S_IMODE((elsewhere / "all.askance-backup").stat().st_mode) == 0o600


def test_a_link_in_the_place_of_a_backup_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    target.write_bytes(b"theirs")
    (tmp_path / "all.askance-backup").symlink_to(target)
    with contextlib.closing(SqliteStore(tmp_path / "data")) as store:
        store.back_up_to(tmp_path / "all.askance-backup", {})(no_step)
    assert target.read_bytes() == b"theirs"
    assert not (tmp_path / "all.askance-backup").is_symlink()


def test_a_rotten_backup_is_refused(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    data = bytearray(backup_file.read_bytes())
    with zipfile.ZipFile(backup_file) as archive:
        at = archive.getinfo("history.sqlite").header_offset + 200
    data[at : at + 400] = b"\xff" * 400
    backup_file.write_bytes(bytes(data))
    assert refused(backup_file, tmp_path / "new") is ProblemKind.NOT_A_BACKUP


def test_a_record_of_deletions_that_cannot_be_read_is_not_the_fault_of_the_backup(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    (tmp_path / "new" / "deleted.ids").mkdir(parents=True)
    with pytest.raises(StorageError) as failed:
        unpack_backup(backup_file, tmp_path / "new", readable)
    assert failed.value.problem.kind is ProblemKind.STORE_READ_ONLY
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["deleted.ids"]


def test_a_history_that_cannot_be_used_is_refused_before_anything_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASKANCE_HOME", str(tmp_path / "home"))
    here = paths.folders().data
    here.mkdir(parents=True)
    lacking = database_with(tmp_path / "lacking", "DROP TABLE leaving")
    backup_file = changed(backed_up(tmp_path / "old"), **{"history.sqlite": lacking})
    with pytest.raises(StorageError) as failed:
        factories.backup_reader(backup_file)(no_step)
    assert failed.value.problem.kind is ProblemKind.NOT_A_BACKUP
    assert not list(here.iterdir())


def test_half_a_swap_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    backup_file = backed_up(tmp_path / "old")
    with contextlib.closing(SqliteStore(folder)) as store:
        store.save_turns([turn("d", "mine", 2)])
    unpacked = unpack_backup(backup_file, folder, readable).folder
    original = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if self.parent == unpacked:
            raise PermissionError(13, "no")
        return original(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stubborn)
        with pytest.raises(PermissionError):
            switch(unpacked, folder, date(2026, 11, 25))
    with contextlib.closing(SqliteStore(folder)) as store:
        assert [row.id for row in store.page(0, 9)] == ["d"]


def test_a_history_that_would_do_something_is_refused(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    acting = database_with(
        tmp_path / "acting", "CREATE TRIGGER x AFTER INSERT ON turns BEGIN UPDATE conversations SET title = 'x'; END"
    )
    assert refused(changed(backup_file, **{"history.sqlite": acting}), tmp_path / "new") is ProblemKind.NOT_A_BACKUP
    seeing = database_with(tmp_path / "seeing", "CREATE VIEW v AS SELECT 1")
    assert refused(changed(backup_file, **{"history.sqlite": seeing}), tmp_path / "new") is ProblemKind.NOT_A_BACKUP


def test_only_names_of_ours_are_unpacked(tmp_path: Path) -> None:
    backup_file = changed(
        backed_up(tmp_path / "old"), **{"../evil": b"x", "/abs": b"x", "pictures/../../evil2": b"x", "k.json": b"{}"}
    )
    folder = tmp_path / "new"
    folder.mkdir()
    unpacked = unpack_backup(backup_file, folder, readable).folder
    names = sorted(path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file())
    assert names[0] == "history.sqlite"
    assert all(name.startswith("pictures/") and len(name) == 76 for name in names[1:])
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("name", ["askance.json", "history.sqlite", "pictures"])
def test_what_is_packed_in_a_way_that_no_backup_is_is_refused(tmp_path: Path, method: int, name: str) -> None:
    backup_file = backed_up(tmp_path / "old")
    with zipfile.ZipFile(backup_file) as source, zipfile.ZipFile(tmp_path / "x.askance-backup", "w") as other:
        for info in source.infolist():
            packed = method if info.filename.startswith(name) else zipfile.ZIP_STORED
            other.writestr(info.filename, source.read(info), compress_type=packed)
    assert refused(tmp_path / "x.askance-backup", tmp_path / "new") is ProblemKind.NOT_A_BACKUP


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """Returns an archive that says of an entry, wherever it says so, that it is of `size`."""
    altered = bytearray(data)
    for signature, at_size, at_name in ((b"PK\3\4", 22, 30), (b"PK\1\2", 24, 46)):
        at = -1
        while (at := altered.find(signature, at + 1)) >= 0:
            if altered[at + at_name : at + at_name + len(name)] == name:
                altered[at + at_size : at + at_size + 4] = size.to_bytes(4, "little")
    return bytes(altered)


@pytest.mark.parametrize("size", [0, 10, 2**31])
@pytest.mark.parametrize("name", ["askance.json", "history.sqlite", f"pictures/{image().id[:2]}/{image().id}"])
def test_an_entry_that_lies_about_its_size_leaves_nothing(tmp_path: Path, name: str, size: int) -> None:
    backup_file = backed_up(tmp_path / "old")
    backup_file.write_bytes(lying(backup_file.read_bytes(), name.encode(), size))
    assert refused(backup_file, tmp_path / "new") is ProblemKind.NOT_A_BACKUP


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["history.sqlite", f"pictures/{image().id[:2]}/{image().id}"])
def test_an_entry_that_is_there_twice_is_taken_once_or_refused(tmp_path: Path, name: str) -> None:
    backup_file, folder = backed_up(tmp_path / "old"), tmp_path / "new"
    with zipfile.ZipFile(backup_file, "a") as archive:
        archive.writestr(name, archive.read(name))
    folder.mkdir()
    try:
        unpacked = unpack_backup(backup_file, folder, readable)
    except StorageError as failed:
        assert failed.problem.kind is ProblemKind.NOT_A_BACKUP
        assert not list(folder.iterdir())
    else:
        assert len([path for path in unpacked.folder.rglob("*") if path.is_file()]) == 2


def test_a_link_in_a_backup_is_no_link_outside(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old")
    (tmp_path / "theirs").write_bytes(b"theirs")
    link = zipfile.ZipInfo(f"pictures/aa/aa{'0' * 62}")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(backup_file, "a") as archive:
        archive.writestr(link, str(tmp_path / "theirs"))
    folder = tmp_path / "new"
    folder.mkdir()
    unpacked = unpack_backup(backup_file, folder, readable)
    assert unpacked.left_out == 1
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert (tmp_path / "theirs").read_bytes() == b"theirs"


def test_a_backup_holds_no_key(tmp_path: Path) -> None:
    with zipfile.ZipFile(backed_up(tmp_path / "old")) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"askance.json", "history.sqlite", "pictures"}
        assert set(json.loads(archive.read("askance.json"))) == {"askance", "settings"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with contextlib.closing(SqliteStore(tmp_path / "data")) as store, pytest.raises(StorageError) as failed:
        store.back_up_to(tmp_path / "no such folder" / "x.askance-backup", {})(no_step)
    assert failed.value.problem.kind is ProblemKind.NOT_WRITTEN
    with pytest.raises(StorageError) as nothing:
        MemoryStore().back_up_to(tmp_path / "x", {})
    assert nothing.value.problem.kind is ProblemKind.HISTORY_DISABLED
    problem = write_user_file(tmp_path / "no such folder" / "x", b"")
    assert problem is not None
    assert problem.kind is ProblemKind.NOT_WRITTEN
    assert write_user_file(tmp_path / "x", b"new") is None
    assert (tmp_path / "x").read_bytes() == b"new"
    (tmp_path / "folder").mkdir()
    assert write_user_file(tmp_path / "folder", b"") is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "folder", "home", "x"]


def test_sqlite_can_read_what_is_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(backed_up(tmp_path / "old")) as archive:
        archive.extract("history.sqlite", tmp_path)
    with SqliteConnection(tmp_path / "history.sqlite") as connection:
        assert connection.execute("SELECT answer FROM turns").fetchall() == [("a needle",)]


def test_a_backup_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    progress = WorkProgress()
    with contextlib.closing(SqliteStore(tmp_path / "data")) as store:
        store.save_images([sent := image()])
        store.save_turns([turn("c", "what is it?", 1, sent)])
        write = store.back_up_to(tmp_path / "x.askance-backup", {})
        progress.cancel()
        with pytest.raises(WorkCancelledError):
            write(progress.step)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "home"}


def test_unpacking_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    backup_file, folder, progress = backed_up(tmp_path / "old"), tmp_path / "new", WorkProgress()
    folder.mkdir()
    progress.cancel()
    with pytest.raises(WorkCancelledError):
        unpack_backup(backup_file, folder, lambda data: True, progress.step)
    assert not list(folder.iterdir())
