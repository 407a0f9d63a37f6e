"""The record of what was written into the history, beside it: a log that is gone tells nothing of what it held.

Each commit gives the history the next number, in the header's field `application_id`, and then adds a line here: the
number, and the turns that were written. The history is synced before its line is written, so that a record is never
ahead of what is on the disk, and one that lags behind only notices less. The first line is a number up to which
everything stood in the file itself, without its log. The last line of a clean end notes that everything stands there.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.connection import SqliteConnection, WrittenTurn
from desktop.adapters.storage.damage.grafting import number_in
from desktop.adapters.storage.schema.change_counter import COUNTER, counter_in
from desktop.adapters.storage.switch import COMMITS
from desktop.core.errors import StorageDamageError, StorageError

LARGEST = 2**31 - 2**24
"""A record begins at no higher number; chosen: a field of four bytes has room for millions of commits above it."""
_STEP_BYTES = 2
"""A record begins at a random step of so many bytes, so that what two computers make of one history is told apart."""
_FIRST_BELOW = 2**30
"""A history begins with a random number, so that the record of another one is hardly ever taken for its own; chosen."""
SYNC_AFTER_S = 0.5
"""Between two lines that wait for the disk; chosen: one takes 2 ms."""
_MOST_BYTES = 100_000_000
_AT = "at"
_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Commits:
    """What a record says: the number at its beginning, and the turns of each commit after it by their number.

    `noted_end` is the number at a clean end; 0 if there was none.
    """

    first: int
    turns: dict[int, list[WrittenTurn]]
    noted_end: int = 0

    @property
    def last(self) -> int:
        """The number of the last commit."""
        return max(self.turns, default=self.first)

    def lack(self, number: int) -> bool:
        """Returns True if a history that has only come to `number` has lost commits.

        One below the first is another file, or an older state that somebody has put in the place. So is any lower one
        after a clean end, since there was no log any more that could be lost.
        """
        return self.noted_end != self.last and self.first <= number < self.last

    def after(self, number: int) -> Iterator[WrittenTurn]:
        """Yields the turns that were written after a commit; perhaps several times."""
        return (turn for at, turns in self.turns.items() if at > number for turn in turns)


def read_commits(folder: Path) -> Commits | None:
    """Returns what the record in a data folder says; None where none can be read. Illegible lines are left out."""
    try:
        handle = os.open(folder / COMMITS, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            lines = file.read(_MOST_BYTES).split(b"\n")
    except OSError:
        return None
    read = [line for line in map(_read_line, lines) if line is not None]
    return Commits(read[0][0], dict(read[1:]), _noted_end(lines)) if read else None


def _read_line(line: bytes) -> tuple[int, list[WrittenTurn]] | None:
    """Returns the number and the turns of a line. The program may have been killed while it wrote one."""
    try:
        number, *turns = json.loads(line)
        if isinstance(number, int) and all(isinstance(name, str) for turn in turns for name in turn):
            return number, [WrittenTurn(*turn) for turn in turns]
    except (ValueError, TypeError, RecursionError):
        pass
    return None


def _noted_end(lines: list[bytes]) -> int:
    """Returns the number in the note of a clean end if that is the last line; 0 if it is not."""
    try:
        number = json.loads(next(line for line in reversed(lines) if line))[_AT]
        return number if isinstance(number, int) else 0
    except (StopIteration, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return 0


class CommitRecord:
    """The record of one opened history; it goes on being the same file wherever that is moved. Methods never raise."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._synced_at = 0.0

    @classmethod
    def begin(cls, folder: Path, number: int | None) -> Self:
        """Begins a new record at `number`; without one, goes on with that which is there. Raises OSError."""
        if number is not None:
            with whole_file(folder / COMMITS, PRIVATE) as file:
                file.write(_line(number, ()))
        return cls(os.open(folder / COMMITS, _FLAGS))

    def add(self, number: int, turns: Sequence[WrittenTurn]) -> None:
        """Adds a commit; of a burst, not every line waits for the disk. Where that fails, the record lags behind."""
        with contextlib.suppress(OSError):
            os.write(self._handle, b"\n" + _line(number, turns))
            if time.monotonic() - self._synced_at >= SYNC_AFTER_S:
                os.fsync(self._handle)
                self._synced_at = time.monotonic()

    def close(self) -> None:
        """Closes the file; closing it twice is fine."""
        if self._handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = -1


def _line(number: int, turns: Sequence[WrittenTurn]) -> bytes:
    return json.dumps([number, *map(list, turns)], separators=(",", ":")).encode() + b"\n"


def record_commits(connection: SqliteConnection, folder: Path) -> None:
    """Has all further commits of an opened history recorded, in a new record if what its log holds can be written back.

    The new record begins at a number that no copy has yet, so that one which somebody puts in the place is known as an
    older state. Where no record can be written, nothing is recorded. Raises StorageDamageError.
    """
    first = _number_in_file(connection)
    with contextlib.suppress(OSError):
        connection.record_commits(lambda: CommitRecord.begin(folder, first))


def note_end(connection: SqliteConnection, history: BinaryIO, folder: Path) -> None:
    """Notes a clean end in the record, after which no log is missing; nothing if file and record do not agree.

    Called under the lock just before the history is closed, of which `history` is the file itself. Raises OSError,
    StorageError.
    """
    number = connection.commit_number
    commits = read_commits(folder)
    if commits is None or commits.last != number or not connection.write_log_back():
        return
    head = history.read(100)
    if number_in(head) == number:
        record = os.open(folder / COMMITS, _FLAGS)
        try:
            os.write(record, b"\n" + json.dumps({COUNTER: counter_in(head), _AT: number}).encode() + b"\n")
        finally:
            os.close(record)


def _number_in_file(connection: SqliteConnection) -> int | None:
    """Gives the file itself, without its log, the next number, and returns it; None if the disk does not take it."""
    before = connection.commit_number
    if 0 < before < LARGEST:
        number = min(before + 1 + int.from_bytes(os.urandom(_STEP_BYTES), "big"), LARGEST)
    else:
        number = int.from_bytes(os.urandom(4), "big") % _FIRST_BELOW + 1
    try:
        if before >= LARGEST and not connection.write_log_back():  # else the file's own number would be a lower one
            return None
        connection.set_commit_number(number)
    except StorageDamageError:
        raise
    except StorageError:  # the disk is full, for example
        return None
    return number if connection.write_log_back() else None
