"""The reader: pixels → text, on this computer, in a child process that can be killed.

The child starts with the first image, stays warm while it is used, and is replaced when it hangs, dies or exceeds its
memory limit. Its packages are an extra (`reader`): without them everything else works, and `read` raises.
"""

import importlib.util
import json
import sys
from collections.abc import Callable
from functools import cache
from subprocess import Popen
from typing import Any, TypeVar

from desktop.adapters.cage.cage_report import CageReport
from desktop.adapters.cage.limits import READER_LIMITS
from desktop.adapters.child_process import (
    ChildProcess,
    ChildProcessLostError,
    Talk,
    Watchdog,
    command_for,
    pipes,
)
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.legibility import windows, x_height
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import MAX_PIXELS
from desktop.core.ocr.glyph_lines import line_from_glyphs
from desktop.core.ocr.ocr_result import Barcode, OcrLine, OcrResult, UnreadLine, bounding_rect
from desktop.core.ocr.page_direction import direction, turned_layout

WORKER_FLAG = "--reader-child"
SILENCE_S = 30.0  # the first image loads the networks; after that there is progress for every few lines
HEAD_BYTES = 200
MOST_BYTES = 40_000_000
WANTED_X_HEIGHT = 5.3  # of the smallest letters, in pixels of the reduced image in which text is detected
LEAST_SCALE, USUAL_SIDE = 0.6, 2000
PACKAGES = ("rapidocr", "onnxruntime", "zxingcpp", "cv2")
Progress = Callable[[float], None]
_Result = TypeVar("_Result")


def worker_command(threads: int = 0) -> list[str]:
    """Returns the command that starts the child, which uses so many threads at most; 0 is as many as are useful."""
    command = command_for(WORKER_FLAG, "desktop.adapters.ocr.ocr_reader_child", "rapidocr", "PIL")
    return [*command, str(threads)] if threads else command


@cache
def installed() -> bool:
    """Returns True if this installation has the packages for text recognition."""
    if getattr(sys, "frozen", False):
        return importlib.util.find_spec("desktop.adapters.ocr.rapidocr_engine") is not None
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


class OcrReader:
    """One child, which reads one image at a time. Every method may be called from any thread and may block."""

    def __init__(
        self,
        command: list[str] | None = None,
        silence_s: float = SILENCE_S,
        threads: int = 0,
        find_faces: Callable[[], bool] = lambda: False,
    ) -> None:
        """`find_faces` returns whether faces are looked for, too, now."""
        self._absent = command is None and not installed()
        self._find_faces = find_faces
        self.child = ChildProcess(command or worker_command(threads), silence_s, READER_LIMITS)

    @property
    def running(self) -> bool:
        """True if there is a child now."""
        return self.child.running

    def read(self, pixels: PixelBuffer, progress: Progress = lambda _: None, with_faces: bool = False) -> OcrResult:
        """Returns all text and codes of an image, in its pixels; `progress` is called with 0–1. Raises OcrError.

        With `with_faces`, faces are looked for whatever the settings say.
        """
        request = {
            "width": pixels.width,
            "height": pixels.height,
            "scale": scale_for(pixels),
            "faces": with_faces or self._find_faces(),
        }

        def talk(child: "Popen[bytes]", guard: Watchdog) -> OcrResult:
            found = _ask(child, guard, request, memoryview(pixels.data), progress)
            return ocr_result_of(found, (pixels.width, pixels.height))

        return self._run(talk)

    def cage_report(self) -> CageReport:
        """Returns the protections of the child on this machine. Raises OcrError."""

        def talk(child: "Popen[bytes]", guard: Watchdog) -> CageReport:
            return CageReport.from_plain(_ask(child, guard, {"report": True}, b"", lambda _: None)["report"])

        return self._run(talk)

    def _run(self, talk: Talk[_Result]) -> _Result:
        if self._absent:
            raise OcrError(Problem(ProblemKind.OCR_NOT_INSTALLED))
        try:
            return self.child.run(talk)
        except ChildProcessLostError as lost:
            kind = ProblemKind.OCR_TIMED_OUT if lost.hung else ProblemKind.OCR_CRASHED
            raise OcrError(Problem(kind, seconds=self.child.deadline_s)) from None

    def stop(self) -> None:
        """Ends the child: its memory is freed, and the next image starts another."""
        self.child.stop()

    def interrupt(self) -> None:
        """Gives up the image that is being read: its `read` raises OcrError, and the next image is read at once."""
        self.child.interrupt()

    def close(self) -> None:
        """Ends the child, even in the middle of an image. Later calls are refused."""
        self.child.close()


def _ask(
    child: "Popen[bytes]", guard: Watchdog, request: dict[str, Any], pixels: bytes | memoryview, progress: Progress
) -> Any:
    """Sends a request and returns the reply. Raises OSError, ValueError, KeyError and TypeError."""
    to_child, from_child = pipes(child)
    to_child.write(json.dumps(request).encode() + b"\n")
    to_child.write(pixels)
    to_child.flush()
    while "bytes" not in (head := json.loads(from_child.readline(HEAD_BYTES))):
        guard.reset()
        progress(float(head["done"]))
    size = int(head["bytes"])
    if not 0 < size <= MOST_BYTES:
        raise ValueError("impossible size")
    reply = from_child.read(size)
    if len(reply) < size:
        raise OSError("the child's reply was cut")
    return json.loads(reply)


def scale_for(pixels: PixelBuffer) -> float:
    """Returns the scale (0–1) at which text is detected: as small as the smallest letters allow, because time and
    memory grow with the size. Letters are recognised at full size.
    """
    side, size = max(pixels.width, pixels.height), (pixels.width, pixels.height)
    smallest = x_height(pixels.image(window) for window in windows(size))
    if smallest is None:
        return min(1.0, USUAL_SIDE / side)
    return min(1.0, max(WANTED_X_HEIGHT / smallest, min(LEAST_SCALE, USUAL_SIDE / side)))


def ocr_result_of(found: dict[str, Any], size: Size) -> OcrResult:
    """Returns the child's reply as a value, in reading order. Raises ValueError, KeyError and TypeError."""
    if size[0] * size[1] > MAX_PIXELS:
        raise ValueError("impossible size")
    lines = [(_line(plain, size), direction(plain["box"])) for plain in found["lines"]]
    barcodes = [Barcode(str(code["text"]), str(code["kind"]), _rect(code["box"], size)) for code in found["barcodes"]]
    places = ((_rect(line["box"], size), str(line["script"])) for line in found["unread"])
    unread = tuple(UnreadLine(rect, script) for rect, script in places if not rect.is_empty)
    return OcrResult(size, turned_layout(lines, size), tuple(barcodes), unread, _faces(found.get("faces"), size))


def _faces(boxes: list[list[int]] | None, size: Size) -> tuple[Rect, ...] | None:
    """Returns the places of faces, cut off at the edges of the image; None if they were not looked for."""
    if boxes is None:
        return None
    places = (Rect(*map(int, box)).intersection(Rect.from_size(size)) for box in boxes)
    return tuple(rect for rect in places if not rect.is_empty)


def _line(plain: dict[str, Any], size: Size) -> OcrLine:
    corners = tuple((float(x), float(y)) for x, y in plain["box"])
    middles, sure = tuple(map(float, plain["at"])), tuple(map(float, plain["sure"]))
    text = str(plain["text"])
    if len(corners) != 4 or not len(middles) == len(sure) == len("".join(text.split())):
        raise ValueError("impossible line")
    return line_from_glyphs(text, corners, middles, sure, bool(plain["faint"])).within(size)


def _rect(box: list[list[float]], size: Size) -> Rect:
    return bounding_rect(Rect.from_corners((x, y), (x, y)) for x, y in box).intersection(Rect.from_size(size))
