"""After each kind of trouble, nothing of what the user then deletes is left in any file of the data folder."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.backup.unpacking import unpack_backup
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.deletion.deleter import is_done_with
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import switch
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError
from desktop.services.ports.work_progress import no_step
from tests.adapters.storage.samples import image, turn

ROOT = Path(__file__).parents[4]
TODAY = date.today()
WORDS = "a needle in the haystack of a long answer"
PROMPT = "which thread goes through it"
posix = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
pytestmark = pytest.mark.usefixtures("qapp")

KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from desktop.adapters.storage.deletion.deleter import is_done_with
from desktop.adapters.storage.opening import open_history
from desktop.composition import factories
what, folder, left = sys.argv[1], Path(os.environ["ASKANCE_HOME"]) / "data", int(sys.argv[3])

class Day(date):
    @classmethod
    def today(cls):
        return date.fromisoformat(sys.argv[4])

factories.date = Day
store = open_history(folder, lambda _: None, Day.today)

def watch(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "tempfile.mkdtemp")
    opens = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (changes or opens) and str(folder) in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

if what == "copy":
    sys.addaudithook(watch)
    store.run_maintenance()
else:
    store.close()
    sys.addaudithook(watch)
    factories.backup_reader(Path(sys.argv[2]))(lambda done, whole: None)()
"""


@pytest.fixture
def home(home: Path, tmp_path: Path) -> Path:
    """A home whose history has a copy of today, with its backup beside the home."""
    with contextlib.closing(SqliteStore(home / "data", lambda: TODAY)) as store:
        store.save_images([sent := image()])
        store.save_turns([turn("c", PROMPT, 1, sent, answer=WORDS), turn("d", "and this?", 2, answer="a stone")])
        store.run_maintenance()
        store.back_up_to(tmp_path / "all.askance-backup", {"settings": {}})(no_step)
    return home


def traces(folder: Path) -> list[str]:
    """Returns the files that hold a part of what was asked and answered, or of the image, or its name."""
    needles = (WORDS.encode(), b"haystack", PROMPT.encode(), b"thread", image().data[20:60], image().id.encode())
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and (image().id == path.name or any(needle in path.read_bytes() for needle in needles))
    ]


def delete_everywhere(folder: Path, before: int = 2) -> list[Problem]:
    """Starts, deletes the conversation as a user does, and leaves. Returns what the start told."""
    problems = list[Problem]()
    store = open_history(folder, problems.append, lambda: TODAY)
    assert [row.id for row in store.page(0, 9)] == ["d", "c"]
    assert len(traces(folder)) >= before
    store.mark_deleted(["c"])
    assert [row.id for row in store.page(0, 9)] == ["d"]  # at once
    store.delete(["c"])
    assert [row.id for row in store.page(0, 9)] == ["d"]
    store.close()
    assert traces(folder) == []
    return problems


def killed_homes(home: Path, what: str, steps: range) -> Iterator[Path]:
    """Yields homes in which the work was killed at these steps, until it ends before one of them."""
    for step in steps:
        other = home.parent / f"{what} {step}"
        shutil.copytree(home, other)
        backup = str(home.parent / "all.askance-backup")
        command = [sys.executable, "-c", KILLED, what, backup, str(step), TODAY.isoformat()]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "ASKANCE_HOME": str(other)})
        assert done.returncode in (0, -signal.SIGKILL)
        yield other
        if done.returncode == 0:
            return
    pytest.fail(f"it had not ended by itself before step {steps[-1]}")


@pytest.mark.logs("may be damaged")
def test_after_damage_was_set_aside(home: Path) -> None:
    content = bytearray((home / "data" / NAME).read_bytes())
    content[:4096] = b"\xff" * 4096
    (home / "data" / NAME).write_bytes(content)
    problems = delete_everywhere(home / "data", before=4)
    assert len(problems) == 1
    assert list((home / "data").glob("before-*"))


def test_after_a_backup_was_brought_back(home: Path) -> None:
    unpacked = unpack_backup(home.parent / "all.askance-backup", home / "data", lambda _: True)
    switch(unpacked.folder, home / "data", TODAY)
    delete_everywhere(home / "data", before=5)
    assert list((home / "data").glob("before-*"))


@pytest.mark.parametrize("share", [0.0, 0.05, 0.3, 0.6, 0.95])
def test_with_a_damaged_page_in_a_copy(home: Path, share: float) -> None:
    (copy,) = (home / "data" / "backups").iterdir()
    content = bytearray(copy.read_bytes())
    at = int(len(content) // 4096 * share) * 4096
    content[at : at + 4096] = random.Random(at).randbytes(4096)
    copy.write_bytes(content)
    delete_everywhere(home / "data", before=1)


@pytest.mark.parametrize("size", [0, 100, 20_000])
def test_with_a_copy_that_was_cut_off(home: Path, size: int) -> None:
    (copy,) = (home / "data" / "backups").iterdir()
    os.truncate(copy, size)
    delete_everywhere(home / "data", before=1)


def test_a_copy_that_is_in_use_is_erased_from_at_the_next_start(home: Path) -> None:
    (copy,) = (home / "data" / "backups").iterdir()
    with SqliteConnection(copy) as another, contextlib.closing(SqliteStore(home / "data", lambda: TODAY)) as store:
        another.execute("BEGIN IMMEDIATE")
        store.delete(["c"])
        assert [row.id for row in store.page(0, 9)] == ["d"]
    assert copy.exists()
    SqliteStore(home / "data", lambda: TODAY).close()
    assert traces(home / "data") == []
    assert copy.exists()


def test_what_is_saved_again_while_a_copy_waits_is_shown_and_stays(home: Path) -> None:
    (copy,) = (home / "data" / "backups").iterdir()
    with SqliteConnection(copy) as another, contextlib.closing(SqliteStore(home / "data", lambda: TODAY)) as store:
        another.execute("BEGIN IMMEDIATE")
        store.delete(["c"])
        store.save_turns([turn("c", "asked again", 3)])
        assert {row.id for row in store.page(0, 9)} == {"c", "d"}
    with contextlib.closing(SqliteStore(home / "data", lambda: TODAY)) as store:
        assert {row.id for row in store.page(0, 9)} == {"c", "d"}


def test_only_a_copy_that_is_damaged_is_removed(home: Path) -> None:
    (copy,) = (home / "data" / "backups").iterdir()
    kinds = ProblemKind.STORE_BUSY, ProblemKind.STORE_FULL, ProblemKind.STORE_DISK_ERROR, ProblemKind.STORE_READ_ONLY
    assert [is_done_with(copy, StorageError(Problem(kind))) for kind in kinds] == [False, False, False, True]
    damaged = StorageDamageError(Problem(ProblemKind.STORE_DAMAGED))
    assert is_done_with(copy, damaged)
    assert copy.exists()  # it lacks nothing but what was asked of it
    copy.write_bytes(copy.read_bytes()[:4096] + b"\xff" * 4096 + copy.read_bytes()[8192:])
    assert is_done_with(copy, damaged)
    assert list((home / "data" / "backups").iterdir()) == []


@posix
def test_after_a_killed_copy(home: Path) -> None:
    assert len([delete_everywhere(other / "data") for other in killed_homes(home, "copy", range(1, 60, 2))]) > 3


@posix
@pytest.mark.slow
def test_after_a_killed_restore(home: Path) -> None:
    assert len([delete_everywhere(other / "data") for other in killed_homes(home, "restore", range(1, 200, 3))]) > 8
