"""The conversations in which an answer came that nobody has looked at, kept between runs."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.adapters.files.json_file import read_json, write_json
from desktop.core.errors import StorageError

MOST_KEPT = 200  # chosen
_KEY = "conversations"


class UnseenAnswers:
    """Ids of conversations in a file; a damaged one counts as empty, and one that cannot be written lasts no longer
    than this run.
    """

    def __init__(self, file: Path, keeps: Callable[[], bool] = lambda: True) -> None:
        """Nothing is written while `keeps` returns False: the user wants no history."""
        self._file = file
        self._keeps = keeps

    def read(self) -> frozenset[str]:
        """Returns the ids that were kept."""
        with contextlib.suppress(StorageError):
            ids = read_json(self._file).get(_KEY, [])
            return frozenset(name for name in ids if isinstance(name, str)) if isinstance(ids, list) else frozenset()
        return frozenset()

    def keep(self, ids: Iterable[str]) -> None:
        """Keeps these ids in the place of those before."""
        if not self._keeps():
            return
        with contextlib.suppress(StorageError):
            write_json(self._file, {_KEY: sorted(ids)[:MOST_KEPT]})
