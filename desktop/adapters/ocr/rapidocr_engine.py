"""The engine: pixels → lines of text and bar codes. Imported by the reader's child process only.

PP-OCR's networks come from rapidocr's package, by path; nothing of its code is imported. Text is detected in strips, so
that neither memory nor small letters suffer in a large image, and recognised on all cores, lines of like widths at once
(one batch on each core is a third faster than one batch on all).
"""

import importlib.util
import mmap
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy
import numpy.ma  # numpy.percentile imports it, when the child is sealed already
import onnxruntime

from desktop.adapters.ocr.barcodes import barcodes
from desktop.adapters.ocr.effort.effort import DETECTION_MOST, Effort, box_of, joined_places, not_reached
from desktop.adapters.ocr.faces.face_finder import FaceFinder, resized
from desktop.adapters.ocr.faint_text import enhance_contrast, faint_region, unread_busy_regions
from desktop.adapters.ocr.icons import without_icons
from desktop.adapters.ocr.line_reading import LineReader, piece_in
from desktop.adapters.ocr.lone_signs import is_sign, sign_boxes
from desktop.adapters.ocr.scripts.line_scripts import LineScripts
from desktop.adapters.ocr.scripts.script_finder import ScriptFinder
from desktop.adapters.ocr.text_boxes import Box, meet
from desktop.adapters.ocr.text_detection import DetectionNetwork, TooManyPatchesError
from desktop.adapters.ocr.text_recognition import RecognitionNetwork
from desktop.core.geometry.rect import Size
from desktop.core.ocr.ocr_result import NOT_REACHED
from desktop.paths import resource

STRIP_PIXELS = 2_600_000  # of the reduced image, searched at once
OVERLAP = 72
DETECTION_SHARE = 0.3  # of the whole time
MOST_THREADS = 4


class RapidOcrEngine:
    """The detection and recognition networks, loaded once. Images are BGR, uint8 of shape (h, w, 3).

    `folders` have the languages of the second engine, which reads other scripts. `most` bounds the threads; 0 does not.
    `new_effort` returns what an image may cost.
    """

    def __init__(self, folders: tuple[str, ...] = (), most: int = 0, new_effort: Callable[[], Effort] = Effort) -> None:
        self._new_effort = new_effort
        cv2.getNumThreads()  # counts the processors, which takes files that can be opened now only
        package = importlib.util.find_spec("rapidocr")
        if package is None or package.origin is None:
            raise ImportError("rapidocr")
        folder = Path(package.origin).parent / "models"
        threads = max(1, min(most or MOST_THREADS, MOST_THREADS, os.cpu_count() or 1))

        def session(network: Path | bytes, threads: int) -> Any:
            how = onnxruntime.SessionOptions()
            how.intra_op_num_threads, how.inter_op_num_threads = threads, 1
            how.enable_cpu_mem_arena = False  # it never gives memory back
            how.log_severity_level = 4
            model = network if isinstance(network, bytes) else str(network)
            return onnxruntime.InferenceSession(model, how, providers=["CPUExecutionProvider"])

        self._detector = DetectionNetwork(session(folder / "PP-OCRv6_det_small.onnx", threads))
        recognizer = RecognitionNetwork(session(folder / "PP-OCRv6_rec_small.onnx", 1))
        self._scripts = LineScripts(folders, recognizer, ScriptFinder(session(resource("scripts.onnx"), 1)))
        faces = _mapped(resource("faces.onnx"))
        self._faces = FaceFinder(lambda: session(bytes(faces), threads))
        self._lines = LineReader(recognizer, ThreadPoolExecutor(threads), self._scripts)

    def read(self, data: bytes, size: Size, scale: float, done: Callable[[float], None]) -> dict[str, Any]:
        """Returns all text and codes of an image, detected at `scale` (0–1); `done` is called with progress, 0–1.

        `lines`: each with `text`, its `box`, `at` (the middles of its letters, 0–1 along the box), `sure` (the
        confidence of each letter, 0–1), `faint`. `unread`: lines in a script that is not read here, each with `script`
        and `box`, and places that were not reached before the effort was spent, whose `script` is empty. `barcodes`:
        each with `text`, `kind`, `box`. Boxes are in pixels.
        """
        pixels = numpy.frombuffer(data, numpy.uint8).reshape(size[1], size[0], 4)
        image = numpy.ascontiguousarray(pixels[:, :, :3])
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        effort = self._new_effort()
        boxes, lines = self._boxes(image, scale, done, effort)
        lines += self._lines.read(
            image, grey, boxes, effort, lambda share: done(DETECTION_SHARE + (1 - DETECTION_SHARE) * share)
        )
        lines += self._missed_lines(image, grey, [line["box"] for line in lines], done, effort)
        lines += self._signs(image, grey, [line["box"] for line in lines], done, effort)
        lines += self._pale_lines(grey, [line["box"] for line in lines], done, effort)

        def piece_of(box: Box) -> Any:
            done(1.0)  # a sign of life
            return None if effort.is_spent() else piece_in(image, grey, box)

        lines = self._scripts.looked_at_again(lines, piece_of)
        read = [line for line in lines if "text" in line]
        others = [line for line in lines if "text" not in line]
        unread = [{"script": line["script"], "box": line["box"]} for line in others if line["script"] != NOT_REACHED]
        unread += map(not_reached, joined_places(line["box"] for line in others if line["script"] == NOT_REACHED))
        return {"lines": without_icons(read), "unread": unread, "barcodes": barcodes(grey)}

    def faces(self, data: bytes, size: Size, done: Callable[[float], None]) -> list[list[int]]:
        """Returns left, top, right and bottom of each face on an image, in pixels; `done` is called now and then.

        Where looking for them fails, all of the image may be one: what was read of it is not lost for that.
        """
        pixels = numpy.frombuffer(data, numpy.uint8).reshape(size[1], size[0], 4)
        try:
            return self._faces.find(numpy.ascontiguousarray(pixels[:, :, :3]), done)
        except OSError:  # nobody listens any more
            raise
        except Exception:
            return [[0, 0, *size]]

    def _missed_lines(
        self, image: Any, grey: Any, known: list[Box], done: Callable[[float], None], effort: Effort
    ) -> list[dict[str, Any]]:
        """Returns small lines far from large text, which are overlooked in a whole page and found on their own."""
        boxes: list[Box] = []
        left_out: list[dict[str, Any]] = []
        for left, top, right, bottom in unread_busy_regions(grey, known):
            found, places = self._boxes(image[top:bottom, left:right], 1.0, lambda _: done(1.0), effort, most=1.0)
            left_out += [not_reached(_moved(place["box"], left, top)) for place in places]
            for box in found:
                place = _moved(box, left, top)
                if not any(meet(place, other) for other in (*known, *boxes)):
                    boxes.append(place)
        return left_out + self._lines.read(image, grey, boxes, effort, lambda _: done(1.0))

    def _signs(
        self, image: Any, grey: Any, known: list[Box], done: Callable[[float], None], effort: Effort
    ) -> list[dict[str, Any]]:
        """Returns single digits and dashes in cells, and the places of those that were not reached."""
        boxes = sign_boxes(grey, known)
        if effort.is_spent():
            return list(map(not_reached, boxes))
        found = self._lines.read(image, grey, boxes, effort, lambda _: done(1.0))
        signs = [line for line in found if line.get("script") == NOT_REACHED or ("text" in line and is_sign(line))]
        return [line for line in signs if not any(meet(line["box"], box) for box in known)]

    def _pale_lines(
        self, grey: Any, known: list[Box], done: Callable[[float], None], effort: Effort
    ) -> list[dict[str, Any]]:
        """Returns lines that hardly differ from their background, found with enhanced contrast where there are small
        differences at all.
        """
        part = faint_region(grey, known)
        if part is None:
            return []
        if effort.is_spent():
            return [not_reached(box_of(*part))]
        left, top, right, bottom = part
        strong = enhance_contrast(grey[top:bottom, left:right])
        image = cv2.cvtColor(strong, cv2.COLOR_GRAY2BGR)
        scale = min(1.0, (STRIP_PIXELS / (image.shape[0] * image.shape[1])) ** 0.5)
        found, left_out = self._boxes(image, scale, lambda _: done(1.0), effort, most=1.0)
        boxes = [box for box in found if not any(meet(_moved(box, left, top), other) for other in known)]
        lines = left_out + self._lines.read(image, strong, boxes, effort)
        return [{**line, "box": _moved(line["box"], left, top), "faint": True} for line in lines]

    def _boxes(
        self,
        image: Any,
        scale: float,
        done: Callable[[float], None],
        effort: Effort,
        most: float = DETECTION_MOST,
    ) -> tuple[list[Box], list[dict[str, Any]]]:
        """Returns the box of every run of text, detected strip by strip in the image reduced by `scale`, and the strips
        that could not be looked at, or not before the share `most` of the effort was spent.
        """
        small = image if scale >= 1 else resized(image, scale)
        height, width = small.shape[:2]
        count = max(1, -(-height // max(4 * OVERLAP, STRIP_PIXELS // width)))
        boxes: list[Box] = []
        left_out: list[dict[str, Any]] = []
        for at in range(count):
            top, bottom = height * at // count, height * (at + 1) // count
            first, last = max(0, top - OVERLAP), min(height, bottom + OVERLAP)
            try:
                found = None if effort.is_spent(most) else self._detector.boxes(small[first:last])
            except TooManyPatchesError:
                found = None
            if found is None:
                left_out.append(not_reached(box_of(0, first / scale, image.shape[1], last / scale)))
                continue
            for box in found:
                middle = first + (box[0][1] + box[2][1]) / 2
                if (top <= middle or at == 0) and (middle < bottom or at == count - 1):
                    boxes.append([[x / scale, (y + first) / scale] for x, y in box])
            done(DETECTION_SHARE * (at + 1) / count)
        return boxes, left_out


def _moved(box: Box, across: float, down: float) -> Box:
    return [[x + across, y + down] for x, y in box]


def _mapped(path: Path) -> mmap.mmap:
    """Returns a file's bytes, which take no memory before they are used, and can be read when no file can be opened."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
