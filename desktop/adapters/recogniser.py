"""The recogniser: pixels → lines of text and bar codes. Imported by the reader's child process alone.

Text is found and recognised by PP-OCR's networks out of rapidocr's package, by explicit path: its downloader is never
reached. They are driven from here instead of through its front door, for three things that it does not do: look for
text in strips (so that neither memory nor small letters suffer in a large picture), read on all cores (a line on each
is a third quicker than several on one line), and tell how far it is.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # 1.28 has none; should a later one ever get here, it keeps quiet too

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy
import onnxruntime
import rapidocr
import zxingcpp
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer
from rapidocr.utils.parse_parameters import ParseParams
from rapidocr.utils.process_img import get_rotate_crop_image

from desktop.core.area import Size
from desktop.core.reading import UPRIGHT

STRIP_PIXELS = 2_600_000  # as many of the smaller form are looked through at once
OVERLAP = 72
LEAST_SIDE = 48  # the network shrinks what is smaller to nothing
LEAST_SURE = 0.5
SURE = 0.9  # a line that is less sure is tried upside down, too
FAINT_STEP = 28  # letters that differ less than this from their ground (of 255) are hardly seen
PALE_STEPS, PALE_GAIN = (3, 24), 14  # differences between neighbours, of 255, that people hardly see
PALE_SHARE, GROUND_PX, TILE = 0.045, 25, 32
MOST_CODES = 255  # are found at once
MISSED_TILE, MISSED_SHARE, LEAST_TILES, MISSED_PIXELS = 16, 0.08, 4, 1_000_000
FINDING = 0.3  # of the whole time
MOST_THREADS = 4
LEVEL, INK = 1.5, 0.3  # a level box has corners as high, in pixels; a row of letters differs from its ground so much
LEAST_HEIGHT = 0.3  # of a box: letters are at least so high
Box = list[list[float]]  # its corners, clockwise from the top left


class _Options(dict[str, Any]):
    """rapidocr's options, which it reads by name and by key."""

    __getattr__ = dict.__getitem__


class Recogniser:
    """The networks, loaded once."""

    def __init__(self) -> None:
        logging.disable(logging.WARNING)
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
        find |= {"limit_type": "max", "limit_side_len": 1 << 20}  # the size is ours to choose
        recognise = _Options(options.Rec, session=session("PP-OCRv6_rec_small.onnx", 1), font_path=None)
        recognise["rec_batch_num"] = 1
        self._find = TextDetector(find)
        self._recognise = TextRecognizer(recognise)
        self._threads = ThreadPoolExecutor(threads)

    def read(self, data: bytes, size: Size, scale: float, done: Callable[[float], None]) -> dict[str, Any]:
        """Everything on a picture; `done` hears how far it is. `scale` (0–1) is how small it is looked at to find text.

        `lines`: each with `text`, its `box`, `at` (the middles of its letters, 0–1 along the box), `sure` (0–1 for
        each letter), `faint`. `barcodes`: each with `text`, `kind`, `box`.
        """
        pixels = numpy.frombuffer(data, numpy.uint8).reshape(size[1], size[0], 4)
        image = numpy.ascontiguousarray(pixels[:, :, :3])
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        boxes = list(self._boxes(image, scale, done))
        lines = []
        for at, line in enumerate(self._threads.map(lambda box: self._line_or_none(image, grey, box), boxes)):
            lines += [line] if line is not None else []
            if at % 8 == 0:
                done(FINDING + (1 - FINDING) * at / len(boxes))
        lines += self._missed_lines(image, grey, [line["box"] for line in lines])
        lines += self._pale_lines(grey, [line["box"] for line in lines], done)
        return {"lines": lines, "barcodes": _barcodes(grey)}

    def _missed_lines(self, image: Any, grey: Any, known: list[Box]) -> list[dict[str, Any]]:
        """Small text far from large text is overlooked in a whole page, and found where it is looked at alone."""
        found: list[dict[str, Any]] = []
        for left, top, right, bottom in _busy_parts(grey, known):
            for box in self._found(image[top:bottom, left:right]):
                place = [[x + left, y + top] for x, y in box]
                if not any(_meet(place, other) for other in (*known, *(line["box"] for line in found))):
                    line = self._line_or_none(image, grey, place)
                    found += [line] if line is not None else []
        return found

    def _pale_lines(self, grey: Any, known: list[Box], done: Callable[[float], None]) -> list[dict[str, Any]]:
        """Text that people overlook because it hardly differs from its ground: looked for in a form of the picture in
        which small differences are large, where there are such differences at all.
        """
        part = _pale_part(grey, known)
        if part is None:
            return []
        left, top, right, bottom = part
        pale = grey[top:bottom, left:right]
        away = cv2.absdiff(pale, cv2.medianBlur(pale, GROUND_PX))
        strong = 255 - numpy.minimum(away.astype(numpy.uint16) * PALE_GAIN, 255).astype(numpy.uint8)
        image = cv2.cvtColor(strong, cv2.COLOR_GRAY2BGR)
        found = []
        scale = min(1.0, (STRIP_PIXELS / (image.shape[0] * image.shape[1])) ** 0.5)
        for box in list(self._boxes(image, scale, lambda _: done(1.0))):
            if any(_meet([[x + left, y + top] for x, y in box], other) for other in known):
                continue
            line = self._line_or_none(image, strong, box)
            if line is not None:
                place = [[x + left, y + top] for x, y in line["box"]]
                found.append({**line, "box": place, "faint": True})
        return found

    def _boxes(self, image: Any, scale: float, done: Callable[[float], None]) -> Iterator[Box]:
        """Every run of text, looked for strip by strip in a smaller form of the picture."""
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
            done(FINDING * (at + 1) / count)

    def _found(self, image: Any) -> list[Box]:
        if (image.min(axis=(0, 1)) == image.max(axis=(0, 1))).all():
            return []  # of one colour: an empty page need not be looked through
        low, narrow = (max(0, LEAST_SIDE - side) for side in image.shape[:2])
        if low or narrow:
            image = cv2.copyMakeBorder(image, 0, low, 0, narrow, cv2.BORDER_REPLICATE)
        boxes = self._find(image).boxes
        return [] if boxes is None else [[[float(x), float(y)] for x, y in box] for box in boxes]

    def _line_or_none(self, image: Any, grey: Any, box: Box) -> dict[str, Any] | None:
        try:
            return self._line(image, grey, box)
        except (cv2.error, ValueError, IndexError, ZeroDivisionError):
            return None  # a box of an odd shape is not worth all the others

    def _line(self, image: Any, grey: Any, box: Box) -> dict[str, Any] | None:
        """What stands in a box; None where that is nothing sure."""
        piece = get_rotate_crop_image(image, numpy.array(box, dtype=numpy.float32))
        if not piece.size:
            return None
        across, down = _side(box, 0, 1), _side(box, 0, 3)
        if down >= UPRIGHT * across:  # it was turned a quarter to be read, so it begins at the top right
            box = [box[1], box[2], box[3], box[0]]
        elif down >= across and piece.shape[1] > piece.shape[0]:
            piece = numpy.ascontiguousarray(numpy.rot90(piece, -1))
        read = self._read(piece)
        place = _trimmed(grey, box)
        if read.scores[0] < SURE:  # it may stand on its head
            turned = self._read(numpy.ascontiguousarray(numpy.rot90(piece, 2)))
            if turned.scores[0] > read.scores[0]:
                read, place = turned, [*place[2:], *place[:2]]
        text, about = read.txts[0], read.word_results[0]
        if not text.strip() or read.scores[0] < LEAST_SURE:
            return None
        middles = [(column + 0.5) / about.line_txt_len for columns in about.word_cols for column in columns]
        sure = [each for each, letter in zip(about.confs, text, strict=False) if not letter.isspace()]
        if not len(middles) == len(sure) == len("".join(text.split())):
            return None
        return {
            "text": text,
            "box": place,
            "at": [round(min(1.0, each), 4) for each in middles],
            "sure": [round(float(each), 3) for each in sure],
            "faint": _step(grey, box) < FAINT_STEP,
        }

    def _read(self, piece: Any) -> Any:
        """One line of letters, as the network has it."""
        return self._recognise(TextRecInput(img=[piece], return_word_box=True))


def _side(box: Box, first: int, second: int) -> float:
    (x1, y1), (x2, y2) = box[first], box[second]
    return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)


def _step(grey: Any, box: Box) -> float:
    """How much the letters in a box differ from their ground, of 255."""
    xs, ys = [round(point[0]) for point in box], [round(point[1]) for point in box]
    part = grey[max(0, min(ys)) : max(ys) + 1, max(0, min(xs)) : max(xs) + 1]
    if not part.size:
        return 255.0
    low, ground, high = numpy.percentile(part, (3, 50, 97))
    return float(max(ground - low, high - ground))


def _pale_part(grey: Any, known: list[Box]) -> tuple[int, int, int, int] | None:
    """Around all tiles with many faint edges on a flat ground, no strong ones, and no line that is known already."""
    if min(grey.shape) < TILE:
        return None
    steps = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    tiles = max(1, steps.shape[1] // TILE), max(1, steps.shape[0] // TILE)

    def share(mask: Any) -> Any:
        return cv2.resize(mask.astype(numpy.float32), tiles, interpolation=cv2.INTER_AREA)

    pale = share((steps >= PALE_STEPS[0]) & (steps <= PALE_STEPS[1])) > PALE_SHARE
    pale &= (share(steps > 2 * PALE_STEPS[1]) < 0.005) & (share(steps <= 1) > 0.5)
    across, down = grey.shape[1] / tiles[0], grey.shape[0] / tiles[1]
    for (left, top), _, (right, bottom), _ in known:
        pale[int(top / down) : int(bottom / down) + 1, int(left / across) : int(right / across) + 1] = False
    rows, columns = numpy.nonzero(pale)
    if len(rows) < 2:
        return None
    left, top = (columns.min() - 1) * across, (rows.min() - 1) * down
    right, bottom = (columns.max() + 2) * across, (rows.max() + 2) * down
    return max(0, int(left)), max(0, int(top)), min(grey.shape[1], int(right)), min(grey.shape[0], int(bottom))


def _busy_parts(grey: Any, known: list[Box]) -> Iterator[tuple[int, int, int, int]]:
    """Parts with as many strong edges as text has, on which none was found; the least high first, so much in all."""
    if min(grey.shape) < TILE:
        return
    busy = (cv2.absdiff(grey[:, 1:], grey[:, :-1]) >= FAINT_STEP).astype(numpy.float32)
    for box in known:
        (left, top), (right, bottom) = numpy.min(box, axis=0), numpy.max(box, axis=0)
        busy[max(0, int(top) - 3) : int(bottom) + 4, max(0, int(left) - 3) : int(right) + 4] = 0
    size = max(1, busy.shape[1] // MISSED_TILE), max(1, busy.shape[0] // MISSED_TILE)
    tiles = (cv2.resize(busy, size, interpolation=cv2.INTER_AREA) > MISSED_SHARE).astype(numpy.uint8)
    tiles = cv2.morphologyEx(tiles, cv2.MORPH_CLOSE, numpy.ones((1, 3), numpy.uint8))
    across, down = grey.shape[1] / size[0], grey.shape[0] / size[1]
    _, _, parts, _ = cv2.connectedComponentsWithStats(tiles)
    pixels = 0
    for left, top, width, height, _ in sorted(parts[1:], key=lambda part: part[cv2.CC_STAT_HEIGHT]):
        if width < LEAST_TILES or width < height:
            continue
        low, first = max(0, int((left - 2) * across)), max(0, int((top - 2) * down))
        high, last = int((left + width + 2) * across), int((top + height + 2) * down)
        pixels += (high - low) * (last - first)
        if pixels > MISSED_PIXELS:
            return
        yield low, first, high, last


def _meet(first: Box, second: Box) -> bool:
    """Whether two boxes share a good part of the smaller one."""
    (l1, t1), (r1, b1) = first[0], first[2]
    (l2, t2), (r2, b2) = second[0], second[2]
    across, down = min(r1, r2) - max(l1, l2), min(b1, b2) - max(t1, t2)
    return across > 0 and down > 0.4 * min(b1 - t1, b2 - t2)


def _trimmed(grey: Any, box: Box) -> Box:
    """A level box without the rows above and below its letters: a neighbour's place must not be covered with it."""
    (left, top), (right, level), (_, bottom), _ = box
    if abs(top - level) > LEVEL or right <= left:
        return box
    first, last = max(0, int(top)), int(bottom) + 1
    part = grey[first:last, max(0, int(left)) : int(right) + 1]
    if part.shape[0] < 4:
        return box
    reach, third = part.max(axis=1).astype(int) - part.min(axis=1), part.shape[0] // 3
    rows = numpy.flatnonzero(reach > INK * reach[third:-third].max())  # a line under pale letters may be much darker
    if not len(rows):  # one grey all over: letters of another colour that is as bright
        return box
    runs = numpy.split(rows, numpy.flatnonzero(numpy.diff(rows) > max(3, part.shape[0] // 6)) + 1)
    middle = part.shape[0] / 2  # where the letters are: a line under them, or a neighbour's edge, is a run of its own
    run = min(runs, key=lambda run: max(run[0] - middle, middle - run[-1], 0))
    if run[-1] - run[0] < LEAST_HEIGHT * part.shape[0]:  # a line through the letters rather than letters
        return box
    low, high = first + int(run[0]) - 1, first + int(run[-1]) + 2
    return [[left, low], [right, low], [right, high], [left, high]]


def _barcodes(grey: Any, left: int = 0, top: int = 0) -> list[dict[str, Any]]:
    """Every code on a picture, or on a part of one that lies `left` and `top` in it."""
    codes = zxingcpp.read_barcodes(grey)
    height, width = grey.shape[:2]
    if len(codes) >= MOST_CODES and min(width, height) > 2 * TILE:  # there may be more: each half, and what they share
        half, room = (width // 2, width // 8) if width > height else (height // 2, height // 8)
        parts = [(0, half + room), (half - room, max(width, height))]
        found: dict[tuple[str, int, int], dict[str, Any]] = {}
        for first, last in parts:
            across = width > height
            part = grey[:, first:last] if across else grey[first:last]
            for each in _barcodes(numpy.ascontiguousarray(part), left + first * across, top + first * (not across)):
                x, y = each["box"][0]
                found.setdefault((each["text"], round(x / TILE), round(y / TILE)), each)
        return list(found.values())
    return [
        {
            "text": each.text,
            "kind": str(each.format),
            "box": [[float(point.x) + left, float(point.y) + top] for point in _corners(each.position)],
        }
        for each in codes
    ]


def _corners(place: Any) -> tuple[Any, ...]:
    return place.top_left, place.top_right, place.bottom_right, place.bottom_left
