"""What is taken out of a log that SQLite itself does not take: ended transactions of its newest generation."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.grafting import working_copy

HEADER_BYTES, FRAME_BYTES = 32, 24 + 4096
Values = list[tuple[int, str]]


class Living:
    """A database that is written to, and copies of it as a program that is killed leaves it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "living.sqlite"
        self.connection = apsw.Connection(str(self._path))
        for pragma in ("page_size = 4096", "journal_mode = WAL", "wal_autocheckpoint = 0"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)")
        for number in range(20):
            self.connection.execute("INSERT INTO t VALUES (?, ?)", (number, "y" * 3000))

    @property
    def log(self) -> bytearray:
        return bytearray(self._path.with_name("living.sqlite-wal").read_bytes())

    def healed_with(self, log: bytes) -> Values:
        """Returns the rows of a working copy of the database with this log, which must be intact."""
        killed, work = self._folder / "killed.sqlite", self._folder / "work"
        work.mkdir()
        shutil.copy(self._path, killed)
        killed.with_name("killed.sqlite-wal").write_bytes(log)
        with SqliteConnection(working_copy(killed, work)) as copy:
            assert copy.value("PRAGMA integrity_check") == "ok"
            return [(row[0], row[1]) for row in copy.execute("SELECT id, x FROM t ORDER BY id")]

    def rows(self) -> Values:
        return [(int(str(row[0])), str(row[1])) for row in self.connection.execute("SELECT id, x FROM t ORDER BY id")]


def flipped(log: bytearray, *places: int) -> bytes:
    for at in places:
        log[at] ^= 0xFF
    return bytes(log)


@pytest.fixture
def living(tmp_path: Path) -> Iterator[Living]:
    database = Living(tmp_path)
    yield database
    database.connection.close()


@pytest.mark.parametrize("damaged", [(), (24,), (4,), (0, 17, 25)])
def test_a_transaction_that_never_ended_is_not_taken(living: Living, damaged: tuple[int, ...]) -> None:
    before = living.rows()
    living.connection.execute("BEGIN; DELETE FROM t; INSERT INTO t VALUES (1000, 'half'); COMMIT")
    log = living.log[:-FRAME_BYTES]  # killed before the last frame was written, which ends the transaction
    assert living.healed_with(flipped(log, *damaged)) == before


def test_a_transaction_that_ended_before_a_damaged_frame_is_taken(living: Living) -> None:
    living.connection.execute("BEGIN; UPDATE t SET x = 'new'; COMMIT")
    ended = living.rows()
    end = len(living.log)
    living.connection.execute("INSERT INTO t VALUES (50, 'lost')")
    assert living.healed_with(flipped(living.log, end + 30)) == ended


@pytest.mark.parametrize(
    "damaged",
    [(24,), (31,), (9,), (17,), (0,), tuple(range(HEADER_BYTES))],
    ids=["sums", "last sum", "page size", "salts", "mark", "all"],
)
@pytest.mark.parametrize("newest_frames", [1, 2, 5])
def test_the_newest_generation_of_the_log_is_taken(
    living: Living, damaged: tuple[int, ...], newest_frames: int
) -> None:
    living.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
    for number in range(newest_frames):
        living.connection.execute("UPDATE t SET x = ? WHERE id = 1", (f"newest {number}",))
    assert len(living.log) > HEADER_BYTES + 20 * FRAME_BYTES  # the older generation follows
    assert living.healed_with(flipped(living.log, *damaged)) == living.rows()


def test_a_wiped_beginning_of_the_log_is_no_generation(living: Living) -> None:
    living.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
    for number in range(6):
        living.connection.execute("UPDATE t SET x = ? WHERE id = 1", (f"newest {number}",))
    wiped = HEADER_BYTES + 3 * FRAME_BYTES
    assert living.healed_with(bytes(wiped) + living.log[wiped:]) == living.rows()
