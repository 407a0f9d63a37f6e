"""A real HTTP server on loopback that speaks chat completions, correctly and in every odd way seen in servers.

`Endpoint` runs in a thread and records what it hears. What it answers is a function over the open connection, so that
a test can cut, stall, flood or lie at any byte.
"""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.accepting import Accepting

JSON = "application/json"
EVENTS = "text/event-stream"


@dataclass
class Heard:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        fields: dict[str, Any] = json.loads(self.body)
        return fields


class Connection:
    """The server's side of one connection."""

    def __init__(self, sock: socket.socket, closed: threading.Event) -> None:
        self.socket = sock
        self.closed = closed  # set when the server is being closed

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def head(self, status: int = 200, kind: str = EVENTS, extra: Iterable[tuple[str, str]] = ()) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in extra]
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode())

    def reply(self, status: int, body: object, kind: str = JSON, extra: Iterable[tuple[str, str]] = ()) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(status, kind, [("Content-Length", str(len(data))), *extra])
        self.send(data)

    def data(self, event: object) -> None:
        self.send(b"data: " + json.dumps(event).encode() + b"\n\n")

    def text(self, words: str, finish: str | None = None) -> None:
        self.data(chunk(words, finish))

    def done(self) -> None:
        self.send(b"data: [DONE]\n\n")

    def gone(self, within_s: float = 240.0) -> bool:
        """Waits until the other side closes. Returns False if it does not close in time."""
        self.socket.settimeout(within_s)
        try:
            while self.socket.recv(4096):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True


def chunk(words: str | None, finish: str | None = None, usage: tuple[int, int] | None = None) -> dict[str, Any]:
    """Returns a chunk of a stream as OpenAI sends it."""
    fields: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "gpt-4o",
        "choices": [{"index": 0, "delta": {"content": words} if words is not None else {}, "finish_reason": finish}],
    }
    if usage:
        fields["choices"] = []
        fields["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return fields


Answer = Callable[[Connection, Heard], None]


def saying(*pieces: str, usage: tuple[int, int] | None = (1120, 7), pause_s: float = 0.0) -> Answer:
    """Returns an answer that streams these pieces."""

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.data(chunk(""))
        for piece in pieces:
            to.text(piece)
            if pause_s and to.closed.wait(pause_s):
                return
        to.data(chunk(None, "stop"))
        if usage and heard.json.get("stream_options"):
            to.data(chunk(None, usage=usage))
        to.done()

    return answer


def refusing(status: int, body: object, kind: str = JSON, **extra: str) -> Answer:
    """Returns an answer that refuses the request."""
    return lambda to, heard: to.reply(status, body, kind, [(k.replace("_", "-"), v) for k, v in extra.items()])


def error(message: str, code: str | None = None, kind: str | None = None) -> dict[str, Any]:
    """Returns the body of an error as OpenAI sends it."""
    return {"error": {"message": message, "code": code, "type": kind, "param": None}}


def listing(*models: dict[str, Any]) -> Answer:
    """Returns an answer that lists models."""
    return lambda to, heard: to.reply(200, {"object": "list", "data": list(models)})


@dataclass
class Endpoint:
    """The server. `answer` serves every request unless `script` still holds answers for the next ones."""

    answer: Answer = field(default_factory=lambda: saying("It says ", "**hello**."))
    script: list[Answer] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def __enter__(self) -> "Endpoint":
        self._closed = threading.Event()
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._accepting = Accepting(self._start, "loopback")
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._accepting.close()
        for sock in self._sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    @property
    def port(self) -> int:
        return self._accepting.port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def posts(self) -> list[Heard]:
        return [request for request in self.heard if request.method == "POST"]

    def _start(self, sock: socket.socket) -> None:
        self._sockets.append(sock)
        thread = threading.Thread(target=self._serve, args=(sock,), name="loopback connection")
        self._threads.append(thread)
        thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with sock:
            try:
                for heard in _requests(sock):
                    self.heard.append(heard)
                    answer = self.script.pop(0) if self.script else self.answer
                    answer(Connection(sock, self._closed), heard)
                    return
            except OSError:
                return


def _requests(sock: socket.socket) -> Iterator[Heard]:
    sock.settimeout(240)
    with sock.makefile("rb") as file:
        first = file.readline().split()
        if len(first) < 2:
            return
        headers: dict[str, str] = {}
        while (line := file.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            field_name, text = name.decode("latin-1").lower(), value.strip().decode("latin-1")
            headers[field_name] = f"{headers[field_name]}, {text}" if field_name in headers else text
        body = file.read(int(headers.get("content-length", "0")))
        yield Heard(first[0].decode("latin-1"), first[1].decode("latin-1"), headers, body)
