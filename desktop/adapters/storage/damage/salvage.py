"""Reading row by row whatever a damaged history still holds, into a new and sound one.

Turns are read in the order of their row numbers; where a page cannot be read, the rows behind it are sought one by one.
The other tables are read from both ends, and what lies between two unreadable pages is sought by the keys that the
turns name.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.adapters.storage.connection import Row, SqliteConnection
from desktop.adapters.storage.damage.grafting import TURN_IDS, Roots, graft, leaves
from desktop.adapters.storage.damage.soundness import is_legible
from desktop.adapters.storage.migrations import MIGRATIONS, migrate
from desktop.adapters.storage.search.word_index import add_functions
from desktop.core.errors import StorageError

WITHIN_S = 60.0
MOST_ROWS = 2_000_000
FURTHEST = 20_000
"""How long to read, how many rows, and how far behind the last legible turn to seek; chosen."""

_KEYED = {
    "conversations": "id",
    "turn_pictures": "turn_id",
    "drafts": "conversation_id",
    "draft_sheets": "conversation_id",
    "spending": "turn_id",
    "leaving": "picture_id",
    "going": "id",
    "picture_readings": "picture_id",
}
_OF_LEAVES = {"turns": True, "conversations": False, "turn_pictures": False}
"""Tables whose rows cannot be mistaken for those of others, and True for those in the order of row numbers."""

"""Tables with the first column of their keys, those first to which others refer."""


_TEXTS = ("prompt", "answer", "seen", "thinking")


@dataclass(slots=True)
class Salvage:
    """The turns that were read, wholly or in part, and those that the file's own list names, legible or not.

    `drafts` are the conversations whose drafts were read, `commit` the number of the last commit in the file with its
    log; 0 where that cannot be read.
    """

    turns: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)
    in_part: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    list_is_whole: bool = False
    turns_are_whole: bool = False
    commit: int = 0

    @property
    def is_empty(self) -> bool:
        """True if nothing of what the user has typed or been answered could be read."""
        return not self.turns and not self.drafts


class Salvager:
    """Reads a grafted file (grafting.py) into a new history at `target`."""

    def __init__(self, grafted: Path, version: int, roots: Roots, target: Path) -> None:
        self._grafted, self._version, self._roots, self._target = grafted, version, roots, target
        self._ends_at = time.monotonic() + WITHIN_S
        self._rows_left = MOST_ROWS

    def run(self) -> Salvage:
        """Reads everything that can be read. Raises StorageError if not even that can be begun, and OSError."""
        graft(self._grafted, self._version, self._roots)
        self._target.unlink(missing_ok=True)
        with SqliteConnection(self._target) as target:
            add_functions(target)
            migrate(target, MIGRATIONS[: self._version])
            target.execute("PRAGMA foreign_keys = OFF")
            with target.transaction():
                with SqliteConnection(self._grafted, immutable=True) as source:
                    salvage, whole = self._copy(source, target)
                if not whole:
                    self._take_lost_leaves(target, salvage)
            migrate(target)
        return salvage

    def _copy(self, source: SqliteConnection, target: SqliteConnection) -> tuple[Salvage, bool]:
        """Copies all tables. Returns the result, and True if the tables of conversations could be read as a whole."""
        salvage = Salvage()
        keys: dict[str, set[str]] = {"conversation_id": set(), "turn_id": salvage.turns, "picture_id": set()}
        whole = salvage.turns_are_whole = self._scan(source, "SELECT * FROM turns", lambda _: None)
        for row in self._turns(source, columns(target, "turns"), salvage.in_part):
            if insert(target, "turns", row):
                salvage.turns.add(row[0])
                keys["conversation_id"].add(row[1])
        keys["id"] = keys["conversation_id"] | salvage.turns
        for table, key in _KEYED.items():
            names = columns(target, table)
            if not names:
                continue  # not in this version
            whole &= table not in _OF_LEAVES or self._scan(source, f"SELECT * FROM {table}", lambda _: None)
            for row in self._keyed(source, table, names, keys[key]):
                if not insert(target, table, row):
                    continue
                if table == "turn_pictures":
                    keys["picture_id"].add(row[2])
                elif table == "drafts":
                    salvage.drafts.add(row[0])
                    keys["conversation_id"].add(row[0])
        salvage.list_is_whole = self._read_list(source, salvage.listed)
        return salvage, whole

    def _take_lost_leaves(self, target: SqliteConnection, salvage: Salvage) -> None:
        """Reads every leaf by itself: an unreadable page above leaves makes them unreachable, though they are whole."""
        for table, of_rows in _OF_LEAVES.items():
            names = ", ".join(columns(target, table))
            for page in leaves(self._grafted, of_rows):
                if not self._may_go_on():
                    return
                graft(self._grafted, self._version, {table: page})
                found: list[Row] = []
                with SqliteConnection(self._grafted, immutable=True) as source:
                    self._scan(source, f"SELECT {names} FROM {table}", found.append)
                for row in found:
                    known = not salvage.list_is_whole or row[0] in salvage.listed
                    if (known or table != "turns") and insert(target, table, row) and table == "turns":
                        salvage.turns.add(row[0])

    def _read_list(self, source: SqliteConnection, listed: set[str]) -> bool:
        """Collects the ids of all turns out of the file's index of them. Returns True if all of it could be read."""
        whole = self._scan(source, f"SELECT id FROM {TURN_IDS}", lambda row: listed.add(row[0]))
        if not whole:
            self._scan(source, f"SELECT id FROM {TURN_IDS} ORDER BY id DESC, row DESC", lambda row: listed.add(row[0]))
        return whole

    def _turns(self, source: SqliteConnection, names: list[str], in_part: set[str]) -> Iterator[Row]:
        """Yields turns by row number, each by itself where reading fails. Ids of those with marks go to `in_part`."""
        chosen = f"SELECT rowid, {', '.join(names)} FROM turns"
        number, last, misses = 0, self._last_number(source), 0
        while number < last and self._may_go_on():
            found: list[Row] = []
            whole = self._scan(source, f"{chosen} WHERE rowid > {number} ORDER BY rowid", found.append)
            yield from (row[1:] for row in found if isinstance(row[1], str))
            number = max([number, *(row[0] for row in found)])
            if whole:
                return
            misses = 0 if found else misses + 1
            number += 1  # the row that could not be read, or a page full of them
            for row in self._legible_parts(source, names, number):
                if any(isinstance(value, str) and "\ufffd" in value for value in row):
                    in_part.add(row[0])
                yield row
            if misses > FURTHEST:
                return

    def _legible_parts(self, source: SqliteConnection, names: list[str], number: int) -> Iterator[Row]:
        """Yields a turn with marks in the place of what is no text, if its page can be read."""
        chosen = ", ".join(f"CAST({name} AS BLOB)" if name in _TEXTS else name for name in names)
        found: list[Row] = []
        self._scan(source, f"SELECT {chosen} FROM turns WHERE rowid = {number}", found.append)
        for row in found:
            yield tuple(_as_text(value) if isinstance(value, bytes) else value for value in row)

    def _last_number(self, source: SqliteConnection) -> int:
        with contextlib.suppress(StorageError):
            number = source.value("SELECT max(rowid) FROM turns")
            return int(number) if isinstance(number, int) else 0
        return 2**62

    def _keyed(self, source: SqliteConnection, table: str, names: list[str], keys: Iterable[str]) -> Iterator[Row]:
        """Yields legible rows of a table that lies in the order of its key; some of them twice."""
        chosen = f"SELECT {', '.join(names)} FROM {table}"
        found: list[Row] = []
        if not self._scan(source, chosen, found.append):
            primary = ", ".join(f"{name} DESC" for name in primary_key(source, table))
            self._scan(source, f"{chosen} ORDER BY {primary}", found.append)
            for key in keys:
                if not self._may_go_on():
                    break
                statement = f"{chosen} WHERE {_KEYED[table]} = ?"
                self._scan(source, statement, found.append, (key,))
        yield from found

    def _scan(
        self, source: SqliteConnection, statement: str, take: Callable[[Row], object], values: tuple[str, ...] = ()
    ) -> bool:
        """Hands the rows of a statement to `take`. Returns True if all could be read."""
        try:
            for row in source.execute(statement, values):
                self._rows_left -= 1
                if not all(is_legible(value) for value in row):
                    return False
                take(row)
                if not self._may_go_on():
                    return False
        except StorageError:
            return False
        return True

    def _may_go_on(self) -> bool:
        return self._rows_left > 0 and time.monotonic() < self._ends_at


def columns(connection: SqliteConnection, table: str) -> list[str]:
    """Returns the names of a table's columns, in order; none where there is no such table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def primary_key(connection: SqliteConnection, table: str) -> list[str]:
    """Returns the names of a table's key columns, in order."""
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]]


def insert(connection: SqliteConnection, table: str, row: Row) -> bool:
    """Inserts a row, unless there is one of its key. Returns False if the values are none of that table's."""
    declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
    if len(row) != len(declared) or not isinstance(row[0], str):
        return False  # the first column of every table is a text that is never missing
    if not all(_fits(value, column) for value, column in zip(row, declared, strict=True)):
        return False
    marks = ", ".join("?" * len(row))
    with contextlib.suppress(StorageError):
        connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
        return True
    return False


def _fits(value: object, column: Row) -> bool:
    """Returns True if a value is of the type that `PRAGMA table_info` tells of its column."""
    _, _, declared, not_null, *_ = column
    return not not_null if value is None else isinstance(value, str if declared == "TEXT" else (int, float))


def _as_text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace").replace("\0", "\ufffd")
