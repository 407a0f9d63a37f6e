"""Watches whether anything opens a file in a folder (by the kernel's inotify) or connects to a port."""

import contextlib
import ctypes
import os
import socket
from collections.abc import Iterator
from pathlib import Path

IN_OPEN = 0x20


class Watch:
    """A watched folder, and a listening socket at `port`."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watching = self._libc.inotify_init1(os.O_NONBLOCK)
        added = self._libc.inotify_add_watch(self._watching, os.fsencode(folder), IN_OPEN)
        assert added >= 0, os.strerror(ctypes.get_errno())
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setblocking(False)
        self.port = self._listening.getsockname()[1]

    def opened(self) -> int:
        """Returns how many bytes of events have come since the last call; 0 if no file was opened."""
        try:
            return len(os.read(self._watching, 65_536))
        except BlockingIOError:
            return 0

    def called(self) -> bool:
        """Returns True if something has connected since the last call."""
        try:
            connection, _ = self._listening.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True

    def close(self) -> None:
        """Ends watching and listening."""
        os.close(self._watching)
        self._listening.close()


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Watch]:
    """Watches a folder inside a `with` block."""
    watch = Watch(folder)
    try:
        yield watch
    finally:
        watch.close()
