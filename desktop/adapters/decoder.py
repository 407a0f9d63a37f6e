"""The decoder: a stranger's bytes → pixels, in a warm child process that is killed when it hangs and replaced.

Pixels come back through a pipe into memory that belongs to us alone: as fast as shared memory to within some
milliseconds at 4K, the same on every system, and no mapping that could vanish under a QImage.
"""

import contextlib
import importlib.util
import json
import mmap
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import IO, Any, TypeVar

from desktop.core.area import Area
from desktop.core.errors import Kind, PictureRefused, Trouble
from desktop.core.grain import Grain
from desktop.core.picture import MAX_BYTES, MAX_PIXELS, looks_like_svg, sniffed
from desktop.core.pixels import Decoded, Pixels, room

DEADLINE_S = 20.0
HEAD_BYTES = 2000
_Result = TypeVar("_Result")
WORKER_FLAG = "--decoder-child"


def worker_command() -> list[str]:
    """How to start the child: light, isolated from the user's Python settings, without Qt."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    found = importlib.util.find_spec("PIL")
    assert found is not None and found.origin is not None
    search = [str(Path(__file__).parents[2]), str(Path(found.origin).parents[1])]  # pdfium and HEIF live there too
    boot = f"import sys; sys.path += {search!r}; from desktop.adapters.decoder_child import main; sys.exit(main())"
    return [sys.executable, "-I", "-S", "-c", boot]


class Decoder:
    """One child, one picture at a time. Every method may be called from any thread and may block."""

    def __init__(self, command: list[str] | None = None, deadline_s: float = DEADLINE_S) -> None:
        self._command = command or worker_command()
        self._deadline_s = deadline_s
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def warm(self) -> None:
        """Start the child now, so that the first picture need not wait for it."""
        with self._turn:
            self._alive()

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Area, ...] = ()
    ) -> Decoded:
        """The pixels of a page of `data`. Raises PictureRefused, whose trouble carries `name`.

        `side` is how long the longer side of a drawn page becomes, in pixels; `covers` are painted over before colours
        are made (`Decoded.tips_at` says where that matters).
        """
        asked = _request(data, name, page, side, covers)
        return self._ask(lambda child: _decoded(child, data, asked, name), name)

    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Area, ...]) -> bytes:
        """The bytes of a PNG or JPEG of a page with `covers` painted over. Raises PictureRefused."""
        asked = {**_request(data, name, page, side, covers), "as": "file"}
        return self._ask(lambda child: bytes(_read_all(_pipe(child), _sent(child, data, asked, name)["file"])), name)

    def _ask(self, talk: "Callable[[subprocess.Popen[bytes]], _Result]", name: str) -> "_Result":
        """What comes of talking with the child, within the deadline. A child that hangs, dies or lies is replaced."""
        with self._turn:
            child = self._alive()
            hung = threading.Event()

            def kill() -> None:
                hung.set()
                child.kill()

            guard = threading.Timer(self._deadline_s, kill)
            guard.start()
            try:
                return talk(child)
            except (OSError, ValueError, KeyError, TypeError, MemoryError):
                self._drop()
                kind = Kind.DECODER_HUNG if hung.is_set() else Kind.DECODER_DIED
                raise PictureRefused(Trouble(kind, name, seconds=self._deadline_s)) from None
            finally:
                guard.cancel()
                guard.join()

    def close(self) -> None:
        """End the child, in the middle of a picture too. A later call is refused."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            self._drop()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise PictureRefused(Trouble(Kind.DECODER_DIED))
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
            )
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # unsent bytes of a dead child
                    pipe.close()
        child.wait()


def _request(data: bytes, name: str, page: int, side: int, covers: tuple[Area, ...]) -> dict[str, Any]:
    edges = [astuple(area) for area in covers]
    return {"mime": checked(data, name), "bytes": len(data), "page": page, "side": side, "covers": edges}


def _pipe(child: subprocess.Popen[bytes]) -> IO[bytes]:
    assert child.stdout is not None
    return child.stdout


def _sent(child: subprocess.Popen[bytes], data: bytes, asked: dict[str, Any], name: str) -> dict[str, Any]:
    """Send a request; the head of the reply. Raises PictureRefused."""
    assert child.stdin is not None
    child.stdin.write(json.dumps(asked).encode() + b"\n")
    child.stdin.write(data)
    child.stdin.flush()
    head: dict[str, Any] = json.loads(_pipe(child).readline(HEAD_BYTES))
    if "kind" in head:
        raise PictureRefused(Trouble(Kind(head["kind"]), name))
    return head


def _decoded(child: subprocess.Popen[bytes], data: bytes, asked: dict[str, Any], name: str) -> Decoded:
    head = _sent(child, data, asked, name)
    width, height = int(head["width"]), int(head["height"])
    if width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise ValueError("a size that cannot be")
    tips_at = None if head["tips_at"] is None else int(head["tips_at"])
    facts = int(head["pages"]), Grain(**head["grain"]), tuple(map(str, head["metadata"])), tips_at
    pixels = Pixels(width, height, _read_all(_pipe(child), width * height * 4))
    return Decoded(pixels, asked["mime"], *facts)


def checked(data: bytes, name: str) -> str:
    """The media type of bytes that may be handed to the child. Raises PictureRefused for the others."""
    if not data:
        raise PictureRefused(Trouble(Kind.EMPTY, name))
    if len(data) > MAX_BYTES:
        raise PictureRefused(Trouble(Kind.TOO_MANY_BYTES, name))
    mime = sniffed(data[:64])
    if mime is None:
        raise PictureRefused(Trouble(Kind.SVG if looks_like_svg(data) else Kind.NOT_A_PICTURE, name))
    return mime


def _read_all(pipe: IO[bytes], size: int) -> mmap.mmap:
    if not 0 < size <= MAX_PIXELS * 4:
        raise ValueError("a size that cannot be")
    data = room(size)
    view = memoryview(data)
    at = 0
    while at < size:
        got = pipe.readinto(view[at:])  # type: ignore[attr-defined]
        if not got:
            raise OSError("the child's reply was cut")
        at += got
    return data
