"""Backups in which a program was killed, and what the next one does about them."""

import contextlib
import subprocess
import sys
from pathlib import Path

from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.adapters.files.begun.leftovers import clear_leftovers
from tests.adapters.storage.samples import image, turn

ROOT = Path(__file__).parents[4]
WORDS = "a needle in the haystack of a long answer"
NAME = "all.askance-backup"

BACKING_UP = """
import os, signal, sys
from pathlib import Path
from desktop.adapters.storage.sqlite_store import SqliteStore
data, target, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store = SqliteStore(data)

def watch(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "tempfile.mkdtemp")
    opens = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (changes or opens) and str(data.parent) in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
store.back_up_to(target, {})(lambda done, whole: None)
store.close()
"""


def filled(folder: Path) -> None:
    with contextlib.closing(SqliteStore(folder)) as store:
        store.save_images([sent := image()])
        store.save_turns([turn("c", "what is it?", 1, sent, answer=WORDS), turn("d", "and this?", 2)])


def maintain(data: Path) -> None:
    """Opens a history, as the next start does, and has its maintenance done with what kills have left elsewhere."""
    with contextlib.closing(SqliteStore(data)) as store:
        store.run_maintenance()
    clear_leftovers()


def traces(folder: Path) -> list[str]:
    needles = (WORDS.encode(), image().data[20:60], image().id.encode())
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() or needle == path.name.encode() for needle in needles)
    ]


def killed(data: Path, target: Path) -> None:
    """Kills a backup as soon as the copy of the history lies beside it."""
    command = [sys.executable, "-c", BACKING_UP, str(data), str(target), "1000"]
    code = command[2].replace("store.back_up_to(target, {})(", "write = store.back_up_to(target, {})\nos._exit(9)\n(")
    assert subprocess.run([command[0], "-c", code, *command[3:]], cwd=ROOT).returncode == 9
