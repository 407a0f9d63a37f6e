"""Who opens a file of ours, as the kernel tells it (inotify), and who calls at a port of ours."""

import contextlib
import ctypes
import os
import socket
from collections.abc import Iterator
from pathlib import Path

IN_OPEN = 0x20


class Watch:
    """A folder that is watched and a socket that listens."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watching = self._libc.inotify_init1(os.O_NONBLOCK)
        added = self._libc.inotify_add_watch(self._watching, os.fsencode(folder), IN_OPEN)
        assert added >= 0, os.strerror(ctypes.get_errno())
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setblocking(False)
        self.port = self._listening.getsockname()[1]

    def opened(self) -> int:
        """How many bytes of events have come since the last time; 0 when nobody opened anything."""
        try:
            return len(os.read(self._watching, 65_536))
        except BlockingIOError:
            return 0

    def called(self) -> bool:
        """Whether somebody has called."""
        try:
            connection, _ = self._listening.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True

    def close(self) -> None:
        os.close(self._watching)
        self._listening.close()


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Watch]:
    """Watch a folder for as long as this goes on."""
    made = Watch(folder)
    try:
        yield made
    finally:
        made.close()
