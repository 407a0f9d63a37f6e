"""Refuses to go on with a run whose file, or its log, was deleted, moved or replaced while it is open."""

from pathlib import Path

from desktop.adapters.storage.open_files import OpenFiles
from desktop.core.errors import Problem, ProblemKind, StorageError


class RunPlace:
    """The place of a run that is open. One in memory (None) has no place."""

    def __init__(self, path: Path | None) -> None:
        self._name = "" if path is None else path.name
        self._files = None if path is None else OpenFiles(path)

    def check(self) -> None:
        """Raises StorageError unless the file is where it was, and so its log, once there was one."""
        if self._files is not None and self._files.are_lost:
            raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, self._name))
