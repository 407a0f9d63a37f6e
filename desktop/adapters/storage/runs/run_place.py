"""Notices that the file of a run, or its log, was deleted, moved or replaced under the program that has it open.

On most systems an open file lives on without its name: claims that only such a one has would be lost with the program.
"""

from pathlib import Path

from desktop.adapters.files.whole_file import file_at
from desktop.core.errors import Problem, ProblemKind, StorageError


class RunPlace:
    """The place of a run: a path, and which file was there first. One in memory (None) has no place."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = None if path is None else file_at(path)
        self._log: tuple[int, int] | None = None

    def check(self) -> None:
        """Raises StorageError unless the file is where it was, and so its log, once there was one."""
        if self._path is None:
            return
        log = file_at(self._path.with_name(f"{self._path.name}-wal"))
        self._log = self._log or log
        if log != self._log or file_at(self._path) != self._file:
            raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, self._path.name))
