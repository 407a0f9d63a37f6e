"""Making the tables of a damaged file readable without its own schema.

A working copy of the file gets a first page of our own, whose schema says on which page each table begins. The places
come from the file itself where they can be read, else from a copy or from an empty history: all are tried in turn.
Reading needs no index of the file and no other page of its schema.
"""

import contextlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.log_frames import write_legible_frames
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.schema.schema_version import version_by_schema
from desktop.adapters.storage.search.word_index import add_functions
from desktop.core.errors import StorageError

Roots = Mapping[str, int]
"""Page numbers by names of tables and indexes."""

TURN_IDS = "turn_ids"
"""A table of the ids of all turns and the numbers of their rows: SQLite's own index of the column `id`."""

_HEADER = b"SQLite format 3\0"
_PAGE_BYTES = 4096
_ROOTS = "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1"
_INDEX = "sqlite_autoindex_turns_1"
_INDEX_SQL = f"CREATE TABLE {TURN_IDS} (id TEXT, row INTEGER, PRIMARY KEY (id, row)) WITHOUT ROWID"


def number_in_file(path: Path) -> int:
    """Returns the number of the last commit in the file itself, without its log (commit_record.py); 0 without one."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return 0
    return number_in(head)


def number_in(head: bytes) -> int:
    """Returns the same out of the first bytes of a file."""
    return int.from_bytes(head[68:72], "big", signed=True) if head.startswith(_HEADER) else 0


def working_copy(damaged: Path, folder: Path) -> Path:
    """Copies a damaged file with its log into `folder`, and writes the log into it, as far as it is legible.

    A log that is older than the file is left out. Raises OSError.
    """
    path = folder / "damaged.sqlite"
    _copy_with_log(damaged, path)
    if number_in_file(path) < number_in_file(damaged):
        shutil.copyfile(damaged, path)
    return path


def _copy_with_log(damaged: Path, path: Path) -> None:
    path.touch()
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(damaged, path)
    log = log_of(path)
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(log_of(damaged), log)
    if log.exists() and not _written_back(path):
        _graft_page(path, _first_page(wal=True))
        _written_back(path)
    log.unlink(missing_ok=True)
    write_legible_frames(log_of(damaged), path)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def candidates(path: Path, copies: Sequence[Path]) -> Iterator[tuple[int, Roots]]:
    """Yields versions with places of tables: of the file itself, of copies, of empty histories. Each once."""
    known: list[tuple[int, Roots]] = []
    for source in (path, *copies):
        with contextlib.suppress(StorageError), SqliteConnection(source, immutable=True) as connection:
            known.append((_version_of(connection), dict(_rows(connection))))
    for vacuumed in (False, True):
        with SqliteConnection(":memory:") as empty:
            add_functions(empty)
            migrate(empty)
            if vacuumed:
                empty.execute("VACUUM")
            known.append((len(MIGRATIONS), dict(_rows(empty))))
    for at, (version, roots) in enumerate(known):
        if 0 < version <= len(MIGRATIONS) and "turns" in roots and (version, roots) not in known[:at]:
            yield version, roots


def graft(path: Path, version: int, roots: Roots) -> None:
    """Gives a working copy a first page with the tables of a version at these places. Raises StorageError, OSError."""
    _graft_page(path, _first_page(wal=False))
    pages = path.stat().st_size // _PAGE_BYTES
    with SqliteConnection(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # a working copy
        connection.execute("PRAGMA writable_schema = ON")
        with connection.transaction() as do:
            for name, sql in _plain_tables(version).items():
                root = roots.get(_INDEX if name == TURN_IDS else name, 0)
                if 1 < root <= pages:
                    do("INSERT INTO sqlite_master VALUES ('table', ?1, ?1, ?2, ?3)", (name, root, sql))
            do("PRAGMA schema_version = 1000")


def leaves(path: Path, of_rows: bool) -> Iterator[int]:
    """Yields the numbers of pages that look like leaves: of tables in the order of row numbers, or of their keys."""
    kind = 13 if of_rows else 10  # https://sqlite.org/fileformat2.html#b_tree_pages
    with path.open("rb") as file:
        number = 0
        while page := file.read(_PAGE_BYTES):
            number += 1
            if number > 1 and page[0] == kind:
                yield number


def _version_of(connection: SqliteConnection) -> int:
    """Returns the version of a file by its schema where that can be read: the number itself may be damaged."""
    with contextlib.suppress(StorageError):
        return version_by_schema(connection) or version_of(connection)
    return version_of(connection)


def _rows(connection: SqliteConnection) -> Iterator[tuple[str, int]]:
    with contextlib.suppress(StorageError):  # those that were read are of use
        yield from ((name, page) for name, page in connection.execute(_ROOTS))


def _written_back(path: Path) -> bool:
    """Writes the log of a working copy into it. Returns True if that could be done."""
    try:
        with SqliteConnection(path) as connection:
            return bool(connection.value("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
    except StorageError:
        return False


@cache
def _plain_tables(version: int) -> dict[str, str]:
    """Returns statements that make tables of the same columns, without indexes, triggers and references."""
    with SqliteConnection(":memory:") as empty:
        add_functions(empty)
        migrate(empty, MIGRATIONS[:version])
        tables = {}
        for name, sql in empty.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0"):
            if sql.startswith("CREATE TABLE"):
                columns = empty.execute(f"PRAGMA table_info({name})").fetchall()
                keyed = "WITHOUT ROWID" in sql
                keys = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]]
                parts = [f"{column[1]} {column[2]}" for column in columns]
                parts += [f"PRIMARY KEY ({', '.join(keys)})"] if keyed else []
                tables[name] = f"CREATE TABLE {name} ({', '.join(parts)}){' WITHOUT ROWID' if keyed else ''}"
    return {name: sql for name, sql in tables.items() if "_" not in name or not _is_of_index(name)} | {
        TURN_IDS: _INDEX_SQL
    }


def _is_of_index(name: str) -> bool:
    return name.rpartition("_")[2] in ("data", "idx", "content", "docsize", "config")


@cache
def _first_page(wal: bool) -> bytes:
    """Returns the first page of an empty file of SQLite, with the mark of a log or without."""
    with SqliteConnection(":memory:") as empty:
        empty.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        empty.execute("CREATE TABLE x (x)")
        empty.execute("DROP TABLE x")
        page = bytearray(empty.serialized()[:_PAGE_BYTES])
    page[18:20] = b"\2\2" if wal else b"\1\1"
    page[32:40] = bytes(8)  # no free pages
    return bytes(page)


def _graft_page(path: Path, page: bytes) -> None:
    """Puts a page in the place of the first; the number of pages is that of the file."""
    count = max(1, path.stat().st_size // _PAGE_BYTES)
    page = page[:28] + count.to_bytes(4, "big") + page[32:92] + page[24:28] + page[96:]
    with path.open("r+b") as file:
        file.write(page)
        file.truncate(count * _PAGE_BYTES)
