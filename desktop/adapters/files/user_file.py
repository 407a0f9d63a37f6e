"""Writes files in a place that the user has chosen."""

from pathlib import Path

from desktop.adapters.files.whole_file import BY_UMASK, whole_file
from desktop.core.errors import Problem, ProblemKind


def write_user_file(path: Path, data: bytes) -> Problem | None:
    """Writes a file, or returns the problem. A file that was there is replaced whole or stays as it was."""
    try:
        with whole_file(path, BY_UMASK) as file:
            file.write(data)
    except OSError as error:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or type(error).__name__)
    return None
