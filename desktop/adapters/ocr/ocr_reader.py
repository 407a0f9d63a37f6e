"""The reader: pixels → text, on this computer, in a child process that can be killed.

The child starts with the first picture, stays warm while it is used, and is replaced when it hangs, dies or passes its
memory bound. Its packages are an extra (`reader`): where they are missing everything else works, and says so.
"""

import importlib.util
import json
import sys
from collections.abc import Callable
from functools import cache
from subprocess import Popen
from typing import Any

from desktop.adapters.child_process import ChildProcess, ChildProcessLostError, Watchdog, command_for, pipes
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.legibility import windows, x_height
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import MAX_PIXELS
from desktop.core.ocr.glyph_lines import line_from_glyphs
from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import Barcode, OcrLine, OcrResult, bounding_rect

WORKER_FLAG = "--reader-child"
SILENCE_S = 30.0  # the first picture loads the networks; after that a sign comes for every few lines
HEAD_BYTES = 200
MOST_BYTES = 40_000_000
WANTED_X_HEIGHT = 5.3  # of the smallest letters, in pixels of the form in which text is looked for
LEAST_SCALE, USUAL_SIDE = 0.6, 2000
PACKAGES = ("rapidocr", "onnxruntime", "zxingcpp", "cv2")
Progress = Callable[[float], None]


def worker_command() -> list[str]:
    """How to start the child."""
    return command_for(WORKER_FLAG, "desktop.adapters.ocr.ocr_reader_child", "rapidocr", "PIL")


@cache
def installed() -> bool:
    """Whether this installation has the packages that read."""
    if getattr(sys, "frozen", False):
        return importlib.util.find_spec("desktop.adapters.ocr.rapidocr_engine") is not None
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


class OcrReader:
    """One child, one picture at a time. Every method may be called from any thread and may block."""

    def __init__(self, command: list[str] | None = None, silence_s: float = SILENCE_S) -> None:
        self._silence_s = silence_s
        self._absent = command is None and not installed()
        self._worker = ChildProcess(command or worker_command(), silence_s)

    @property
    def running(self) -> bool:
        """Whether there is a child now."""
        return self._worker.running

    def read(self, pixels: PixelBuffer, progress: Progress = lambda _: None) -> OcrResult:
        """Everything that the pixels say, upright; `progress` hears 0–1. Raises NotRead."""
        if self._absent:
            raise OcrError(Problem(ProblemKind.OCR_NOT_INSTALLED))
        scale = scale_for(pixels)

        def talk(child: "Popen[bytes]", guard: Watchdog) -> OcrResult:
            to_child, from_child = pipes(child)
            asked = {"width": pixels.width, "height": pixels.height, "scale": scale}
            to_child.write(json.dumps(asked).encode() + b"\n")
            to_child.write(memoryview(pixels.data))
            to_child.flush()
            while "bytes" not in (head := json.loads(from_child.readline(HEAD_BYTES))):
                guard.reset()
                progress(float(head["done"]))
            size = int(head["bytes"])
            if not 0 < size <= MOST_BYTES:
                raise ValueError("a size that cannot be")
            found = from_child.read(size)
            if len(found) < size:
                raise OSError("the child's reply was cut")
            return ocr_result_of(json.loads(found), (pixels.width, pixels.height))

        try:
            return self._worker.run(talk)
        except ChildProcessLostError as lost:
            kind = ProblemKind.OCR_TIMED_OUT if lost.hung else ProblemKind.OCR_CRASHED
            raise OcrError(Problem(kind, seconds=self._silence_s)) from None

    def stop(self) -> None:
        """End the child: its memory is given back, and the next picture starts another."""
        self._worker.stop()

    def interrupt(self) -> None:
        """Give up the picture that is being read: its `read` raises NotRead, the next picture is read at once."""
        self._worker.interrupt()

    def close(self) -> None:
        """End the child, in the middle of a picture too. A later call is refused."""
        self._worker.close()


def scale_for(pixels: PixelBuffer) -> float:
    """How much smaller the picture may be looked at for its text to be found: a time and a memory that grow with its
    size, against its smallest letters. Letters are recognised at full size.
    """
    side, size = max(pixels.width, pixels.height), (pixels.width, pixels.height)
    smallest = x_height(pixels.image(window) for window in windows(size))
    if smallest is None:
        return min(1.0, USUAL_SIDE / side)
    return min(1.0, max(WANTED_X_HEIGHT / smallest, min(LEAST_SCALE, USUAL_SIDE / side)))


def ocr_result_of(found: dict[str, Any], size: Size) -> OcrResult:
    """The child's reply as a value, in reading order. Raises ValueError, KeyError and TypeError."""
    if size[0] * size[1] > MAX_PIXELS:
        raise ValueError("a size that cannot be")
    lines = [line for each in found["lines"] if (line := _line(each, size)).words]
    barcodes = [Barcode(str(each["text"]), str(each["kind"]), _rect(each["box"], size)) for each in found["barcodes"]]
    return OcrResult(size, analyze_layout(lines), tuple(barcodes))


def _line(plain: dict[str, Any], size: Size) -> OcrLine:
    corners = tuple((float(x), float(y)) for x, y in plain["box"])
    middles, sure = tuple(map(float, plain["at"])), tuple(map(float, plain["sure"]))
    text = str(plain["text"])
    if len(corners) != 4 or not len(middles) == len(sure) == len("".join(text.split())):
        raise ValueError("a line that cannot be")
    return line_from_glyphs(text, corners, middles, sure, bool(plain["faint"])).within(size)


def _rect(box: list[list[float]], size: Size) -> Rect:
    return bounding_rect(Rect.from_corners((x, y), (x, y)) for x, y in box).intersection(Rect.from_size(size))
