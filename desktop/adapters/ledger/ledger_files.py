"""The files of the ledger, one for a month and further ones where it grows: lines are added, never changed.

Several programs of a user may write at once. A line is on the disk when `add` returns.
"""

import contextlib
import json
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.adapters.files.whole_file import PRIVATE, private_folder, sync_folder
from desktop.core.errors import Problem, ProblemKind, StorageError

MOST_BYTES = 10_000_000  # of a file, after which the next is begun: some 20,000 requests; chosen
_ADDING = (
    os.O_RDWR
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class LedgerFiles:
    """The ledger in `folder`. `now` returns seconds since the epoch. Any thread may use it."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_at_once = max(1, most_bytes // 10)
        self._now = now

    def add(self, line: dict[str, Any]) -> None:
        """Adds a line. Raises StorageError where it is not certain that it is on the disk."""
        self._add(_bytes_of(line))

    def add_all(self, lines: Iterable[dict[str, Any]]) -> None:
        """Adds lines, many at a time. Raises StorageError where it is not certain that all are on the disk."""
        part, size = list[bytes](), 0
        for line in map(_bytes_of, lines):
            part.append(line)
            size += len(line)
            if size >= self._most_at_once:
                self._add(b"".join(part))
                part, size = [], 0
        if part:
            self._add(b"".join(part))

    def _add(self, lines: bytes) -> None:
        path = self._folder
        try:
            private_folder(self._folder)
            path = self._newest()
            is_new = not path.exists()
            self._append(path, lines)
            if is_new:
                sync_folder(self._folder)
        except OSError as failed:
            reason = failed.strerror or type(failed).__name__
            raise StorageError(Problem(ProblemKind.LEDGER_NOT_WRITTEN, path.name, reason)) from None

    def time_now(self) -> str:
        """Returns the time in UTC, in ISO's form, with milliseconds."""
        return datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def paths(self) -> tuple[Path, ...]:
        """Returns the files there are, the oldest first."""
        return tuple(sorted(self._folder.glob("ledger-*.jsonl"), key=_order))

    def lines(self) -> Iterator[str]:
        """Yields every line there is. Raises StorageError if a file cannot be read."""
        for path in self.paths():
            try:
                with path.open(encoding="utf-8", errors="replace") as file:
                    yield from file
            except OSError as failed:
                raise StorageError(Problem(ProblemKind.LEDGER_NOT_READ, path.name, failed.strerror or "")) from None

    def _newest(self) -> Path:
        """Returns the file of this month that is not full. Raises OSError."""
        month = self.time_now()[:7]
        number = max((_order(path)[1] for path in self.paths() if _order(path)[0] == month), default=1)
        path = self._folder / _name(month, number)
        with contextlib.suppress(FileNotFoundError):
            if os.lstat(path).st_size >= self._most_bytes:
                return self._folder / _name(month, number + 1)
        return path

    def _append(self, path: Path, lines: bytes) -> None:
        """Writes whole lines at the end of a file, and waits until it is on the disk. Raises OSError."""
        handle = os.open(path, _ADDING, PRIVATE)
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                raise OSError(0, "it is no ordinary file")
            if os.name == "posix" and stat.S_IMODE(info.st_mode) != PRIVATE:
                os.fchmod(handle, PRIVATE)
            if info.st_size and _last_byte(handle, info.st_size) != b"\n":
                lines = b"\n" + lines  # behind one that a full disk or a kill has torn
            if os.write(handle, lines) != len(lines):
                raise OSError(0, "the disk is full")
            os.fsync(handle)
        finally:
            os.close(handle)


def _bytes_of(line: dict[str, Any]) -> bytes:
    return json.dumps(line, separators=(",", ":")).encode() + b"\n"


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _name(month: str, number: int) -> str:
    return f"ledger-{month}.jsonl" if number == 1 else f"ledger-{month}-{number}.jsonl"


def _order(path: Path) -> tuple[str, int]:
    """Returns the month and the number of a file by its name."""
    parts = path.stem.split("-")
    number = parts[3] if len(parts) > 3 else "1"
    return "-".join(parts[1:3]), int(number) if number.isdigit() else 1
