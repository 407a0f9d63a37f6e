"""Notices that the file of a run, or its log, was deleted, moved or replaced under the program that has it open.

On most systems an open file lives on without its name: claims that only such a one has would be lost with the program.
"""

from pathlib import Path

from desktop.core.errors import Problem, ProblemKind, StorageError


class RunPlace:
    """The place of a run: a path, and which file was there first. One in memory (None) has no place."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._log_path = None if path is None else path.with_name(f"{path.name}-wal")
        self._file = _file_at(path)
        self._log: tuple[int, int] | None = None

    def check(self) -> None:
        """Raises StorageError unless the file is where it was, and so its log, once there was one."""
        if self._path is None:
            return
        log = _file_at(self._log_path)
        self._log = self._log or log
        if log != self._log or _file_at(self._path) != self._file:
            raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, self._path.name))


def _file_at(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
