"""Every connection to a database that this process opens, and those of them that nobody has closed.

From 3.13 on Python complains of these when they are collected; here every version finds them, and who opened them.
"""

import contextlib
import sqlite3
import traceback
from collections.abc import Iterator
from typing import Any
from unittest import mock


class Watched(sqlite3.Connection):
    """A connection that knows whether it was closed, and who opened it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.open = True
        self.opened_by = traceback.extract_stack()[:-1]
        super().__init__(*arguments, **options)

    def close(self) -> None:
        super().close()
        self.open = False

    def __str__(self) -> str:
        ours = [frame for frame in self.opened_by if "site-packages" not in frame.filename]
        return "".join(traceback.format_list(ours[-6:]))


@contextlib.contextmanager
def watched() -> Iterator[list[Watched]]:
    """The connections that are opened inside, as they come. All of them are kept: none escapes by being collected."""
    opened: list[Watched] = []
    connect = sqlite3.connect

    def watching(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **{"factory": Watched, **options})
        if isinstance(connection, Watched):
            opened.append(connection)
        return connection

    with mock.patch.object(sqlite3, "connect", watching):
        yield opened
