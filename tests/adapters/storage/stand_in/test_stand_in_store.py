"""A history that cannot be used at the start is kept in memory, and is on the disk as soon as it can be used."""

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.opening import open_for_command, open_history, open_or_stand_in
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.stand_in.stand_in_store import StandInStore
from desktop.composition import factories
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import TODAY, content_of, fill, shown
from tests.adapters.storage.samples import image, save, sheet, turn

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links of POSIX"),
    pytest.mark.usefixtures("qapp"),
]
SENT = image()


def put_folder(path: Path) -> None:
    path.mkdir()
    (path / "a file").touch()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


def put_dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "not mounted" / "history")


def put_link_to_folder(path: Path) -> None:
    path.symlink_to(path.parent / "pictures")


KINDS = [
    (put_folder, ProblemKind.STORE_IS_FOLDER),
    (put_pipe, ProblemKind.STORE_IS_NO_FILE),
    (put_socket, ProblemKind.STORE_IS_NO_FILE),
    (put_dangling_link, ProblemKind.STORE_IS_LINK),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    fill(tmp_path / "data", range(3), TODAY, copied=True)
    return tmp_path / "data"


@pytest.mark.parametrize("name", [NAME, log_of(Path(NAME)).name])
@pytest.mark.parametrize(("put", "kind"), KINDS)
def test_what_is_no_file_is_named_and_nothing_is_lost(
    folder: Path, name: str, put: Callable[[Path], None], kind: ProblemKind
) -> None:
    before = folder / "the history"
    if name == NAME:
        (folder / NAME).rename(before)
    put(folder / name)
    problems = list[Problem]()
    stand_in = open_or_stand_in(folder, problems.append)
    assert [(problem.kind, problem.name) for problem in problems] == [(kind, name)]
    save(stand_in, turn("d", "asked meanwhile", 1e9))
    stand_in.close()
    with pytest.raises(StorageError) as refused:
        open_for_command(folder)
    assert refused.value.problem.kind is kind
    (folder / name).rename(folder / "moved away")
    if name == NAME:
        before.rename(folder / NAME)
    store = open_history(folder, problems.append, lambda: TODAY)
    assert shown(store) == content_of(range(3)) | {"d": [("asked meanwhile", "yes")]}
    assert len(problems) == 1
    store.close()


def test_a_link_to_a_folder_is_a_folder(folder: Path) -> None:
    (folder / NAME).unlink()
    put_link_to_folder(folder / NAME)
    problems = list[Problem]()
    open_or_stand_in(folder, problems.append).close()
    assert [problem.kind for problem in problems] == [ProblemKind.STORE_IS_FOLDER]


def test_a_history_that_is_a_link_of_the_users_own_goes_on_working(folder: Path) -> None:
    (folder / NAME).rename(folder.parent / "on another disk")
    (folder / NAME).symlink_to(folder.parent / "on another disk")
    store = open_history(folder, lambda _: None)
    assert shown(store) == content_of(range(3))
    store.close()


def test_everything_goes_to_the_disk_once_it_can_be_used(folder: Path) -> None:
    (folder / NAME).rename(folder / "the history")
    put_folder(folder / NAME)
    now = [0.0]
    stand_in = StandInStore(lambda: open_history(folder, lambda _: None), CliInbox(folder / "inbox"), lambda: now[0])
    stand_in.save_images([SENT])
    save(stand_in, turn("d", "with an image", 1e9, SENT), turn("e", "deleted", 1e9))
    stand_in.rename("d", "a title")
    stand_in.pin("d", True)
    stand_in.delete(["e"])
    stand_in.save_draft("f", Draft("typed", (sheet(),)))
    now[0] += 10
    assert stand_in.return_to_place() is None
    (folder / NAME).rename(folder / "moved away")
    (folder / "the history").rename(folder / NAME)
    assert stand_in.return_to_place() is None  # it tries now and then alone
    now[0] += 10
    returned = stand_in.return_to_place()
    assert returned is not None
    assert returned.kind is ProblemKind.STORE_USED_AGAIN
    stand_in.close()
    store = SqliteStore(folder)
    rows = {row.id: (row.title, row.pinned) for row in store.page(0, 9)}
    assert rows["d"] == ("a title", True)
    assert rows.keys() == {*content_of(range(3)), "d", "f"}
    assert store.image_bytes(SENT.id) == SENT.data
    draft = store.last_draft()
    assert draft is not None
    assert (draft[0], draft[1].question, len(draft[1].images)) == ("f", "typed", 1)
    store.close()


def test_drafts_go_at_the_end_and_questions_if_the_inbox_cannot_be_written(folder: Path) -> None:
    (folder / NAME).rename(folder / "the history")
    put_folder(folder / NAME)
    stand_in = open_or_stand_in(folder, lambda _: None)
    assert not stand_in.unkept()
    save(stand_in, turn("d", "asked", 1e9))
    stand_in.save_draft("d", Draft())
    assert not stand_in.unkept()
    stand_in.save_draft("f", Draft("typed"))
    assert stand_in.unkept() == Unkept(drafts=frozenset("f"))
    (folder / "inbox").rmdir()
    (folder / "inbox").touch()
    assert stand_in.unkept() == Unkept(frozenset("d"), frozenset("f"))
    stand_in.close()


def test_the_thread_goes_on_with_the_disk_and_says_so(home: Path) -> None:
    folder = home / "data"
    fill(folder, range(2), TODAY, copied=False)
    other = SqliteConnection(folder / NAME)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.value("PRAGMA schema_version")
    heard = list[ProblemKind]()
    refreshed = list[bool]()

    async def story() -> None:
        storage = StorageThread(factories.open_store(keep_history=True))
        direct = Qt.ConnectionType.DirectConnection
        storage.write_failed.connect(lambda problem: heard.append(problem.kind), direct)
        storage.healed.connect(lambda: refreshed.append(True), direct)
        storage.start()
        storage.save_turn(turn("d", "meanwhile", 1e9))
        assert set(await storage.query(shown)) == {"d"}
        other.close()
        while len(await storage.query(shown)) == 1:  # it tries again after 2.5 s
            storage.look_after()
        storage.close()

    asyncio.run(asyncio.wait_for(story(), 240))
    assert heard == [ProblemKind.STORE_BUSY, ProblemKind.STORE_USED_AGAIN]
    assert refreshed
    store = SqliteStore(folder)
    assert set(shown(store)) == {"c000", "c001", "d"}
    store.close()


def test_a_command_leaves_its_turn_for_the_next_start(home: Path) -> None:
    folder = home / "data"
    fill(folder, range(2), TODAY, copied=False)
    (folder / NAME).rename(folder / "the history")
    put_folder(folder / NAME)
    factories.keep_from_outside(turn("outside", "by a command", 5.0), ())
    (folder / NAME).rename(folder / "moved away")
    (folder / "the history").rename(folder / NAME)
    store = open_history(folder, lambda _: None)
    assert set(shown(store)) == {"c000", "c001", "outside"}
    store.close()
