"""The script of a line of text, found by a small network. Imported by the reader's child process only.

docs/decisions/0037 says how the network was made and what it costs.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Any

import cv2
import numpy

from desktop.core.ocr.ocr_result import median

HEIGHT, COLUMN = 32, 4  # rows of its input; columns of its input for each column of its output
NARROWEST, WIDEST = 24, 1024  # columns of its input
FLATTEST = 4.0  # least difference from the background, of 255
SURE = 0.7  # least probability of a script in a column that counts
LEAST_RUN = 1.6  # line heights of text in a script that is not read here
ONE_SCRIPT = 0.6  # least share of one script in it: an icon looks like several
LEAST_SHARE, LARGE_SHARE = 0.25, 0.6  # of all text in a line; where the first engine was certain
SCRIPTS = (
    *("latin", "vietnamese", "cjk", "hangul", "cyrillic", "greek", "arabic", "hebrew", "devanagari", "bengali"),
    *("gurmukhi", "gujarati", "odia", "tamil", "telugu", "kannada", "malayalam", "sinhala", "thai", "lao", "burmese"),
    *("khmer", "georgian", "armenian", "ethiopic", "none"),
)
"""In the order of the network's output; "none" is a drawing."""
READ_BY_FIRST_ENGINE = ("latin", "vietnamese", "cjk", "none")  # its letters of Vietnamese tell that better
_FOREIGN = [at for at, name in enumerate(SCRIPTS) if name not in READ_BY_FIRST_ENGINE]
LOOK_LATIN = ("cyrillic", "greek")  # the first engine may be certain of their letters
SHORT_RUN, REST_SHARE = 0.9, 0.3  # the same two for what the first engine has not read with certainty in a line
LIKELY_MEAN, MEAN_SURE, LEAST_SURE = 0.9, 0.97, 0.6  # confidence of a likely line; of one that need not be looked at
LIKELY_DIGITS, DIGIT_SHARE = 0.8, 0.4  # the same for a line with so many digits, which no other script is taken for
DENSE = 0.5  # least widths of letters in it, as a share of its width
WIDE_STEP = 1.9  # usual widths of a letter between two letters of a word, if one between them was lost
_OWN_SIGNS = frozenset("ABCEHKMOPTXYaceopxyu3")  # Latin letters that others have as well
_VIETNAMESE = re.compile(r"[ơưƠƯ]|[đĐ].*[àãâăêôõÀÃÂĂÊÔÕ]|[àãâăêôõÀÃÂĂÊÔÕ].*[đĐ]")  # others have none, or one of them


class ScriptFinder:
    """Owns the session of the network. Its methods may be called from several threads."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def other_script(self, piece: Any, least_share: float = LEAST_SHARE) -> str:
        """Returns the script of an image of one line (BGR, uint8 of shape (h, w, 3)).

        Empty for lines that the first engine reads, and for drawings. `least_share` of its text is in that script.
        """
        columns = self._columns(piece)
        if columns is None:
            return ""
        kinds, certain = columns.argmax(axis=0), columns.max(axis=0) >= SURE
        counts = numpy.bincount(kinds[certain], minlength=len(SCRIPTS))
        best = max(_FOREIGN, key=lambda at: int(counts[at]))
        text = counts.sum() - counts[SCRIPTS.index("none")]
        run = counts[_FOREIGN].sum()
        is_one = counts[best] >= ONE_SCRIPT * run
        is_foreign = is_one and run * COLUMN >= LEAST_RUN * HEIGHT and run >= least_share * max(1, text)
        return SCRIPTS[best] if is_foreign else ""

    def script_of_rest(self, piece: Any, read: Sequence[tuple[float, float]], least_share: float = REST_SHARE) -> str:
        """Returns the script of what stands in a line outside of the places `read`, which are 0–1 along it.

        Empty where nothing or a drawing is there, or text that the first engine reads: a label in another script may
        stand before a Latin value.
        """
        columns = self._columns(piece)
        if columns is None:
            return ""
        counted = columns.max(axis=0) >= SURE
        for start, end in read:
            counted[max(0, int(start * len(counted))) : round(end * len(counted)) + 1] = False
        counts = numpy.bincount(columns.argmax(axis=0)[counted], minlength=len(SCRIPTS))
        best = max(_FOREIGN, key=lambda at: int(counts[at]))
        text = counts.sum() - counts[SCRIPTS.index("none")]
        is_one = counts[best] >= ONE_SCRIPT * counts[_FOREIGN].sum()
        is_long = counts[best] * COLUMN >= SHORT_RUN * HEIGHT
        return SCRIPTS[best] if is_one and is_long and counts[best] >= least_share * max(1, text) else ""

    def latin_columns(self, piece: Any) -> list[bool]:
        """Returns for each column of an image of one line whether there are Latin letters, from the left edge on."""
        columns = self._columns(piece)
        return [] if columns is None else [int(kind) == 0 for kind in columns.argmax(axis=0)]

    def _columns(self, piece: Any) -> Any:
        """Returns the probability of each script (shape (scripts, columns)) along a line; None if it is of one grey."""
        prepared = prepared_line(piece)
        if prepared is None:
            return None
        logits = self._session.run(None, {"line": prepared[None, None]})[0][0]
        shifted = numpy.exp(logits - logits.max(axis=0))
        return shifted / shifted.sum(axis=0)


def prepared_line(piece: Any) -> Any:
    """Returns a line as the network takes it: float32 of shape (HEIGHT, w), 0 for the background, 1 for its letters.

    None if it is of one grey.
    """
    grey = cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    wide = min(WIDEST, max(8, round(width * HEIGHT / height)))
    how = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    line: Any = cv2.resize(grey, (wide, HEIGHT), interpolation=how).astype(numpy.float32)
    away = numpy.abs(line - numpy.median(line))
    top = float(numpy.percentile(away, 99.5))
    if top < FLATTEST:
        return None
    away = numpy.minimum(1.0, away / top).astype(numpy.float32)
    return numpy.pad(away, ((0, 0), (0, max(0, NARROWEST - wide)))) if wide < NARROWEST else away


class Trust(Enum):
    """Degrees of trust in a reading of the first engine."""

    PLAIN = auto()  # certain in each letter
    LIKELY = auto()
    NONE = auto()


def trust_in(text: str, sure: Sequence[float], width: float, height: float) -> Trust:
    """Returns the trust in a reading of a line of this size, in pixels; `sure` are the confidences of its letters.

    Text of other scripts comes out as spaces and a few signs, or as Latin letters that look alike.
    """
    letters = [letter for letter in text if not letter.isspace()]
    ems = sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in letters)
    mean = sum(sure) / len(letters) if letters else 0.0
    likely = LIKELY_DIGITS if sum(map(str.isdigit, letters)) >= DIGIT_SHARE * len(letters) else LIKELY_MEAN
    has_gaps = text != " ".join(text.split())  # spaces in the place of letters
    if looks_alike(text) or has_gaps or mean < likely or ems < DENSE * width / max(1.0, height):
        return Trust.NONE
    return Trust.PLAIN if mean >= MEAN_SURE and min(sure) >= LEAST_SURE else Trust.LIKELY


def looks_alike(text: str) -> bool:
    """Returns True if all letters of a text are such as other scripts have as well."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(letter in _OWN_SIGNS for letter in letters)


def seems_vietnamese(text: str) -> bool:
    """Returns True if a reading has letters that only Vietnamese has. The first engine leaves most of them out."""
    return bool(_VIETNAMESE.search(text))


def has_lost_letters(text: str, middles: Sequence[float]) -> bool:
    """Returns True if a line of a Vietnamese page has marks on its letters, or room for letters between them."""
    if not text.isascii():
        return True
    steps, at = list[float](), 0
    for word in text.split():
        steps += [after - before for before, after in pairwise(middles[at : at + len(word)])]
        at += len(word)
    return bool(steps) and max(steps) > WIDE_STEP * median(steps)
