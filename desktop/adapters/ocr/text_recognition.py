"""The recognition network: images of single lines → their letters. Runs in the reader's child process only.

The network looks at a line in steps of eight pixels of its height of 48 and names a letter, or none, for each ("CTC").
Equal neighbours are one letter unless a step without a letter is between them.
"""

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy

HEIGHT, STEP = 48, 8  # pixels: the height of the network's input, and the width of one of its steps
LEAST_WIDTH = 40  # pixels of the input; a narrower one is padded, so that there is room beside its letters
MOST_WIDTH = 6400  # longer lines are squeezed; chosen
BATCH_WIDTH, SPREAD = 640, 1.25  # pixels of input run at once; how much wider than the least one in a batch may be
LOOK_ALIKE = {"0": "oO", "1": "lI"}  # the small and the capital letter that a digit is taken for
CERTAIN = 0.8  # confidence of a digit that stays one among letters; chosen on Liberation Mono and DejaVu Sans Mono
_LONE_DIGIT = re.compile(r"(?<![^\W_])(?:[A-Za-z]{3,}[01][A-Za-z]*|[A-Za-z]*[01][A-Za-z]{3,})(?![^\W_])")


class Recognized(NamedTuple):
    """The text of a line, and for each letter that is no space its middle along the line and its confidence, 0–1.

    `steps` is the number of steps that the network took along the line.
    """

    text: str
    middles: tuple[float, ...]
    sure: tuple[float, ...]
    score: float
    steps: float


class RecognitionNetwork:
    """Owns the session of the network. Its methods may be called from several threads at once."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        self._letters = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]

    def read(self, pieces: Sequence[Any], stretch: float = 1.0) -> list[Recognized]:
        """Returns the texts of images of one line each (BGR, uint8), drawn `stretch` times as wide."""
        widths = [width_of(piece, stretch) for piece in pieces]
        widest = max(LEAST_WIDTH, *widths)
        widest += -widest % STEP
        batch = numpy.zeros((len(pieces), 3, HEIGHT, widest), numpy.float32)
        for at, (piece, width) in enumerate(zip(pieces, widths, strict=True)):
            batch[at, :, :, :width] = cv2.resize(piece, (width, HEIGHT)).transpose(2, 0, 1)
            batch[at, :, :, :width] *= 2 / 255
            batch[at, :, :, :width] -= 1
        shares = self._session.run(None, {self._input: batch})[0]
        best = shares.argmax(axis=2)
        sure = numpy.take_along_axis(shares, best[:, :, None], axis=2)[:, :, 0]
        return [self._decoded(best[at], sure[at], width / STEP) for at, width in enumerate(widths)]

    def _decoded(self, best: Any, sure: Any, steps: float) -> Recognized:
        begins = best != 0
        begins[1:] &= best[1:] != best[:-1]
        places = numpy.flatnonzero(begins)
        letters = [(self._letters[best[place]], place, float(sure[place])) for place in places]
        text = "".join(letter for letter, _, _ in letters)
        for at in _lone_digits(text):
            letter, place, share = letters[at]
            if share < CERTAIN:
                # what was taken for a digit is as tall as one: a capital, where one may stand
                letter = LOOK_ALIKE[letter][not text[:at][-1:].isalpha() or text[at - 1].isupper()]
                letters[at] = (letter, place, share)
                text = text[:at] + letter + text[at + 1 :]
        inked = [(min(1.0, (place + 0.5) / steps), share) for letter, place, share in letters if not letter.isspace()]
        score = float(sure[places].mean()) if len(places) else 0.0
        return Recognized(text, tuple(at for at, _ in inked), tuple(share for _, share in inked), score, steps)


def width_of(piece: Any, stretch: float = 1.0) -> int:
    """Returns the width of a line's image at the network's height."""
    height, width = map(int, piece.shape[:2])
    return max(1, min(MOST_WIDTH, math.ceil(HEIGHT * width * stretch / height)))


def batches(widths: Sequence[int]) -> list[list[int]]:
    """Returns the positions of lines that are recognized at once: of like widths, so that little is padded."""
    parts: list[list[int]] = []
    for at in sorted(range(len(widths)), key=lambda at: widths[at]):
        last = parts[-1] if parts else []
        fits = last and widths[at] <= SPREAD * max(LEAST_WIDTH, widths[last[0]])
        if fits and widths[at] * (len(last) + 1) <= BATCH_WIDTH:
            last.append(at)
        else:
            parts.append([at])
    return parts


def _lone_digits(text: str) -> list[int]:
    """Returns the positions of the single 0 or 1 in words that have letters otherwise."""
    return [
        at for word in _LONE_DIGIT.finditer(text) for at in range(word.start(), word.end()) if text[at] in LOOK_ALIKE
    ]
