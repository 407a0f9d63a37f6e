"""Whether anybody has written the first page of a history since this program closed it.

SQLite counts those writes in the header: https://sqlite.org/fileformat2.html#file_change_counter. A header that has
changed while its counter has not was changed by no program.
"""

import contextlib
import json
import os
from pathlib import Path

from desktop.adapters.storage.switch import COMMITS

_KEY = "counter"


def note_counter(history: Path) -> None:
    """Notes the counter of a closed history at the end of the record beside it, if there is one."""
    with contextlib.suppress(OSError):
        record = os.open(history.with_name(COMMITS), os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(record, "ab") as file:
            file.write(b"\n" + json.dumps({_KEY: _counter(history)}).encode() + b"\n")


def was_written_since(history: Path) -> bool:
    """Returns True if the first page of a history was written since it was closed; False where nobody can tell."""
    try:
        noted = json.loads(history.with_name(COMMITS).read_bytes().rstrip().rpartition(b"\n")[2])[_KEY]
        return bool(noted != _counter(history))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return False


def _counter(history: Path) -> int:
    with history.open("rb") as file:
        return int.from_bytes(file.read(28)[24:], "big")
