"""Writes files in a place that the user has chosen: by the umask, and noted until they are whole."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from desktop.adapters.files.begun.note import noted
from desktop.adapters.files.whole_file import BY_UMASK, whole_file
from desktop.core.errors import Problem, ProblemKind


@contextlib.contextmanager
def user_file(path: Path) -> Iterator[BinaryIO]:
    """Yields a new file that takes the place of `path` at the end, or is removed if anything fails. Raises OSError.

    Where the program is killed meanwhile, the next start removes what is left of it.
    """
    with whole_file(path, BY_UMASK, noted) as file:
        yield file


def write_user_file(path: Path, data: bytes | Iterable[bytes]) -> Problem | None:
    """Writes a file, whole or in pieces as they come, or returns the problem.

    A file that was there is replaced whole or stays as it was, whatever making the pieces raises.
    """
    try:
        with user_file(path) as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
    except OSError as error:
        return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or type(error).__name__)
    return None
