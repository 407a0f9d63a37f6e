"""The decoder: untrusted bytes → pixels, in a warm child process that is killed and replaced when it hangs.

Pixels come back through a pipe into memory that belongs to this process alone: as fast as shared memory to within some
milliseconds at 4K, the same on every system, and no mapping that could vanish under a QImage.
"""

import json
import mmap
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, replace
from subprocess import Popen
from typing import IO, TYPE_CHECKING, Any, TypeVar

from desktop.adapters.cage.cage_report import CageReport
from desktop.adapters.cage.limits import DECODER_LIMITS
from desktop.adapters.child_process import ChildProcess, ChildProcessLostError, Watchdog, command_for, pipes
from desktop.core.errors import ImageFault, ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import known_remarks
from desktop.core.image.files.refused_formats import ARCHIVE, OFFICE_DOCUMENT, refused_format
from desktop.core.image.pixel_buffer import DecodedFacts, DecodedImage, PixelBuffer, allocate_buffer
from desktop.core.image.source_image import HEAD_BYTES, MAX_BYTES, MAX_PIXELS, looks_like_svg, sniff_mime_type
from desktop.core.image.text.page_text import PageText
from desktop.core.image_formats import BY_MIME, FORMATS, Opener
from desktop.deferred import deferred
from desktop.log import log
from desktop.services.ports.decoder import ChooseView

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = deferred("PIL.Image")

DEADLINE_S = 20.0
REPLY_BYTES = 4000  # of the first line
LONGEST_TRACE = 400
WORKER_FLAG = "--decoder-child"
Pipes = tuple[IO[bytes], IO[bytes]]  # to the child, from the child
_Result = TypeVar("_Result")


def worker_command() -> list[str]:
    """Returns the command that starts the child; pdfium and HEIF are found beside Pillow."""
    return command_for(WORKER_FLAG, "desktop.adapters.decoding.decoder_child", "PIL")


class Decoder:
    """One child, which decodes one image at a time. Every method may be called from any thread and may block.

    `opens_heic` is called at each HEIC image; while it returns False they are refused.
    """

    def __init__(
        self,
        command: list[str] | None = None,
        deadline_s: float = DEADLINE_S,
        opens_heic: Callable[[], bool] = lambda: True,
    ) -> None:
        self._opens_heic = opens_heic
        self.child = ChildProcess(command or worker_command(), deadline_s, DECODER_LIMITS)
        self._lock = threading.Lock()
        self._sign_of_life: Callable[[], None] = lambda: None  # for the watchdog of the job that is done now
        self._to_load: set[str] = set()
        self._sealed_pid = 0  # of the child that has loaded the libraries of these media types, and can load no others

    def warm(self) -> None:
        """Starts the child now, so that the first image need not wait for it."""
        with suppress(ChildProcessLostError):
            self.child.warm()

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage:
        """Returns the pixels of a page of `data`. Raises ImageRejectedError, whose problem carries `name`.

        `side` is the length that the longer side of a rendered page gets, in pixels; `covers`, in source pixels, are
        filled before colours are converted (see `DecodedFacts.redact_before_color_from_px`).
        """
        request = self._request(data, name, page, side, covers)
        return self._ask(request, lambda ends: _decoded(ends, data, request, name), name)

    def view(self, data: bytes, name: str, page: int, side: int, choose: ChooseView) -> "Image.Image":
        """Returns what `choose` wants of a page (RGB), shrunk in the child: fewer pixels come out of it.

        Raises ImageRejectedError, and whatever `choose` raises; the child that waits for its answer is replaced then.
        """
        request = {**self._request(data, name, page, side, ()), "as": "view"}
        failed: list[BaseException] = []

        def talk(ends: Pipes) -> "Image.Image":
            facts = _facts(_send(ends, data, request, name), request["mime"])
            try:
                crop, size = choose(facts)
            except BaseException as error:
                failed.append(error)
                raise ValueError("nothing was chosen") from None
            self._sign_of_life()
            ends[0].write(json.dumps([*astuple(crop), *size]).encode() + b"\n")
            ends[0].flush()
            _reply(ends[1], request, name)
            return Image.frombytes("RGB", size, memoryview(_read_all(ends[1], size[0] * size[1] * 3)))

        try:
            return self._ask(request, talk, name)
        except ImageRejectedError:
            if failed:
                raise failed[0] from None
            raise

    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes:
        """Returns a page as PNG or JPEG with `covers` filled. Raises ImageRejectedError."""
        request = {**self._request(data, name, page, side, covers), "as": "file"}

        def talk(ends: Pipes) -> bytes:
            return bytes(_read_all(ends[1], _send(ends, data, request, name)["file"]))

        return self._ask(request, talk, name)

    def page_text(self, data: bytes, name: str, page: int, side: int) -> PageText:
        """Returns the own text of a page in its pixels, without a name; it is empty if there is none.

        Raises ImageRejectedError.
        """
        request = {**self._request(data, name, page, side, ()), "as": "text"}

        def talk(ends: Pipes) -> PageText:
            plain, hidden = json.loads(bytes(_read_all(ends[1], _send(ends, data, request, name)["file"])))
            return replace(PageText.from_plain(plain), hidden=int(hidden))

        return self._ask(request, talk, name)

    def cage_report(self) -> CageReport:
        """Returns the protections of the child on this machine. Raises ImageRejectedError if it does not start."""
        request = {"mime": FORMATS[0].mime, "report": True}
        return self._ask(request, lambda ends: CageReport.from_plain(_send(ends, b"", request, "")["report"]), "")

    def _request(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> dict[str, Any]:
        """Returns a request without what the child must load. Raises ImageRejectedError."""
        mime = checked(data, name)
        if BY_MIME[mime].opener is Opener.PILLOW_HEIF and not self._opens_heic():
            raise ImageRejectedError(Problem(ProblemKind.HEIC_OFF, name))
        edges = [astuple(rect) for rect in covers]
        return {"mime": mime, "bytes": len(data), "page": page, "side": side, "covers": edges}

    def _ask(self, request: dict[str, Any], talk: "Callable[[Pipes], _Result]", name: str) -> "_Result":
        """Returns the result of `talk`, within the deadline. A child that hangs, dies or lies is replaced.

        So is one that was sealed without the library that this request needs: the next one loads all that were needed.
        """

        def talk_through_pipes(process: "Popen[bytes]", guard: Watchdog) -> "_Result":
            self._sign_of_life = guard.reset
            self._sealed_pid = process.pid
            return talk(pipes(process))

        mime = request["mime"]
        with self._lock:
            if BY_MIME[mime].loads_separately and mime not in self._to_load:
                self._to_load.add(mime)
                if self.child.pid == self._sealed_pid:
                    self.child.stop()
            request["load"] = sorted(self._to_load)
            try:
                return self.child.run(talk_through_pipes)
            except ChildProcessLostError as lost:
                kind = ProblemKind.DECODER_TIMED_OUT if lost.hung else ProblemKind.DECODER_CRASHED
                raise ImageRejectedError(Problem(kind, name, seconds=self.child.deadline_s)) from None

    def close(self) -> None:
        """Ends the child, even in the middle of an image. Later calls are refused."""
        self.child.close()


def _send(ends: Pipes, data: bytes, request: dict[str, Any], name: str) -> dict[str, Any]:
    """Sends a request and returns the first line of the reply. Raises ImageRejectedError."""
    to_child, from_child = ends
    to_child.write(json.dumps(request).encode() + b"\n")
    to_child.write(data)
    to_child.flush()
    return _reply(from_child, request, name)


def _reply(from_child: IO[bytes], request: dict[str, Any], name: str) -> dict[str, Any]:
    """Returns the next line of a reply. Raises ImageRejectedError if it is a refusal."""
    head: dict[str, Any] = json.loads(from_child.readline(REPLY_BYTES))
    if "kind" in head:
        if trace := str(head.get("trace") or "")[:LONGEST_TRACE]:
            log.error("the decoder failed on an image of type %s: %s", request["mime"], trace)
        fault, detail = str(head.get("fault", "")), str(head.get("detail", ""))
        raise ImageRejectedError(Problem(ProblemKind(head["kind"]), name, detail, code=fault))
    return head


def _decoded(ends: Pipes, data: bytes, request: dict[str, Any], name: str) -> DecodedImage:
    facts = _facts(_send(ends, data, request, name), request["mime"])
    width, height = facts.size
    return DecodedImage(PixelBuffer(width, height, _read_all(ends[1], width * height * 4)), facts)


def _facts(head: dict[str, Any], mime: str) -> DecodedFacts:
    width, height = int(head["width"]), int(head["height"])
    if width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise ValueError("impossible size")
    redact_before_color_from_px = None if head["tips_at"] is None else int(head["tips_at"])
    return DecodedFacts(
        (width, height),
        mime,
        int(head["pages"]),
        CompressionBlocks(**head["grain"]),
        tuple(map(str, head["metadata"])),
        redact_before_color_from_px,
        known_remarks(tuple(map(str, head.get("remarks", ())))),
    )


_FAULTS = {OFFICE_DOCUMENT: ImageFault.OFFICE_DOCUMENT, ARCHIVE: ImageFault.ARCHIVE}


def checked(data: bytes, name: str) -> str:
    """Returns the media type of bytes that the child may decode. Raises ImageRejectedError for all others."""
    if not data:
        raise ImageRejectedError(Problem(ProblemKind.EMPTY, name))
    if len(data) > MAX_BYTES:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    mime = sniff_mime_type(data[:HEAD_BYTES])
    if mime is not None:
        return mime
    if looks_like_svg(data):
        raise ImageRejectedError(Problem(ProblemKind.SVG, name))
    named = refused_format(data[:HEAD_BYTES], name)
    fault = _FAULTS.get(named, ImageFault.OTHER_FORMAT) if named else ""
    raise ImageRejectedError(Problem(ProblemKind.NOT_A_IMAGE, name, named, code=fault))


def _read_all(pipe: IO[bytes], size: int) -> mmap.mmap:
    if not 0 < size <= MAX_PIXELS * 4:
        raise ValueError("impossible size")
    data = allocate_buffer(size)
    view = memoryview(data)
    at = 0
    while at < size:
        got = pipe.readinto(view[at:])  # type: ignore[attr-defined]
        if not got:
            raise OSError("the child's reply was cut")
        at += got
    return data
