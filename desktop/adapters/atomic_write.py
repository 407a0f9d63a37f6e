"""Files that the user has chosen a name for: written whole, then renamed."""

import contextlib
import os
import tempfile
from pathlib import Path

from desktop.core.errors import Problem, ProblemKind


def write_atomically(path: Path, data: bytes) -> Problem | None:
    """Write a file, or say what stood in the way. A file that was there is replaced whole or stays as it was."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".askance-")
    except OSError as error:
        return _problem(path, error)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        return _problem(path, error)
    return None


def _problem(path: Path, error: OSError) -> Problem:
    return Problem(ProblemKind.NOT_WRITTEN, path.name, detail=error.strerror or type(error).__name__)
