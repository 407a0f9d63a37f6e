"""Asks while the disk of the history is lost, and again with it back: a program for a mount namespace of its own.

Arguments: an empty folder, and how the disk is lost. The disk is a file with a file system of its own. Prints, as JSON,
what was said and what was shown meanwhile and afterwards.
"""

import asyncio
import contextlib
import fcntl
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from desktop.adapters.storage.opening import open_history, open_or_stand_in
from desktop.core.errors import StorageError
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import TODAY, fill, shown
from tests.adapters.storage.samples import turn

SHUT_DOWN, WITHOUT_LOG = 0x8004587D, 2
"""FS_IOC_SHUTDOWN of Linux, and its flag: every write and most reads fail from then on, as of a disk that is gone."""


class Disk:
    """A file system in a file, mounted at a folder."""

    def __init__(self, place: Path) -> None:
        self._image, self.folder = place / "image", place / "disk"
        with self._image.open("wb") as image:
            image.truncate(48_000_000)
        subprocess.run(["mkfs.ext4", "-q", self._image], check=True)
        self.folder.mkdir()
        self._mount()

    def turn_read_only(self) -> None:
        """Makes it what Linux makes of a disk with errors."""
        subprocess.run(["mount", "-o", "remount,abort", self.folder], check=True)

    def die(self) -> None:
        os.sync()
        folder = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(folder, SHUT_DOWN, struct.pack("I", WITHOUT_LOG))
        os.close(folder)

    def pull(self) -> None:
        """Takes it away with everything that is open on it; the folder below is empty then."""
        subprocess.run(["umount", "--lazy", self.folder], check=True)

    def bring_back(self) -> None:
        """Puts a sound disk with all that was written in its place."""
        shutil.copy(self._image, self._image.with_name("copied"))
        self._image = self._image.with_name("copied")
        if self.folder.is_mount():
            self.pull()
        self._mount()

    def _mount(self) -> None:
        subprocess.run(["mount", "-o", "loop", self._image, self.folder], check=True)


LOSSES: dict[str, Callable[[Disk], None]] = {"read-only": Disk.turn_read_only, "dead": Disk.die, "pulled": Disk.pull}


async def story(disk: Disk, lose: Callable[[Disk], None]) -> dict[str, Any]:
    folder, problems = disk.folder / "data", list[str]()
    fill(folder, range(2), TODAY, copied=False)
    storage = StorageThread(lambda problem_occurred: open_or_stand_in(folder, problem_occurred))
    direct = Qt.ConnectionType.DirectConnection
    storage.write_failed.connect(lambda problem: problems.append(str(problem.kind)), direct)
    storage.start()
    storage.save_turn(turn("before", "asked before", 1e8))
    await storage.query(shown)
    await asyncio.to_thread(lose, disk)
    storage.save_turn(turn("meanwhile", "asked meanwhile", 1e9))
    with contextlib.suppress(StorageError):
        await storage.query(shown)
    at_first = tuple(problems)
    await asyncio.to_thread(disk.bring_back)
    while not storage.waiting.is_empty or len(content := await storage.query(shown)) < 4:  # it tries now and then
        storage.look_after()
        await asyncio.sleep(0.05)
    storage.close()
    store = open_history(folder, lambda problem: problems.append(f"at the next start: {problem.kind}"))
    kept = shown(store)
    store.close()
    return {"at_first": at_first, "then": problems[len(at_first) :], "content": content, "kept": kept}


if __name__ == "__main__":
    application = QCoreApplication([])
    sys.stdout.write(json.dumps(asyncio.run(story(Disk(Path(sys.argv[1])), LOSSES[sys.argv[2]]))))
