"""What an answer quotes, looked for in what was read on the pictures: where it stands, or that it was not found there.

Looked at are words in quotation marks, code inside a line, and numbers of some length. Letters that a reader takes for
one another (0 and O, 1 and l) are the same here, and so are spaces, dashes and quotation marks of every kind.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, bounding_rect

SHORTEST, LONGEST = 3, 300
MUCH_TEXT = 40  # words; on pictures with fewer nothing is called missing by itself
MOST_CANDIDATES = 400
_QUOTED = re.compile(r"[“„«»\"]([^“”„«»\"\n]{2,300})[”“»«\"]|‘([^‘’\n]{3,300})’")
_NUMBER = re.compile(r"(?<![\w.,/-])[$€£¥]?\d[\d.,:/%-]*\d%?(?![\w/-])")
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "ı": "1", "s": "5", "b": "8", "z": "2"})
_CODE = re.compile(r"`{1,3}([^`\n]{2,300})`{1,3}")


@dataclass(frozen=True, slots=True)
class QuoteMatches:
    """The quoted things of one answer: those that stand in its pictures, and those that were not found there."""

    found: frozenset[str] = frozenset()
    not_found: frozenset[str] = frozenset()


NO_QUOTE_MATCHES = QuoteMatches()


def quoted_spans(text: str, quote_matches: QuoteMatches) -> Iterator[tuple[int, int, bool]]:
    """Where in a text something quoted stands that is known of: start, end, and whether it was found."""
    if quote_matches == NO_QUOTE_MATCHES:
        return
    end = 0
    for start, last, words in _quoted(text):
        if start >= end and (words in quote_matches.found or words in quote_matches.not_found):
            yield start, last, words in quote_matches.found
            end = last


def _quoted(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _QUOTED.finditer(text):
        group = 1 if match.group(1) is not None else 2
        found.append((*match.span(group), match.group(group)))
    taken = [(start, end) for start, end, _ in found]
    for match in _NUMBER.finditer(text):
        if _tells(match.group()) and not any(start <= match.start() < end for start, end in taken):
            found.append((*match.span(), match.group()))
    return sorted(found)


def _tells(number: str) -> bool:
    """Whether a number is more than a count: of three digits, or with a part behind a point."""
    digits = sum(letter.isdigit() for letter in number)
    return digits >= 3 or (digits >= 2 and not number.isdigit())


def match_quotes(answer: str, places: "QuoteIndex", tell_missing: bool) -> QuoteMatches:
    """What of an answer's quotes stands in the pictures. What is only code is never missing: it may be a command."""
    if places.of_nothing:
        return NO_QUOTE_MATCHES
    standing, missing = set[str](), set[str]()
    for words in _candidates(answer):
        (standing if places.find(words) is not None else missing).add(words)
    code = {match.group(1) for match in _CODE.finditer(answer)}
    absent = (
        frozenset(words for words in missing - code if len(_plain(words)) >= SHORTEST) if tell_missing else frozenset()
    )
    return QuoteMatches(frozenset(standing), absent)


def first_match(answer: str, places: "QuoteIndex") -> "QuoteMatch | None":
    """Where the first thing that an answer quotes stands."""
    return next((found for words in _candidates(answer) if (found := places.find(words)) is not None), None)


def _candidates(answer: str) -> list[str]:
    prose = re.sub(r"```.*?(?:```|\Z)", " ", answer, flags=re.DOTALL)
    found = [match.group(1).strip() for match in _CODE.finditer(prose)]
    found += [words for line in _CODE.sub(" ", prose).split("\n") for _, _, words in _quoted(line.replace("**", ""))]
    return list(dict.fromkeys(found))[:MOST_CANDIDATES]


def has_enough_text(ocr_results: Iterable[OcrResult]) -> bool:
    """Whether there is so much text that what is missing from it means something."""
    return sum(ocr_result.word_count for ocr_result in ocr_results) >= MUCH_TEXT


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The letters and digits alone, in a form in which a reader's slips make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum()).translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where something stands: in which of the readings, and where there."""

    reading: int
    rect: Rect


class QuoteIndex:
    """The rows of several readings, to be searched."""

    def __init__(self, ocr_results: Sequence[OcrResult]) -> None:
        self.of_nothing = not ocr_results
        self._rows = [
            (number, row, "".join(_plain(letter) for line in row for letter in line.text))
            for number, ocr_result in enumerate(ocr_results)
            for block in ocr_result.blocks
            for row in block.rows
        ]
        self._barcodes = [
            (number, each.rect, _plain(each.text))
            for number, reading in enumerate(ocr_results)
            for each in reading.barcodes
        ]

    def find(self, words: str) -> QuoteMatch | None:
        """The first place where these words stand, across the end of a row if need be."""
        sought = _plain(words)
        if not 2 <= len(sought) <= LONGEST:
            return None
        number = words.strip("$€£¥%").replace(",", "").replace(".", "").isdigit()
        for at, (reading, row, plain) in enumerate(self._rows):
            start = plain.find(sought)
            while start >= 0:
                rect = _rect(row, start, start + len(sought))
                if not number or _whole_number(row, start, len(sought)):
                    return QuoteMatch(reading, rect)
                start = plain.find(sought, start + 1)
            if at + 1 < len(self._rows) and len(sought) > 12 and self._rows[at + 1][0] == reading:
                start = (plain + self._rows[at + 1][2]).find(sought)
                if 0 <= start < len(plain):
                    below = _rect(self._rows[at + 1][1], 0, start + len(sought) - len(plain))
                    return QuoteMatch(reading, bounding_rect((_rect(row, start, len(plain)), below)))
        for reading, rect, plain in self._barcodes:
            if sought in plain:
                return QuoteMatch(reading, rect)
        return None


def _letters(row: tuple[OcrLine, ...]) -> Iterator[tuple[OcrLine, int, str]]:
    """Each letter of a row that counts: its line, its offset there, itself; as often as `_plain` has it."""
    for line in row:
        for at, letter in enumerate(line.text):
            for _ in _plain(letter):
                yield line, at, letter


def _rect(row: tuple[OcrLine, ...], start: int, end: int) -> Rect:
    """Where the plain letters from `start` to `end` of a row stand."""
    wanted = list(_letters(row))[start:end]
    rects: list[Rect] = []
    for line in dict.fromkeys(id(line) for line, _, _ in wanted):
        offsets = [(each, at) for each, at, _ in wanted if id(each) == line]
        rects += offsets[0][0].rects(*_with_signs(offsets[0][0].text, offsets[0][1], offsets[-1][1] + 1))
    return bounding_rect(rects)


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """The same letters with the signs that stand right beside them: a bracket, a quotation mark."""
    while start and not (text[start - 1].isalnum() or text[start - 1].isspace()):
        start -= 1
    while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return start, end


def _whole_number(row: tuple[OcrLine, ...], start: int, length: int) -> bool:
    """Whether what stands there is not part of a longer number."""
    letters = list(_letters(row))
    before = letters[start - 1] if start else None
    after = letters[start + length] if start + length < len(letters) else None
    first, last = letters[start], letters[start + length - 1]
    return not (_goes_on(before, first) or _goes_on(last, after))


def _goes_on(left: tuple[OcrLine, int, str] | None, right: tuple[OcrLine, int, str] | None) -> bool:
    if left is None or right is None or left[0] is not right[0]:
        return False
    between = left[0].text[left[1] + 1 : right[1]]
    return (
        left[2].isalnum()
        and right[2].isalnum()
        and between in ("", ",", ".")
        and left[2].isdigit() == right[2].isdigit()
    )
