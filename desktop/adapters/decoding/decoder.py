"""The decoder: a stranger's bytes → pixels, in a warm child process that is killed when it hangs and replaced.

Pixels come back through a pipe into memory that belongs to us alone: as fast as shared memory to within some
milliseconds at 4K, the same on every system, and no mapping that could vanish under a QImage.
"""

import json
import mmap
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple
from subprocess import Popen
from typing import IO, Any, TypeVar

from desktop.adapters.child_process import ChildProcess, ChildProcessLostError, Watchdog, command_for, pipes
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer, allocate_buffer
from desktop.core.image.source_image import MAX_BYTES, MAX_PIXELS, looks_like_svg, sniff_mime_type

DEADLINE_S = 20.0
HEAD_BYTES = 2000
WORKER_FLAG = "--decoder-child"
Child = tuple[IO[bytes], IO[bytes]]  # what it reads, and what it writes
_Result = TypeVar("_Result")


def worker_command() -> list[str]:
    """How to start the child; pdfium and HEIF are found beside Pillow."""
    return command_for(WORKER_FLAG, "desktop.adapters.decoding.decoder_child", "PIL")


class Decoder:
    """One child, one picture at a time. Every method may be called from any thread and may block."""

    def __init__(self, command: list[str] | None = None, deadline_s: float = DEADLINE_S) -> None:
        self._deadline_s = deadline_s
        self._worker = ChildProcess(command or worker_command(), deadline_s)

    def warm(self) -> None:
        """Start the child now, so that the first picture need not wait for it."""
        with suppress(ChildProcessLostError):
            self._worker.warm()

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage:
        """The pixels of a page of `data`. Raises PictureRefused, whose trouble carries `name`.

        `side` is how long the longer side of a drawn page becomes, in pixels; `covers` are painted over before colours
        are made (`Decoded.tips_at` says where that matters).
        """
        asked = _request(data, name, page, side, covers)
        return self._ask(lambda child: _decoded(child, data, asked, name), name)

    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes:
        """The bytes of a PNG or JPEG of a page with `covers` painted over. Raises PictureRefused."""
        asked = {**_request(data, name, page, side, covers), "as": "file"}
        return self._ask(lambda child: bytes(_read_all(child[1], _sent(child, data, asked, name)["file"])), name)

    def _ask(self, talk: "Callable[[Child], _Result]", name: str) -> "_Result":
        """What comes of talking with the child, within the deadline. A child that hangs, dies or lies is replaced."""

        def spoken(child: "Popen[bytes]", _: Watchdog) -> "_Result":
            return talk(pipes(child))

        try:
            return self._worker.run(spoken)
        except ChildProcessLostError as lost:
            kind = ProblemKind.DECODER_TIMED_OUT if lost.hung else ProblemKind.DECODER_CRASHED
            raise ImageRejectedError(Problem(kind, name, seconds=self._deadline_s)) from None

    def close(self) -> None:
        """End the child, in the middle of a picture too. A later call is refused."""
        self._worker.close()


def _request(data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> dict[str, Any]:
    edges = [astuple(rect) for rect in covers]
    return {"mime": checked(data, name), "bytes": len(data), "page": page, "side": side, "covers": edges}


def _sent(child: Child, data: bytes, asked: dict[str, Any], name: str) -> dict[str, Any]:
    """Send a request; the head of the reply. Raises PictureRefused."""
    to_child, from_child = child
    to_child.write(json.dumps(asked).encode() + b"\n")
    to_child.write(data)
    to_child.flush()
    head: dict[str, Any] = json.loads(from_child.readline(HEAD_BYTES))
    if "kind" in head:
        raise ImageRejectedError(Problem(ProblemKind(head["kind"]), name))
    return head


def _decoded(child: Child, data: bytes, asked: dict[str, Any], name: str) -> DecodedImage:
    head = _sent(child, data, asked, name)
    width, height = int(head["width"]), int(head["height"])
    if width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise ValueError("a size that cannot be")
    redact_before_color_from_px = None if head["tips_at"] is None else int(head["tips_at"])
    facts = (
        int(head["pages"]),
        CompressionBlocks(**head["grain"]),
        tuple(map(str, head["metadata"])),
        redact_before_color_from_px,
    )
    pixels = PixelBuffer(width, height, _read_all(child[1], width * height * 4))
    return DecodedImage(pixels, asked["mime"], *facts)


def checked(data: bytes, name: str) -> str:
    """The media type of bytes that may be handed to the child. Raises PictureRefused for the others."""
    if not data:
        raise ImageRejectedError(Problem(ProblemKind.EMPTY, name))
    if len(data) > MAX_BYTES:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    mime = sniff_mime_type(data[:64])
    if mime is None:
        raise ImageRejectedError(Problem(ProblemKind.SVG if looks_like_svg(data) else ProblemKind.NOT_A_IMAGE, name))
    return mime


def _read_all(pipe: IO[bytes], size: int) -> mmap.mmap:
    if not 0 < size <= MAX_PIXELS * 4:
        raise ValueError("a size that cannot be")
    data = allocate_buffer(size)
    view = memoryview(data)
    at = 0
    while at < size:
        got = pipe.readinto(view[at:])  # type: ignore[attr-defined]
        if not got:
            raise OSError("the child's reply was cut")
        at += got
    return data
