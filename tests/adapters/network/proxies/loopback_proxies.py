"""Real proxies on loopback: an HTTP proxy that forwards and tunnels, and a SOCKS5 server.

Both connect to `target` (a port on loopback) whatever name is asked for, so that a test needs no name server, and
record what they are asked. `answer`, if given, is what the proxy sends in the place of connecting.
"""

import base64
import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Self, cast

from tests.accepting import Accepting


class LoopbackProxy:
    """A server on loopback that serves each connection in a thread of its own. Subclasses speak a protocol."""

    scheme = "http"

    def __init__(self, target: int = 0, sign_in: tuple[str, str] | None = None, answer: bytes | None = None) -> None:
        self.target = target
        self.asked: list[str] = []
        self._sign_in = sign_in
        self._answer = answer

    def __enter__(self) -> Self:
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._accepting = Accepting(self._accept, "loopback proxy")
        return self

    def __exit__(self, *_: object) -> None:
        self._accepting.close()
        self.hang_up()
        for thread in self._threads:
            thread.join()
        for sock in self._sockets:
            sock.close()

    def hang_up(self) -> None:
        """Ends every connection at once, as a proxy that dies."""
        for sock in self._sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    @property
    def port(self) -> int:
        return self._accepting.port

    @property
    def place(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def url(self, sign_in: str = "") -> str:
        """Returns the proxy's address, with a name and a password (`name:password`) if they are given."""
        return f"{self.scheme}://{sign_in}{'@' if sign_in else ''}127.0.0.1:{self.port}"

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        """Speaks the protocol over one connection."""
        raise NotImplementedError

    def pass_on(self, client: socket.socket, first: bytes = b"") -> None:
        """Connects to the target and passes bytes on in both directions until one side closes."""
        target = self.keep(socket.create_connection(("127.0.0.1", self.target)))
        target.sendall(first)
        back = self._start(lambda: _copy(target, client))
        _copy(client, target)
        back.join()

    def keep(self, sock: socket.socket) -> socket.socket:
        """Notes a connection that is to be closed in the end, and returns it."""
        self._sockets.append(sock)
        return sock

    def _accept(self, client: socket.socket) -> None:
        client.settimeout(240)
        self._start(partial(self._serve, self.keep(client)))

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client.makefile("rb", buffering=0) as lines:
            self.serve(client, cast(BinaryIO, lines))
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _start(self, run: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=run, name="loopback proxy")
        self._threads.append(thread)
        thread.start()
        return thread


class HttpProxy(LoopbackProxy):
    """Forwards `http://` requests, and tunnels after CONNECT. `asked` has method and target: `CONNECT host:port`."""

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        head = []
        while (line := lines.readline()) not in (b"\r\n", b"\n", b""):
            head.append(line)
        if not head or head[0].count(b" ") != 2:
            return
        method, target, version = head[0].decode("latin-1").split()
        self.asked.append(f"{method} {target}")
        if self._answer is not None:
            client.sendall(self._answer)
        elif not self._is_signed_in(head):
            client.sendall(page(407, "Proxy-Authenticate: Basic realm=x\r\n"))
        elif method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.pass_on(client)
        else:
            path = "/" + target.partition("://")[2].partition("/")[2]
            kept = [line for line in head[1:] if not line.lower().startswith(b"proxy-")]
            self.pass_on(client, f"{method} {path} {version}\r\n".encode() + b"".join(kept) + b"\r\n")

    def _is_signed_in(self, head: list[bytes]) -> bool:
        if self._sign_in is None:
            return True
        token = base64.b64encode(":".join(self._sign_in).encode()).decode()
        wanted = f"proxy-authorization: basic {token}".lower()
        return any(line.decode("latin-1").strip().lower() == wanted for line in head)


class SocksProxy(LoopbackProxy):
    """A SOCKS5 server (RFC 1928), with name and password if `sign_in` is given (RFC 1929).

    `asked` has `host:port`. `answer` is the code of its reply to a request to connect, if that is a refusal.
    """

    scheme = "socks5"

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        if _exactly(1, lines) != b"\x05":
            return
        methods = _exactly(_exactly(1, lines)[0], lines)
        wanted = 0 if self._sign_in is None else 2
        if wanted not in methods:
            client.sendall(b"\x05\xff")
            return
        client.sendall(bytes([5, wanted]))
        if self._sign_in is not None:
            _exactly(1, lines)
            name, password = (_exactly(_exactly(1, lines)[0], lines).decode() for _ in range(2))
            is_right = (name, password) == self._sign_in
            client.sendall(b"\x01\x00" if is_right else b"\x01\x01")
            if not is_right:
                return
        _, _, _, kind = _exactly(4, lines)
        host = _exactly(_exactly(1, lines)[0], lines).decode() if kind == 3 else socket.inet_ntoa(_exactly(4, lines))
        (port,) = struct.unpack(">H", _exactly(2, lines))
        self.asked.append(f"{host}:{port}")
        code = self._answer[:1] if self._answer else b"\x00"
        client.sendall(b"\x05" + code + b"\x00\x01" + bytes(6))
        if not self._answer:
            self.pass_on(client)


def page(status: int, headers: str = "", words: str = "<html><body>A page of the proxy</body></html>") -> bytes:
    """Returns a whole response that is a web page."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
    return f"{head}Content-Length: {len(words)}\r\nConnection: close\r\n\r\n{words}".encode()


def _exactly(count: int, source: BinaryIO) -> bytes:
    """Returns the next `count` bytes. Raises ConnectionError if the other side hangs up before."""
    data = b""
    while len(data) < count:
        if not (part := source.read(count - len(data))):
            raise ConnectionError("hung up")
        data += part
    return data


def _copy(source: socket.socket, target: socket.socket) -> None:
    """Passes bytes on until `source` ends, then ends the other direction as well."""
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
