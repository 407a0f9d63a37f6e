"""Every connection to a database that this process opens, and those of them that nobody has closed.

Tests use SQLite through the program's own library: a second one in this process would ignore the locks of the first.
"""

import contextlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field

import apsw


@dataclass(frozen=True)
class Watched:
    """A connection, and the frames that opened it."""

    connection: apsw.Connection
    opened_by: list[traceback.FrameSummary] = field(default_factory=lambda: list(traceback.extract_stack()[:-1]))

    @property
    def open(self) -> bool:
        return any(connection is self.connection for connection in apsw.connections())

    def __str__(self) -> str:
        ours = [frame for frame in self.opened_by if "site-packages" not in frame.filename]
        return "".join(traceback.format_list(ours[-6:]))


@contextlib.contextmanager
def watched() -> Iterator[list[Watched]]:
    """The connections that are opened inside, as they come. All of them are kept: none escapes by being collected."""
    opened: list[Watched] = []

    def watch(connection: apsw.Connection) -> None:
        opened.append(Watched(connection))

    apsw.connection_hooks.append(watch)
    try:
        yield opened
    finally:
        apsw.connection_hooks.remove(watch)
