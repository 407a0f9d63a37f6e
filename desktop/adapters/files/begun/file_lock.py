"""A lock on an open file, which ends with the process that holds it, however that ends."""

import os
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import fcntl
    import msvcrt
else:
    fcntl = deferred("fcntl")  # POSIX only
    msvcrt = deferred("msvcrt")  # Windows only


def lock(file: int) -> None:
    """Locks the file. Raises OSError; a BlockingIOError or a PermissionError if another process has it.

    On Windows, nobody else can read the byte at the file's position meanwhile.
    """
    if os.name == "nt":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined, unused-ignore]
