"""Capitals that differ from their small letters in height alone: a C, O, S or Z that begins a word.

The network looks at a line alone and guesses; the line's own digits and tall letters tell the height of a capital.
"""

import re
from collections.abc import Iterable
from typing import Any

import cv2
import numpy

from desktop.adapters.ocr.text_recognition import Recognized

_FIRST = re.compile(r"(?<![^\W_])[cosz](?=[a-z]{2})")
_SMALL, _TALL = frozenset("acemnorsuvwxz"), frozenset("0123456789bdfhklABDEFGHIKLMNPRTU")
HALF = 0.25  # of the distance to the next letter: where a letter is measured, on both sides of its middle
INK = 0.5  # of the strongest ink: what is fainter belongs to the edge of a letter
AS_TALL = 0.35  # of the difference between small and tall letters, within which a letter is tall; chosen
LEAST_DIFFERENCE = 0.8  # pixels


def with_capitals(image: Any, reading: Recognized) -> Recognized:
    """Returns a reading with capitals where the letter in the line's image (BGR, uint8) is as tall as one."""
    places = [match.start() for match in _FIRST.finditer(reading.text)]
    if not places:
        return reading
    letters = "".join(reading.text.split())
    at_letter = [len("".join(reading.text[:place].split())) for place in places]
    tops = _tops(image, reading.middles)
    small = _middle(
        min(halves)
        for at, (letter, halves) in enumerate(zip(letters, tops, strict=True))
        if letter in _SMALL and at not in at_letter
    )
    tall = _middle(min(halves) for letter, halves in zip(letters, tops, strict=True) if letter in _TALL)
    if small is None or tall is None or small - tall < LEAST_DIFFERENCE:
        return reading
    text = reading.text
    for place, at in zip(places, at_letter, strict=True):  # a neighbour's stem reaches into one half at most
        if max(tops[at]) - tall < AS_TALL * (small - tall):
            text = text[:place] + text[place].upper() + text[place + 1 :]
    return reading._replace(text=text)


def _tops(image: Any, middles: tuple[float, ...]) -> list[tuple[float, float]]:
    """Returns the upper edges of both halves of each letter, in pixels from the top of the line, to parts of one."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(numpy.float32)
    ink = numpy.abs(grey - numpy.median(grey))
    width = ink.shape[1]
    places = numpy.array(middles) * width
    gaps = numpy.diff(places, prepend=places[0] - width, append=places[-1] + width)
    half = numpy.maximum(0.5, HALF * numpy.minimum(gaps[:-1], gaps[1:]))
    return [
        (_top(ink, max(0.0, at - room), at), _top(ink, at, at + room)) for at, room in zip(places, half, strict=True)
    ]


def _top(ink: Any, left: float, right: float) -> float:
    """Returns where the ink between two columns begins; between two rows by how strong the first one is."""
    first_column = min(int(left), ink.shape[1] - 1)  # a letter's middle may lie on the right edge
    rows = ink[:, first_column : int(right) + 1].max(axis=1)
    least = INK * rows.max()
    first = int(numpy.argmax(rows >= least))
    before = rows[first - 1] if first else 0.0
    return first + 1 - float((rows[first] - least) / max(1.0, rows[first] - before)) if first else 0.0


def _middle(values: Iterable[float]) -> float | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None
