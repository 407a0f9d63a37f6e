"""The own text of a page compared with what is read on its picture: a font may call a glyph by another letter's name.

So a text that people see as another one is told, and one of which hardly a letter is seen. What a reader misreads is
not: nothing is compared in unread places, in tiny and letterspaced lines, and where it took words for another script.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, bounding_rect
from desktop.core.privacy.findings import LONGEST_QUOTE, Finding, FindingKind
from desktop.core.privacy.labels.folding import fold

DIFFERING_TEXT = "text unlike the picture"
"""The name of the finding. Users read it."""
ALIKE, ALIKE_WORD = 0.5, 0.25  # least share of equal letters of a line and of a word; chosen: readers misread some
FEWEST, FEWEST_IN_WORD = 6, 5  # letters that are compared
LONGEST, MOST_LINES = 200, 1500  # letters of a line and lines of a page that are compared
MOST_WORK, WORK_PER_WORD = 3_000_000, 20  # pairs of equal letters; a second has two million; lines beyond are told
LEAST_HEIGHT = 10  # pixels of a line
LEAST_SURE = 0.6  # confidence of a word
SPREAD = 2.0  # letters a word, of a line
FEWEST_SHOWN, SHOWN = 12, 0.25  # letters of a line of which a share must be seen; all of these are chosen
BAND = 16  # pixels of height


def differing_text(own: OcrResult, seen: OcrResult) -> tuple[Finding, ...]:
    """Returns one finding for all lines of a page's own text that its picture shows otherwise, or none.

    Both are in the same pixels.
    """
    comparison = _Comparison(own, seen)
    lines = [line for line in own.lines[:MOST_LINES] if comparison.differs(line)]
    if not lines:
        return ()
    text = " ".join(line.text for line in lines)[:LONGEST_QUOTE]
    return (Finding(FindingKind.FAINT, DIFFERING_TEXT, tuple(line.rect for line in lines), text),)


def _by_band(words: Iterable[OcrWord]) -> dict[int, list[OcrWord]]:
    bands = defaultdict[int, list[OcrWord]](list)
    for word in words:
        bands[int(word.rect.center[1]) // BAND].append(word)
    return bands


class _Comparison:
    """The words that are seen on a page, and the work that is left for comparing its own text with them."""

    def __init__(self, own: OcrResult, seen: OcrResult) -> None:
        self._words = _by_band(word for line in seen.lines for word in line.words)
        self._unread = [place.rect for place in seen.unread]
        self._is_mixed = len(_scripts(own.text)) > 1
        self._work_left = MOST_WORK

    def differs(self, line: OcrLine) -> bool:
        """Returns True if people see another text in the place of a line, or hardly any."""
        rect = line.rect
        if self._work_left < 0:
            return True
        if min(rect.size) < LEAST_HEIGHT or any(not place.intersection(rect).is_empty for place in self._unread):
            return False
        own = _letters(line.text)
        if len(own) < SPREAD * len(line.words):
            return False
        bands = range(rect.top // BAND, rect.bottom // BAND + 1)
        there = [word for band in bands for word in self._words.get(band, ()) if rect.contains(word.rect.center)]
        self._work_left -= WORK_PER_WORD * len(there)
        count = sum(len(_letters(word.text)) for word in there)
        if len(own) >= FEWEST_SHOWN and count < SHOWN * len(own) and len(_scripts(line.text)) <= 1:
            return True
        there = [word for word in there if word.confidence >= LEAST_SURE]
        over = [(word, [other for other in there if _is_over(word.rect, other.rect)]) for word in line.words]
        compared = [(word, others) for word, others in over if not self._is_mixed or _same_script(word, others)]
        kept = {id(word) for word, _ in compared}
        left_out = {id(other) for word, others in over if id(word) not in kept for other in others}
        left = [word for word in there if id(word) not in left_out]
        if self._is_unlike(" ".join(word.text for word, _ in compared), left, FEWEST, ALIKE):
            return True
        return any(self._is_unlike(word.text, others, FEWEST_IN_WORD, ALIKE_WORD) for word, others in compared)

    def _is_unlike(self, text: str, seen: Sequence[OcrWord], fewest: int, least: float) -> bool:
        """Returns True if too few letters of the shorter text are in the other one, in the same order; False if there
        are too few of either.
        """
        own, forwards = _letters(text), sorted(seen, key=_along(seen))
        both = [_letters("".join(word.text for word in order)) for order in (forwards, forwards[::-1])]
        shorter = min(len(own), len(both[0]))
        return shorter >= fewest and not any(self._share(own, other) >= least for other in both)

    def _share(self, own: str, other: str) -> float:
        """Returns the share of the shorter text's letters that are in the other one; 0 if no work is left."""
        matcher = SequenceMatcher(None, own, other, autojunk=False)
        scale = (len(own) + len(other)) / (2 * min(len(own), len(other)))
        if matcher.quick_ratio() * scale < ALIKE_WORD:
            return 0.0
        counts = Counter(other)
        self._work_left -= sum(counts[letter] for letter in own)
        return matcher.ratio() * scale if self._work_left >= 0 else 0.0


def _same_script(word: OcrWord, others: Sequence[OcrWord]) -> bool:
    own, seen = _scripts(word.text), {script for other in others for script in _scripts(other.text)}
    return not own or not seen or bool(own & seen)


def _scripts(text: str) -> set[str]:
    """Returns the scripts of the letters of a text, by the first word of their names in Unicode."""
    return {unicodedata.name(letter, "?").split()[0] for letter in set(text) if letter.isalpha()}


def _along(words: Sequence[OcrWord]) -> Callable[[OcrWord], int]:
    """Returns the key by which words are sorted along their line, which may run down the picture."""
    whole = bounding_rect(word.rect for word in words)
    if whole.height > whole.width:
        return lambda word: word.rect.top
    return lambda word: word.rect.left


def _letters(text: str) -> str:
    """Returns the letters and digits of a text, with those alike that look alike in any of the scripts."""
    plain = fold(unicodedata.normalize("NFKD", text.casefold()))
    return "".join(letter for letter in plain if letter.isalnum())[:LONGEST]


def _is_over(first: Rect, second: Rect) -> bool:
    if first.right <= second.left or second.right <= first.left:
        return False
    return first.contains(second.center) or second.contains(first.center)
