"""The engine: pixels → lines of text and bar codes. Imported by the reader's child process only.

PP-OCR's networks come from rapidocr's package, by explicit path: its downloader is never reached. They are run from
here instead of through its public interface, for three things that it lacks: detection in strips (so that neither
memory nor small letters suffer in a large image), recognition on all cores (one line on each is a third faster than one
line on all), and progress.
"""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy
import numpy.ma  # numpy.percentile imports it, when the child is sealed already
import onnxruntime
import rapidocr
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer
from rapidocr.utils.parse_parameters import ParseParams
from rapidocr.utils.process_img import get_rotate_crop_image

from desktop.adapters.ocr.barcodes import barcodes
from desktop.adapters.ocr.faint_text import FAINT_STEP, enhance_contrast, faint_region, unread_busy_regions
from desktop.adapters.ocr.text_boxes import Box, meet, side, step, trimmed
from desktop.core.geometry.rect import Size
from desktop.core.ocr.ocr_result import UPRIGHT

STRIP_PIXELS = 2_600_000  # of the reduced image, searched at once
OVERLAP = 72
LEAST_SIDE = 48  # the network shrinks what is smaller to nothing
LEAST_CONFIDENCE = 0.5  # a line below this is dropped
CONFIDENT = 0.9  # a line below this is tried upside down, too
MIRRORED_BELOW = 0.8  # a line below this is tried mirrored, too; chosen
DETECTION_SHARE = 0.3  # of the whole time
MOST_THREADS = 4


class _Options(dict[str, Any]):
    """Options for rapidocr, which reads them by name and by key."""

    __getattr__ = dict.__getitem__


class RapidOcrEngine:
    """The detection and recognition networks, loaded once. Images are BGR, uint8 of shape (h, w, 3)."""

    def __init__(self) -> None:
        logging.disable(logging.WARNING)
        cv2.getNumThreads()  # counts the processors, which takes files that can be opened now only
        folder = Path(rapidocr.__file__).parent
        options = ParseParams.load(folder / "config.yaml")
        threads = max(1, min(MOST_THREADS, os.cpu_count() or 1))

        def session(name: str, threads: int) -> Any:
            how = onnxruntime.SessionOptions()
            how.intra_op_num_threads, how.inter_op_num_threads = threads, 1
            how.enable_cpu_mem_arena = False  # it never gives memory back
            how.log_severity_level = 4
            path = str(folder / "models" / name)
            return onnxruntime.InferenceSession(path, how, providers=["CPUExecutionProvider"])

        find = _Options(options.Det, session=session("PP-OCRv6_det_small.onnx", threads))
        find |= {"limit_type": "max", "limit_side_len": 1 << 20}  # `scale` decides the size
        recognise = _Options(options.Rec, session=session("PP-OCRv6_rec_small.onnx", 1), font_path=None)
        recognise["rec_batch_num"] = 1
        self._find = TextDetector(find)
        self._recognise = TextRecognizer(recognise)
        self._threads = ThreadPoolExecutor(threads)

    def read(self, data: bytes, size: Size, scale: float, done: Callable[[float], None]) -> dict[str, Any]:
        """Returns all text and codes of an image, detected at `scale` (0–1); `done` is called with progress, 0–1.

        `lines`: each with `text`, its `box`, `at` (the middles of its letters, 0–1 along the box), `sure` (the
        confidence of each letter, 0–1), `faint`. `barcodes`: each with `text`, `kind`, `box`. Boxes are in pixels.
        """
        pixels = numpy.frombuffer(data, numpy.uint8).reshape(size[1], size[0], 4)
        image = numpy.ascontiguousarray(pixels[:, :, :3])
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        boxes = list(self._boxes(image, scale, done))
        lines = []
        for at, line in enumerate(self._threads.map(lambda box: self._line_or_none(image, grey, box), boxes)):
            lines += [line] if line is not None else []
            if at % 8 == 0:
                done(DETECTION_SHARE + (1 - DETECTION_SHARE) * at / len(boxes))
        lines += self._missed_lines(image, grey, [line["box"] for line in lines])
        lines += self._pale_lines(grey, [line["box"] for line in lines], done)
        return {"lines": lines, "barcodes": barcodes(grey)}

    def _missed_lines(self, image: Any, grey: Any, known: list[Box]) -> list[dict[str, Any]]:
        """Returns small lines far from large text, which are overlooked in a whole page and found on their own."""
        found: list[dict[str, Any]] = []
        for left, top, right, bottom in unread_busy_regions(grey, known):
            for box in self._found(image[top:bottom, left:right]):
                place = [[x + left, y + top] for x, y in box]
                if not any(meet(place, other) for other in (*known, *(line["box"] for line in found))):
                    line = self._line_or_none(image, grey, place)
                    found += [line] if line is not None else []
        return found

    def _pale_lines(self, grey: Any, known: list[Box], done: Callable[[float], None]) -> list[dict[str, Any]]:
        """Returns lines that hardly differ from their background, found with enhanced contrast where there are small
        differences at all.
        """
        part = faint_region(grey, known)
        if part is None:
            return []
        left, top, right, bottom = part
        pale = grey[top:bottom, left:right]
        strong = enhance_contrast(pale)
        image = cv2.cvtColor(strong, cv2.COLOR_GRAY2BGR)
        found = []
        scale = min(1.0, (STRIP_PIXELS / (image.shape[0] * image.shape[1])) ** 0.5)
        for box in list(self._boxes(image, scale, lambda _: done(1.0))):
            if any(meet([[x + left, y + top] for x, y in box], other) for other in known):
                continue
            line = self._line_or_none(image, strong, box)
            if line is not None:
                place = [[x + left, y + top] for x, y in line["box"]]
                found.append({**line, "box": place, "faint": True})
        return found

    def _boxes(self, image: Any, scale: float, done: Callable[[float], None]) -> Iterator[Box]:
        """Yields the box of every run of text, detected strip by strip in the image reduced by `scale`."""
        small = image if scale >= 1 else cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, width = small.shape[:2]
        count = max(1, -(-height // max(4 * OVERLAP, STRIP_PIXELS // width)))
        for at in range(count):
            top, bottom = height * at // count, height * (at + 1) // count
            first, last = max(0, top - OVERLAP), min(height, bottom + OVERLAP)
            for box in self._found(small[first:last]):
                middle = first + (box[0][1] + box[2][1]) / 2
                if (top <= middle or at == 0) and (middle < bottom or at == count - 1):
                    yield [[x / scale, (y + first) / scale] for x, y in box]
            done(DETECTION_SHARE * (at + 1) / count)

    def _found(self, image: Any) -> list[Box]:
        if (image.min(axis=(0, 1)) == image.max(axis=(0, 1))).all():
            return []  # of one colour: nothing to detect
        low, narrow = (max(0, LEAST_SIDE - side) for side in image.shape[:2])
        if low or narrow:
            image = cv2.copyMakeBorder(image, 0, low, 0, narrow, cv2.BORDER_REPLICATE)
        boxes = self._find(image).boxes
        return [] if boxes is None else [[[float(x), float(y)] for x, y in box] for box in boxes]

    def _line_or_none(self, image: Any, grey: Any, box: Box) -> dict[str, Any] | None:
        try:
            return self._line(image, grey, box)
        except (cv2.error, ValueError, IndexError, ZeroDivisionError):
            return None  # a box of an odd shape must not cost all the others

    def _line(self, image: Any, grey: Any, box: Box) -> dict[str, Any] | None:
        """Returns the line in a box, or None if nothing in it is recognised with confidence."""
        piece = get_rotate_crop_image(image, numpy.array(box, dtype=numpy.float32))
        if not piece.size:
            return None
        across, down = side(box, 0, 1), side(box, 0, 3)
        if down >= UPRIGHT * across:  # it was rotated by a quarter for recognition, so it begins at the top right
            box = [box[1], box[2], box[3], box[0]]
        elif down >= across and piece.shape[1] > piece.shape[0]:
            piece = numpy.ascontiguousarray(numpy.rot90(piece, -1))
        read = self._read(piece)
        place = trimmed(grey, box)
        if read.scores[0] < CONFIDENT:  # it may be upside down
            turned = self._read(numpy.ascontiguousarray(numpy.rot90(piece, 2)))
            if turned.scores[0] > read.scores[0]:
                read, place = turned, [*place[2:], *place[:2]]
        if read.scores[0] < MIRRORED_BELOW:
            read, place = self._mirrored(piece, place, read)
        text, about = read.txts[0], read.word_results[0]
        if not text.strip() or read.scores[0] < LEAST_CONFIDENCE:
            return None
        middles = [(column + 0.5) / about.line_txt_len for columns in about.word_cols for column in columns]
        sure = [conf for conf, letter in zip(about.confs, text, strict=False) if not letter.isspace()]
        if not len(middles) == len(sure) == len("".join(text.split())):
            return None
        return {
            "text": text,
            "box": place,
            "at": [round(min(1.0, middle), 4) for middle in middles],
            "sure": [round(float(conf), 3) for conf in sure],
            "faint": step(grey, box) < FAINT_STEP,
        }

    def _mirrored(self, piece: Any, place: Box, read: Any) -> tuple[Any, Box]:
        """Returns the reading of a mirrored line with its box, if that is confident; otherwise what was given."""
        top_left, top_right, bottom_right, bottom_left = place
        upside_down = self._read(numpy.ascontiguousarray(piece[::-1]))
        if upside_down.scores[0] >= CONFIDENT:
            return upside_down, place
        reversed_letters = self._read(numpy.ascontiguousarray(piece[:, ::-1]))
        if reversed_letters.scores[0] >= CONFIDENT:
            return reversed_letters, [top_right, top_left, bottom_left, bottom_right]
        return read, place

    def _read(self, piece: Any) -> Any:
        """Returns the recognition network's result for an image of one line."""
        return self._recognise(TextRecInput(img=[piece], return_word_box=True))
