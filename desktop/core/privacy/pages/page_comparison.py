"""The own text of a page compared with what is read on its picture: a font may call a glyph by another letter's name.

So a text that people see as another one is told. Nothing is compared where nothing could be read.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, bounding_rect
from desktop.core.privacy.findings import LONGEST_QUOTE, Finding, FindingKind

DIFFERING_TEXT = "text unlike the picture"
"""The name of the finding. Users read it."""
ALIKE, ALIKE_WORD = 0.5, 0.25  # least share of equal letters of a line and of a word; chosen: readers misread some
FEWEST, FEWEST_IN_WORD = 6, 5  # letters that are compared
LONGEST, MOST_LINES = 200, 1500  # letters of a line and lines of a page that are compared
BAND = 16  # pixels of height


def differing_text(own: OcrResult, seen: OcrResult) -> tuple[Finding, ...]:
    """Returns one finding for all lines of a page's own text that its picture shows otherwise, or none.

    Both are in the same pixels.
    """
    words = _by_band(word for line in seen.lines for word in line.words)
    unread = [place.rect for place in seen.unread]
    lines = [line for line in own.lines[:MOST_LINES] if _differs(line, words, unread)]
    if not lines:
        return ()
    text = " ".join(line.text for line in lines)[:LONGEST_QUOTE]
    return (Finding(FindingKind.FAINT, DIFFERING_TEXT, tuple(line.rect for line in lines), text),)


def _by_band(words: Iterable[OcrWord]) -> dict[int, list[OcrWord]]:
    bands = defaultdict[int, list[OcrWord]](list)
    for word in words:
        bands[int(word.rect.center[1]) // BAND].append(word)
    return bands


def _differs(line: OcrLine, words: dict[int, list[OcrWord]], unread: Sequence[Rect]) -> bool:
    rect = line.rect
    if any(not place.intersection(rect).is_empty for place in unread):
        return False
    bands = range(rect.top // BAND, rect.bottom // BAND + 1)
    there = [word for band in bands for word in words.get(band, ()) if rect.contains(word.rect.center)]
    if not there:
        return False
    if _share(line.text, there, FEWEST) < ALIKE:
        return True
    return any(
        _share(word.text, [other for other in there if _is_over(word.rect, other.rect)], FEWEST_IN_WORD) < ALIKE_WORD
        for word in line.words
    )


def _share(text: str, seen: Sequence[OcrWord], fewest: int) -> float:
    """Returns the share of letters that are equal and in the same order; 1 if there are too few of either."""
    own, forwards = _letters(text), sorted(seen, key=_along(seen))
    both = [_letters("".join(word.text for word in order)) for order in (forwards, forwards[::-1])]
    if min(len(own), len(both[0])) < fewest:
        return 1.0
    return max(SequenceMatcher(None, own, other, autojunk=False).ratio() for other in both)


def _along(words: Sequence[OcrWord]) -> Callable[[OcrWord], int]:
    """Returns the key by which words are sorted along their line, which may run down the picture."""
    whole = bounding_rect(word.rect for word in words)
    if whole.height > whole.width:
        return lambda word: word.rect.top
    return lambda word: word.rect.left


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())[:LONGEST]


def _is_over(first: Rect, second: Rect) -> bool:
    return first.contains(second.center) or second.contains(first.center)
