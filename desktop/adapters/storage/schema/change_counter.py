"""Whether anybody has written the first page of a history since this program closed it.

SQLite counts those writes in the header: https://sqlite.org/fileformat2.html#file_change_counter. A header that has
changed while its counter has not was changed by no program.
"""

import json
from pathlib import Path

from desktop.adapters.storage.switch import COMMITS

COUNTER = "counter"
"""The name of the counter in the note of a clean end, the last line of the record (damage/commit_record.py)."""


def counter_in(head: bytes) -> int:
    """Returns the counter in the first bytes of a history."""
    return int.from_bytes(head[24:28], "big")


def was_written_since(history: Path) -> bool:
    """Returns True if the first page of a history was written since it was closed; False where nobody can tell."""
    try:
        noted = json.loads(history.with_name(COMMITS).read_bytes().rstrip().rpartition(b"\n")[2])[COUNTER]
        return bool(noted != _counter(history))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return False


def _counter(history: Path) -> int:
    with history.open("rb") as file:
        return counter_in(file.read(28))
