"""Lines that are read a second time, drawn wider: equal digits in small text run into one, for want of steps.

The network needs a step without a letter between two equal ones. Small and narrow digits leave it less than two steps
each; half as wide again there is room. Spaces, however, are lost in what is drawn wider, so the first reading keeps its
own. Chosen on rows of numbers in eight fonts of 9 to 15 pixels.
"""

import re
from difflib import SequenceMatcher
from itertools import pairwise

from desktop.adapters.ocr.text_recognition import Recognized
from desktop.core.ocr.ocr_result import median

WIDE = 1.5
FEWEST_DIGITS = 3  # in a row, for a line to be a line of numbers
CROWDED, PAIRS_CROWDED = 2.9, 2.3  # steps for each letter; with fewer, runs of equal digits and pairs of them suffer
UNSURE = 0.9  # least confidence of a digit that is not looked at again
IRREGULAR = 1.6  # distance of neighbouring digits, in usual distances: one between them is missing
_NUMBER = re.compile(r"\d(?:[ .,:/-]?\d){2,}")
_RUN = re.compile(r"(\d)(?:[ .,:/-]?\1){2}")
_PAIR = re.compile(r"(\d)\1")


def is_doubtful(reading: Recognized) -> bool:
    """Returns True if digits of a line may be missing or wrong."""
    numbers = list(_NUMBER.finditer(reading.text))
    if not numbers:
        return False
    room = reading.steps / len(reading.text)
    for pattern, least in ((_RUN, CROWDED), (_PAIR, PAIRS_CROWDED)):
        if room < least and any(pattern.search(number.group()) for number in numbers):
            return True
    at = [len("".join(reading.text[:place].split())) for place in range(len(reading.text) + 1)]
    return any(
        min(reading.sure[at[number.start()] : at[number.end()]]) < UNSURE
        or _has_gap(reading.middles[at[number.start()] : at[number.end()]])
        for number in numbers
        if " " not in number.group()
    )


def _has_gap(middles: tuple[float, ...]) -> bool:
    steps = [after - before for before, after in pairwise(middles)]
    return bool(steps) and max(steps) > IRREGULAR * median(steps)


def agreed(first: Recognized, wide: Recognized) -> Recognized:
    """Returns the first reading with the digits that only the wider one has, where they stand between the same letters.

    A digit for another one is taken from the reading that is surer of it.
    """
    old, new = ("".join(reading.text.split()) for reading in (first, wide))
    if old == new:
        return first
    spaces = _spaces_after(first.text)
    text, middles, sure = list[str](), list[float](), list[float]()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        digits = (new[c:d] or "0").isdigit() and (old[a:b] or "0").isdigit()
        surer = sum(wide.sure[c:d]) * max(1, b - a) > sum(first.sure[a:b]) * max(1, d - c)
        takes_wide = digits and kind != "equal" and (d - c > b - a or (d - c == b - a and surer))
        if not takes_wide:
            text += [letter + " " * (at in spaces) for at, letter in enumerate(old[a:b], a)]
            middles += first.middles[a:b]
            sure += first.sure[a:b]
            continue
        text += list(new[c:d])
        if b > a and b - 1 in spaces:
            text[-1] += " "
        elif b == a and text and a - 1 in spaces and old[a - 1 : a] == new[c]:  # the last of a run, before its space
            text[-1 - (d - c)] = text[-1 - (d - c)].rstrip()
            text[-1] += " "
        middles += wide.middles[c:d]
        sure += wide.sure[c:d]
    score = sum(sure) / len(sure)
    return Recognized("".join(text).strip(), tuple(sorted(middles)), tuple(sure), score, first.steps)


def _spaces_after(text: str) -> set[int]:
    """Returns the positions of letters, counted without spaces, that a space follows."""
    parts, at = set[int](), -1
    for letter in text:
        if letter.isspace():
            parts.add(at)
        else:
            at += 1
    return parts
