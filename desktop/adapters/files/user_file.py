"""Writes files in a place that the user has chosen."""

from collections.abc import Iterable
from pathlib import Path

from desktop.adapters.files.whole_file import BY_UMASK, whole_file
from desktop.core.errors import Problem, ProblemKind


def write_user_file(path: Path, data: bytes | Iterable[bytes]) -> Problem | None:
    """Writes a file, whole or in pieces as they come, or returns the problem.

    A file that was there is replaced whole or stays as it was, whatever making the pieces raises.
    """
    try:
        with whole_file(path, BY_UMASK) as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
    except OSError as error:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or type(error).__name__)
    return None
