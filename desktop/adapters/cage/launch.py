"""The start of a child process by its parent: with an empty environment, and nothing open but its pipes."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from desktop.adapters.cage.environment import child_environment

if sys.platform == "linux":
    import fcntl

PIPE_BYTES = 1 << 20  # as much as Linux gives to any user; pixels take a third less time than through 64 KB


def start_child(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Starts a child whose standard input and output are pipes. It stands in no folder of the user. Raises OSError."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd=None if sys.platform == "win32" else "/",
        close_fds=True,
    )
    for pipe in (child.stdin, child.stdout):
        if sys.platform == "linux" and pipe is not None:
            with suppress(OSError):  # an administrator may have set a lower limit
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return child
