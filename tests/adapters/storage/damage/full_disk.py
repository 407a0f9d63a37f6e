"""Heals a damaged history on a disk that is full, and again with room: a program for a mount namespace of its own.

Arguments: a damaged history's folder, an empty folder for the small disk, and the bytes that the disk has beyond the
history. Prints, as JSON, what was said and what was there before and after there was room.
"""

import asyncio
import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import open_history
from desktop.core.errors import Problem, StorageError
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import TODAY, shown
from tests.adapters.storage.samples import turn

ROOM = "64m"


def main(damaged: Path, disk: Path, spare: int) -> dict[str, Any]:
    size = sum(file.stat().st_blocks * 512 for file in damaged.rglob("*")) + 65536 + spare
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
    shutil.copytree(damaged, disk / "h")
    return asyncio.run(story(disk))


def make_room(disk: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,size={ROOM}", disk], check=True)


async def story(disk: Path) -> dict[str, Any]:
    folder, kinds = disk / "h", list[str]()
    before = _files(folder)

    def opened(problem_occurred: Callable[[Problem], None]) -> Store:
        return open_history(folder, problem_occurred, lambda: TODAY)

    storage = StorageThread(opened)
    storage.write_failed.connect(lambda problem: kinds.append(str(problem.kind)), Qt.ConnectionType.DirectConnection)
    storage.start()
    storage.save_turn(turn("new", "asked meanwhile", 99999.0))
    with contextlib.suppress(StorageError):
        await storage.query(shown)
    kept = {name: data for name, data in _files(folder).items() if name in before} == before
    at_first = tuple(kinds)
    await asyncio.to_thread(make_room, disk)
    storage.look_after()
    content = await storage.query(shown)
    storage.close()
    return {"at_first": at_first, "kept": kept, "content": content, "then": kinds[len(at_first) :]}


def _files(folder: Path) -> dict[str, bytes]:
    """The history, its copies and its images."""
    names = [folder / NAME, *(folder / "backups").iterdir(), *(folder / "pictures").glob("??/*")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in names if path.exists()}


if __name__ == "__main__":
    app = QCoreApplication([])
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
