"""Whether files in a folder can be locked: SQLite says of a file system without locks that the file is in use."""

import errno
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import fcntl
else:
    fcntl = deferred("fcntl")  # POSIX only


def has_locks(folder: Path) -> bool:
    """Returns False if the file system says that it has no locks, or none left."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined, unused-ignore]
    except OSError as error:
        return error.errno != errno.ENOLCK
    except ImportError:  # not POSIX
        pass
    return True
