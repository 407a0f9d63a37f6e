"""A listening socket on loopback that a thread accepts connections from, and that closes without waiting."""

import socket
import threading
from collections.abc import Callable


class Accepting:
    """Hands each connection to `serve` until it is closed. `serve` must not block, and owns the socket from then on."""

    def __init__(self, serve: Callable[[socket.socket], None], name: str) -> None:
        self._serve = serve
        self._closed = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, name=name)
        self._thread.start()

    def close(self) -> None:
        """Accepts nothing more. A last connection wakes the thread, which so needs no deadline."""
        self._closed = True
        with socket.create_connection(("127.0.0.1", self.port), timeout=240):
            self._thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            sock, _ = self._listener.accept()
            if self._closed:
                sock.close()
                return
            self._serve(sock)
