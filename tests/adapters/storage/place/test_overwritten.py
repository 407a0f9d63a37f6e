"""A history that somebody cuts or overwrites in place while the program runs is noticed, said and whole again.

The program is a process of its own: whoever closes a file of SQLite in the process that has it open drops its locks.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.storage.database import COPIES, NAME, log_of
from tests.adapters.storage.damage.histories import (
    PAGE_BYTES,
    TODAY,
    YESTERDAY,
    Content,
    content_of,
    fill,
    used,
)

ROOT = Path(__file__).parents[4]
OVERWRITTEN, DAMAGED = "store_overwritten", "store_damaged"
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file may not be written by others"),
    pytest.mark.usefixtures("qapp"),
]

LIVING = """
import asyncio, json, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QCoreApplication, Qt
from desktop.adapters.storage.opening import open_history
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import conversation, shown

app = QCoreApplication([])
folder, heard, refreshed = Path(sys.argv[1]), [], []

async def story():
    storage = StorageThread(lambda tell: open_history(folder, tell, lambda: date(2026, 11, 28)))
    direct = Qt.ConnectionType.DirectConnection
    storage.write_failed.connect(lambda problem: heard.append(problem.kind), direct)
    storage.healed.connect(lambda: refreshed.append(True), direct)
    storage.start()
    await storage.query(shown)
    storage.run_maintenance() if "copies" in sys.argv else None
    for turn in conversation(30):
        storage.save_turn(turn)
    await storage.query(lambda store: store.page(0, 1))
    print("ready", flush=True)
    sys.stdin.readline()
    storage.look_after()
    await storage.query(lambda store: None)
    noticed = list(heard)
    for turn in conversation(31):
        storage.save_turn(turn)
    storage.look_after()
    content = await storage.query(shown)
    storage.close()
    print(json.dumps({"noticed": noticed, "heard": heard, "refreshed": len(refreshed), "content": content}))

asyncio.run(story())
"""


@dataclass
class Lived:
    """What a program heard at the next look, what it heard in all, and what it showed then."""

    noticed: list[str]
    heard: list[str]
    refreshed: int
    content: Content


def lived(folder: Path, meanwhile: Callable[[Path], None], *options: str) -> Lived:
    """Runs a program on a history, which reads all conversations before `meanwhile` is done; "copies" makes a copy."""
    command = [sys.executable, "-c", LIVING, str(folder), *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        wait_for_the_clock_of_the_disk(folder)
        meanwhile(folder)
        output, _ = program.communicate("go on\n", timeout=250)
    assert program.returncode == 0
    printed = json.loads(output)
    content = {name: [(prompt, answer) for prompt, answer in turns] for name, turns in printed.pop("content").items()}
    return Lived(content=content, **printed)


def wait_for_the_clock_of_the_disk(folder: Path) -> None:
    """Waits until what is written gets a later time than the files of the history: some milliseconds."""
    probe, written = folder.parent / "probe", [path.stat().st_mtime_ns for path in folder.glob("history.sqlite*")]
    while not probe.exists() or probe.stat().st_mtime_ns <= max(written):
        probe.touch()


def write(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def cut_to_nothing(folder: Path) -> None:
    os.truncate(folder / NAME, 0)


def cut_in_half(folder: Path) -> None:
    os.truncate(folder / NAME, (folder / NAME).stat().st_size // 2)


def overwrite_all(folder: Path) -> None:
    write(folder / NAME, 0, random.Random(1).randbytes((folder / NAME).stat().st_size))


def overwrite_a_page(folder: Path) -> None:
    write(folder / NAME, 20 * PAGE_BYTES, b"\xff" * PAGE_BYTES)


def cut_log(folder: Path) -> None:
    os.truncate(log_of(folder / NAME), 0)


def cut_log_in_half(folder: Path) -> None:
    os.truncate(log_of(folder / NAME), log_of(folder / NAME).stat().st_size // 2)


def overwrite_log(folder: Path) -> None:
    write(log_of(folder / NAME), 0, random.Random(2).randbytes(log_of(folder / NAME).stat().st_size))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A history with yesterday's copy of half of it."""
    fill(tmp_path / "data", range(10), YESTERDAY, copied=True)
    fill(tmp_path / "data", range(10, 20), TODAY, copied=False)
    return tmp_path / "data"


def slowly(*harms: Callable[[Path], None]) -> list[Any]:
    """Returns more cases of the same kind, each of which starts a program."""
    return [pytest.param(harm, marks=pytest.mark.slow) for harm in harms]


WHOLE = content_of(range(20)) | content_of(range(30, 32))


@pytest.mark.parametrize("harm", [overwrite_a_page, cut_log, *slowly(cut_log_in_half, overwrite_log)])
def test_what_the_program_still_has_in_memory_is_written_anew(folder: Path, harm: Callable[[Path], None]) -> None:
    living = lived(folder, harm)
    assert (living.noticed, living.heard, living.refreshed) == ([OVERWRITTEN], [OVERWRITTEN], 1)
    assert living.content == WHOLE
    again = used(folder)
    assert (again.content, again.problems) == (WHOLE, [])
    assert (folder / "before-2026-11-28" / NAME).exists()
    assert not list(folder.glob("healing-*"))


@pytest.mark.parametrize("harm", [cut_to_nothing, *slowly(cut_in_half, overwrite_all)])
def test_what_is_not_in_memory_comes_from_the_copy_and_the_log(folder: Path, harm: Callable[[Path], None]) -> None:
    living = lived(folder, harm, "copies")
    assert living.noticed == living.heard
    assert living.heard in ([DAMAGED], [OVERWRITTEN])
    assert (living.refreshed, living.content) == (1, WHOLE)
    again = used(folder)
    assert (again.content, again.problems) == (WHOLE, [])


def put_another(folder: Path) -> None:
    """Writes the history of another computer over this one, as `cp` does it."""
    other = folder.with_name("other")
    fill(other, range(40, 45), TODAY, copied=False)
    shutil.copyfile(other / NAME, folder / NAME)


def put_older(folder: Path) -> None:
    """Writes yesterday's copy over the history, as `cp` does it."""
    shutil.copyfile(folder / COPIES / "2026-11-27.sqlite", folder / NAME)


@pytest.mark.parametrize("put", [put_older, *slowly(put_another)])
def test_another_history_that_is_written_over_this_one_takes_nothing_away(
    folder: Path, put: Callable[[Path], None]
) -> None:
    living = lived(folder, put, "copies")
    assert (living.noticed, living.heard, living.refreshed) == ([DAMAGED], [DAMAGED], 1)
    assert living.content.items() >= WHOLE.items()
    assert living.content.keys() - WHOLE.keys() <= content_of(range(40, 45)).keys()
    again = used(folder)
    assert (again.content, again.problems) == (living.content, [])


def touch(folder: Path) -> None:
    for path in (folder / NAME, log_of(folder / NAME)):
        os.utime(path)


def write_the_same(folder: Path) -> None:
    for path in (folder / NAME, log_of(folder / NAME)):
        write(path, 0, path.read_bytes())


def read(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("a copy by another program"))


@pytest.mark.parametrize("harmless", [touch, *slowly(write_the_same, read)])
def test_what_does_no_harm_is_not_said(folder: Path, harmless: Callable[[Path], None]) -> None:
    living = lived(folder, harmless)
    assert (living.noticed, living.heard, living.refreshed) == ([], [], 0)
    assert living.content == WHOLE
    assert not list(folder.glob("before-*"))
    assert used(folder).problems == []
