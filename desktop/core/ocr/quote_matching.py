"""Quotes of an answer, matched with the recognized text of its images: their places, or that they are not found.

Quotes are words in quotation marks, inline code, and numbers of some length. Characters that OCR confuses (0 and O, 1
and l) count as equal, and so do spaces, dashes and quotation marks of any kind.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.core.geometry.rect import Rect, Size
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, bounding_rect

SHORTEST, LONGEST = 3, 300  # characters of a quote
MUCH_TEXT = 40  # words; on images with fewer no quote is reported as missing
MOST_CANDIDATES = 400  # quotes of one answer
_QUOTED = re.compile(r"[“„«»\"]([^“”„«»\"\n]{2,300})[”“»«\"]|‘([^‘’\n]{3,300})’")
_NUMBER = re.compile(r"(?<![\w.,/-])[$€£¥]?\d[\d.,:/%-]*\d%?(?![\w/-])")
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "ı": "1", "s": "5", "b": "8", "z": "2"})
_CODE = re.compile(r"`{1,3}([^`\n]{2,300})`{1,3}")


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a quote stands in an image of `size` pixels, as recognized."""

    quote: str
    rect: Rect
    size: Size


@dataclass(frozen=True, slots=True)
class QuoteMatches:
    """The quotes of one answer: those found in its images, and those not found.

    `places` are those of the found ones, in the order in which the answer names them.
    """

    found: frozenset[str] = frozenset()
    not_found: frozenset[str] = frozenset()
    places: tuple[QuotePlace, ...] = field(default=(), compare=False)


NO_QUOTE_MATCHES = QuoteMatches()


def quoted_spans(text: str, quote_matches: QuoteMatches) -> Iterator[tuple[int, int, bool]]:
    """Yields start and end of each known quote in a text, and True if it was found in the images."""
    if quote_matches == NO_QUOTE_MATCHES:
        return
    end = 0
    for start, last, words in _quoted(text):
        if start >= end and (words in quote_matches.found or words in quote_matches.not_found):
            yield start, last, words in quote_matches.found
            end = last


def _quoted(text: str) -> list[tuple[int, int, str]]:
    quotes = []
    for match in _QUOTED.finditer(text):
        group = 1 if match.group(1) is not None else 2
        quotes.append((*match.span(group), match.group(group)))
    taken = [(start, end) for start, end, _ in quotes]
    for match in _NUMBER.finditer(text):
        if _is_significant(match.group()) and not any(start <= match.start() < end for start, end in taken):
            quotes.append((*match.span(), match.group()))
    return sorted(quotes)


def _is_significant(number: str) -> bool:
    """Returns True for a number of three digits, or of two with a separator; others are mere counts."""
    digits = sum(letter.isdigit() for letter in number)
    return digits >= 3 or (digits >= 2 and not number.isdigit())


def match_quotes(answer: str, places: "QuoteIndex", tell_missing: bool) -> QuoteMatches:
    """Returns the quotes of an answer by found and not found; missing ones only if `tell_missing`.

    Inline code is never reported as missing, because it may be a command to type.
    """
    if places.of_nothing:
        return NO_QUOTE_MATCHES
    standing, missing = list[QuotePlace](), set[str]()
    for words in _candidates(answer):
        if (match := places.find(words)) is not None:
            standing.append(QuotePlace(words, match.rect, places.size_of(match)))
        else:
            missing.add(words)
    code = {match.group(1) for match in _CODE.finditer(answer)}
    absent = (
        frozenset(words for words in missing - code if len(_plain(words)) >= SHORTEST) if tell_missing else frozenset()
    )
    return QuoteMatches(frozenset(place.quote for place in standing), absent, tuple(standing))


def first_match(answer: str, places: "QuoteIndex") -> "QuoteMatch | None":
    """Returns the place of the first quote that is found."""
    return next((match for words in _candidates(answer) if (match := places.find(words)) is not None), None)


def _candidates(answer: str) -> list[str]:
    prose = re.sub(r"```.*?(?:```|\Z)", " ", answer, flags=re.DOTALL)
    quotes = [match.group(1).strip() for match in _CODE.finditer(prose)]
    quotes += [words for line in _CODE.sub(" ", prose).split("\n") for _, _, words in _quoted(line.replace("**", ""))]
    return list(dict.fromkeys(quotes))[:MOST_CANDIDATES]


def has_enough_text(ocr_results: Iterable[OcrResult]) -> bool:
    """Returns True if there is so much text, and all of it is read, that a missing quote means something."""
    pages = tuple(ocr_results)
    return sum(page.word_count for page in pages) >= MUCH_TEXT and not any(page.unread for page in pages)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Returns only letters and digits, with those that OCR confuses made equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum()).translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """The place of a quote: the index of the OCR result, and the rectangle in its pixels."""

    reading: int
    rect: Rect


class QuoteIndex:
    """The rows of several OCR results, prepared for searching."""

    def __init__(self, ocr_results: Sequence[OcrResult]) -> None:
        self.of_nothing = not ocr_results
        self._sizes = [ocr_result.size for ocr_result in ocr_results]
        self._rows = [
            (number, row, "".join(_plain(letter) for line in row for letter in line.text))
            for number, ocr_result in enumerate(ocr_results)
            for block in ocr_result.blocks
            for row in block.rows
        ]
        self._barcodes = [
            (number, barcode.rect, _plain(barcode.text))
            for number, ocr_result in enumerate(ocr_results)
            for barcode in ocr_result.barcodes
        ]

    def size_of(self, match: QuoteMatch) -> Size:
        """Returns the size of the image that a match is in, as recognized."""
        return self._sizes[match.reading]

    def find(self, words: str) -> QuoteMatch | None:
        """Returns the first place of these words, which may continue in the next row; None if they are not found."""
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
    """Yields line, offset and character for each character of `_plain`, as often as it appears there."""
    for line in row:
        for at, letter in enumerate(line.text):
            for _ in _plain(letter):
                yield line, at, letter


def _rect(row: tuple[OcrLine, ...], start: int, end: int) -> Rect:
    """Returns the rectangle of the plain characters from `start` to `end` of a row."""
    wanted = list(_letters(row))[start:end]
    rects: list[Rect] = []
    for line_id in dict.fromkeys(id(line) for line, _, _ in wanted):
        offsets = [(line, at) for line, at, _ in wanted if id(line) == line_id]
        rects += offsets[0][0].rects(*_with_punctuation(offsets[0][0].text, offsets[0][1], offsets[-1][1] + 1))
    return bounding_rect(rects)


def _with_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the span widened by the punctuation right beside it: a bracket, a quotation mark."""
    while start and not (text[start - 1].isalnum() or text[start - 1].isspace()):
        start -= 1
    while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return start, end


def _whole_number(row: tuple[OcrLine, ...], start: int, length: int) -> bool:
    """Returns True if the match is not part of a longer number."""
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
