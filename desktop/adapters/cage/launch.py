"""The start of a child process by its parent: with an empty environment, and nothing open but its pipes."""

import subprocess
import sys
from collections.abc import Sequence

from desktop.adapters.cage.environment import child_environment


def start_child(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Starts a child whose standard input and output are pipes. It stands in no folder of the user. Raises OSError."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        cwd=None if sys.platform == "win32" else "/",
        close_fds=True,
    )
