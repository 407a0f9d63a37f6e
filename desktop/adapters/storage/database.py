"""Opening the history's file and bringing it to the newest version.

One connection that nobody else shares. A newer database is refused and not touched; a damaged one raises
StorageDamageError and is healed elsewhere (damage/).
"""

import contextlib
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.migrations import MIGRATIONS, Migration, migrate, version_of
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.schema.change_counter import was_written_since
from desktop.adapters.storage.schema.schema_version import contradicts_its_schema
from desktop.adapters.storage.search.word_index import add_functions
from desktop.adapters.storage.switch import is_under_way
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError

NAME = "history.sqlite"
COPIES = "backups"
_MAGIC = b"SQLite format 3\0"
_MOST_VERSIONS = 10_000
"""A version above is no newer program's but damage; chosen."""


def connect(
    folder: Path,
    migrations: Sequence[Migration] = MIGRATIONS,
    damage_seen: Callable[[], None] = lambda: None,
    once_locked: Callable[[SqliteConnection], None] = lambda _: None,
) -> SqliteConnection:
    """Opens the history in `folder`, brought to the newest version. Raises StorageError.

    `once_locked` is called as soon as nobody else can write, before anything is read or written.
    """
    path = folder / NAME
    refuse_odd_place(folder)
    if is_under_way(folder):
        raise StorageError(Problem(ProblemKind.STORE_BUSY, path.name))
    refuse_newer(path, len(migrations))
    with translated():
        private_folder(folder)
    connection = SqliteConnection(path, damage_seen=damage_seen)
    try:
        _prepare(connection, path, migrations, once_locked)
    except BaseException:
        connection.close()
        raise
    return connection


def passes_check(connection: SqliteConnection) -> bool:
    """Runs SQLite's own check over the whole file. Returns True if it finds nothing. Raises StorageError."""
    return bool(connection.value("PRAGMA integrity_check(1)") == "ok")


def is_intact(connection: SqliteConnection) -> bool:
    """Returns True if the whole file can be read, and SQLite's own check finds nothing."""
    try:
        return passes_check(connection)
    except StorageError:
        return False


def copies_in(folder: Path) -> list[Path]:
    """Returns all copies of the history, those before a migration too. A folder of such a name is none."""
    return sorted(path for path in (folder / COPIES).glob("*.sqlite") if path.is_file())


def free_path(folder: Path, name: str) -> Path:
    """Returns the place of a copy; where folders stand that are not the program's, it gets a number."""
    path, number = folder / COPIES / f"{name}.sqlite", 0
    while path.is_dir():
        number += 1
        path = path.with_name(f"{name}-{number}.sqlite")
    return path


def refuse_odd_place(folder: Path) -> None:
    """Raises StorageError if something else than a file is in the place of the history or of its log.

    A history that is the user's own link to a file is one. Looked at first: a pipe would be waited for at its opening.
    """
    for path in (folder / NAME, log_of(folder / NAME)):
        try:
            own = path.lstat().st_mode
        except OSError:  # there is nothing, or what there is shows at the opening
            continue
        mode = own
        if stat.S_ISLNK(own) and path.name == NAME:
            with contextlib.suppress(OSError):
                mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StorageError(Problem(_kind_in_place(mode), path.name))


def _kind_in_place(mode: int) -> ProblemKind:
    if stat.S_ISDIR(mode):
        return ProblemKind.STORE_IS_FOLDER
    return ProblemKind.STORE_IS_LINK if stat.S_ISLNK(mode) else ProblemKind.STORE_IS_NO_FILE


def _prepare(
    connection: SqliteConnection,
    path: Path,
    migrations: Sequence[Migration],
    once_locked: Callable[[SqliteConnection], None],
) -> None:
    add_functions(connection)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    once_locked(connection)
    version = version_of(connection)
    is_odd = 0 < version < len(migrations) and contradicts_its_schema(connection)
    if is_odd or not 0 <= version <= _MOST_VERSIONS:
        raise StorageDamageError(Problem(ProblemKind.STORE_DAMAGED, path.name))
    if version > len(migrations):
        raise StorageError(Problem(ProblemKind.STORE_NEWER, path.name))
    if 0 < version < len(migrations):
        connection.copy_to(free_path(path.parent, f"before-version-{version + 1}"))
    migrate(connection, migrations)
    with connection.transaction():
        pass  # takes the lock now, and finds a disk that cannot be written now


def has_odd_header(path: Path) -> bool:
    """Returns True if a file's header asks for another library to write it than any there is: a damaged byte.

    SQLite opens such a file for reading alone, as if it were the permissions.
    """
    try:
        with path.open("rb") as file:
            head = file.read(20)
    except OSError:
        return False
    return head.startswith(_MAGIC) and not all(form in (1, 2) for form in head[18:20])


def stored_version(path: Path) -> int:
    """Returns the version in the file's header, without opening it as a database; 0 where there is none."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return 0
    return int.from_bytes(head[60:64], "big") if head.startswith(_MAGIC) else 0


def refuse_newer(path: Path, newest: int = len(MIGRATIONS)) -> None:
    """Raises StorageError for a history of a newer version, and of its own kind if only the header says so.

    The file is looked at without its log first: opening the database might change files beside it.
    """
    if newest < stored_version(path) <= _MOST_VERSIONS:
        with SqliteConnection(path, immutable=True) as connection:
            if contradicts_its_schema(connection) and not was_written_since(path):
                raise StorageDamageError(Problem(ProblemKind.STORE_DAMAGED, path.name))
        raise StorageError(Problem(ProblemKind.STORE_NEWER, path.name))
