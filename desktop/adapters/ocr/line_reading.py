"""Lines of text in their boxes: cut out, turned upright, recognised in batches, and read again where that is unsure.

Runs in the reader's child process only. Images are BGR, uint8 of shape (h, w, 3); boxes are in pixels of them.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any, NamedTuple

import cv2
import numpy

from desktop.adapters.ocr.effort.effort import Effort, not_reached
from desktop.adapters.ocr.faint_text import FAINT_STEP
from desktop.adapters.ocr.scripts.capitals import with_capitals
from desktop.adapters.ocr.scripts.latin_words import Reading
from desktop.adapters.ocr.scripts.line_scripts import LineScripts, as_reading
from desktop.adapters.ocr.scripts.script_finder import Trust, trust_in
from desktop.adapters.ocr.second_look import WIDE, agreed, is_doubtful
from desktop.adapters.ocr.text_boxes import Box, side, step, trimmed
from desktop.adapters.ocr.text_recognition import RecognitionNetwork, Recognized, batches, width_of
from desktop.core.ocr.ocr_result import UPRIGHT

LEAST_CONFIDENCE = 0.5  # a line below this is dropped
CONFIDENT = 0.9  # a line below this is tried upside down, too
MIRRORED_BELOW = 0.8  # a line below this is tried mirrored, too; chosen
SURE_BESIDE_MIRRORED = 0.97  # a line below this is tried mirrored, if others of its page are mirrored; chosen
NOTHING = Recognized("", (), (), -1.0, 0.0)  # what is read of a line for which no time is left
ON_ITS_SIDE = 1.5  # an image of a line so much higher than wide is turned for recognition


class _Piece(NamedTuple):
    """The image of one line, and the box of its letters from their top left."""

    image: Any
    box: Box
    place: Box


class _Orientation(NamedTuple):
    """Another way in which letters may stand: how an image is turned to read them, and which corners come first."""

    turned: Callable[[Any], Any]
    corners: tuple[int, int, int, int]


UPSIDE_DOWN = _Orientation(lambda image: numpy.rot90(image, 2), (2, 3, 0, 1))
MIRRORED = (
    _Orientation(lambda image: image[::-1], (0, 1, 2, 3)),
    _Orientation(lambda image: image[:, ::-1], (1, 0, 3, 2)),
)


class LineReader:
    """Reads lines on all threads of an executor; those in other scripts as `scripts` has them."""

    def __init__(self, recognizer: RecognitionNetwork, threads: Executor, scripts: LineScripts) -> None:
        self._recognizer = recognizer
        self._threads = threads
        self._scripts = scripts

    def read(
        self,
        image: Any,
        grey: Any,
        boxes: list[Box],
        effort: Effort,
        done: Callable[[float], None] = lambda _: None,
    ) -> list[dict[str, Any]]:
        """Returns the lines of the boxes in which anything is recognised with confidence, in the form of the reply.

        A line in a script that is not read here has its `script` and no `text`. Once the `effort` is spent no further
        line is read; those and the unsure ones, which nobody looked at again, are places that were not reached, too.
        `grey` is the image as uint8 of shape (h, w); `done` is called with progress, 0–1.
        """
        boxes, too_many = effort.take(boxes)
        pieces = [piece for box in boxes if (piece := _piece_or_none(image, grey, box)) is not None]
        upright = tuple(pieces)
        found = self._recognized([piece.image for piece in pieces], effort, done)
        self._try(pieces, found, UPSIDE_DOWN, CONFIDENT, lambda new, old: new > old, effort)
        taken = [
            self._try(pieces, found, orientation, MIRRORED_BELOW, lambda new, old: new >= CONFIDENT, effort)
            for orientation in MIRRORED
        ]
        if any(taken):  # so are the lines whose letters can be read turned, too: digits
            self._try_mirrored(upright, pieces, found, effort)
        self._look_wider(pieces, found, effort)
        found = [with_capitals(piece.image, reading) for piece, reading in zip(pieces, found, strict=True)]
        chosen = [
            piece if reading.score >= CONFIDENT else first
            for first, piece, reading in zip(upright, pieces, found, strict=True)
        ]  # letters of another script are no better known upside down
        others = self._threads.map(partial(self._other_reading, effort), chosen, found)
        lines = [
            line
            for piece, first, reading, other in zip(pieces, chosen, found, others, strict=True)
            if (line := _line(grey, piece, reading) if other is None else _other_line(grey, first, other))
        ]
        if effort.is_spent():
            too_many += [piece.place for piece, read in zip(pieces, found, strict=True) if _may_be_wrong(piece, read)]
        return lines + [not_reached(box) for box in too_many]

    def _look_wider(self, pieces: Sequence[_Piece], found: list[Recognized], effort: Effort) -> None:
        """Reads lines of numbers in which digits may be missing once more, drawn wider."""
        doubtful = [at for at, reading in enumerate(found) if is_doubtful(reading)]
        wide = self._recognized([pieces[at].image for at in doubtful], effort, stretch=WIDE)
        for at, reading in zip(doubtful, wide, strict=True):
            if reading is not NOTHING:
                found[at] = agreed(found[at], reading)

    def _other_reading(self, effort: Effort, piece: _Piece, reading: Recognized) -> Reading | None:
        return None if effort.is_spent() else self._scripts.other_reading(piece.image, as_reading(reading))

    def _try(
        self,
        pieces: list[_Piece],
        found: list[Recognized],
        orientation: _Orientation,
        below: float,
        is_better: Callable[[float, float], bool],
        effort: Effort,
    ) -> int:
        """Reads lines whose score is below a bound in another orientation, and takes over what is better.

        Returns how many.
        """
        taken = 0
        unsure = [at for at, reading in enumerate(found) if reading.score < below]
        images = [numpy.ascontiguousarray(orientation.turned(pieces[at].image)) for at in unsure]
        for at, image, reading in zip(unsure, images, self._recognized(images, effort), strict=True):
            if is_better(reading.score, found[at].score):
                place = [pieces[at].place[corner] for corner in orientation.corners]
                pieces[at] = pieces[at]._replace(image=image, place=place)
                found[at] = reading
                taken += 1
        return taken

    def _try_mirrored(
        self, upright: Sequence[_Piece], pieces: list[_Piece], found: list[Recognized], effort: Effort
    ) -> None:
        """Reads the less sure lines of a mirrored page mirrored, as they came, and takes over what is fairly sure."""
        unsure = [at for at, reading in enumerate(found) if reading.score < SURE_BESIDE_MIRRORED]
        as_they_came, readings = [upright[at] for at in unsure], [found[at] for at in unsure]
        for orientation in MIRRORED:
            new = list(as_they_came)
            old = list(readings)
            self._try(new, old, orientation, SURE_BESIDE_MIRRORED, lambda new, old: new >= MIRRORED_BELOW, effort)
            for at, piece, reading in zip(unsure, new, old, strict=True):
                if reading is not found[at] and piece is not upright[at] and reading.score >= MIRRORED_BELOW:
                    pieces[at], found[at] = piece, reading

    def _recognized(
        self,
        images: Sequence[Any],
        effort: Effort,
        done: Callable[[float], None] = lambda _: None,
        stretch: float = 1.0,
    ) -> list[Recognized]:
        """Returns what is read on images of lines; NOTHING of those for which no time is left."""
        parts = batches([width_of(image, stretch) for image in images])
        readings: dict[int, Recognized] = {}

        def read(part: list[int]) -> list[Recognized]:
            if effort.is_spent():
                return [NOTHING] * len(part)
            return self._recognizer.read([images[at] for at in part], stretch)

        for part, batch in zip(parts, self._threads.map(read, parts), strict=True):
            readings |= zip(part, batch, strict=True)
            done(len(readings) / len(images))
        return [readings[at] for at in range(len(images))]


def _may_be_wrong(piece: _Piece, reading: Recognized) -> bool:
    """Returns True for a reading that is looked at a second time, if there is time."""
    height, width = piece.image.shape[:2]
    is_unsure = reading.score < CONFIDENT or is_doubtful(reading)
    return is_unsure or trust_in(reading.text, reading.sure, width, height) is not Trust.PLAIN


def _is_sure(reading: Recognized) -> bool:
    return bool(reading.text.strip()) and reading.score >= LEAST_CONFIDENCE


def piece_in(image: Any, grey: Any, box: Box) -> Any:
    """Returns the image of the line in a box; None if there is none."""
    piece = _piece_or_none(image, grey, box)
    return None if piece is None else piece.image


def _piece_or_none(image: Any, grey: Any, box: Box) -> _Piece | None:
    try:
        return _piece(image, grey, box)
    except (cv2.error, ValueError, IndexError, ZeroDivisionError):
        return None  # a box of an odd shape must not cost all the others


def _piece(image: Any, grey: Any, box: Box) -> _Piece | None:
    across, down = side(box, 0, 1), side(box, 0, 3)
    width, height = int(max(across, side(box, 2, 3))), int(max(down, side(box, 1, 2)))
    if not width or not height:
        return None
    corners = numpy.array([[0, 0], [width, 0], [width, height], [0, height]], numpy.float32)
    to = cv2.getPerspectiveTransform(numpy.array(box, numpy.float32), corners)
    piece = cv2.warpPerspective(image, to, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    if down >= UPRIGHT * across:  # two or three letters that stand upright are hardly higher than wide
        if height >= ON_ITS_SIDE * width:
            piece = numpy.ascontiguousarray(numpy.rot90(piece))
        box = [box[1], box[2], box[3], box[0]]  # turned by a quarter for recognition, it begins at the top right
    return _Piece(piece, box, trimmed(grey, box))


def _line(grey: Any, piece: _Piece, reading: Recognized) -> dict[str, Any]:
    """Returns a line as the first engine has read it; empty if it is too uncertain."""
    return _other_line(grey, piece, as_reading(reading)) if _is_sure(reading) else {}


def _other_line(grey: Any, piece: _Piece, reading: Reading) -> dict[str, Any]:
    return {**reading, "box": piece.place, "faint": step(grey, piece.box) < FAINT_STEP}
