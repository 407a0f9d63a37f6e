"""The fold of letters for every search: text and what is typed are compared in this form.

Accents, points, harakat and what has no width are left out; letters are small and in their plainest form. What Unicode
decomposes and how it folds case never changes for a letter that has been assigned; the rest is a table that is made of
its data (tools/search_fold.py).

Letters that OCR confuses stay apart; the fold for labels of private values (core/privacy/labels/folding.py) makes them
alike, and keeps the length of the text.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from desktop.core.search import fold_table

HALF_WIDTH_MARKS = "\uff9e\uff9f"  # of kana: no combining marks before they are decomposed
VOWEL_PARTS = (
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
"""Second parts of vowel signs that Unicode composes, in scripts from Bengali to Balinese: no combining marks either."""
_MANY_LETTERS = 4096
"""Folded letters that are kept in memory; more than any text uses at a time."""


def folded(text: str) -> str:
    """Returns a text as it is searched. Folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    letters = _letters()
    for _ in range(2):  # small letters may have accents, of which their large ones had none
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).translate(letters).casefold())
    return unicodedata.normalize("NFC", text.translate(letters))


def folded_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Returns the folded text, and for each of its letters the start and end of what it stands for in `text`."""
    if text.isascii():
        return text.lower(), [(at, at + 1) for at in range(len(text))]
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        part = _folded_cluster(text[start:end])
        if part:
            parts.append(part)
            places += ((start, end) for _ in part)
        elif places:  # what is left out goes with the letter before it
            before = places[-1]
            for at in range(len(places) - 1, -1, -1):
                if places[at] != before:
                    break
                places[at] = before[0], end
    return "".join(parts), places


@lru_cache(_MANY_LETTERS)
def _folded_cluster(letters: str) -> str:
    return folded(letters)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yields where each letter with its marks begins and ends; parts of one Korean syllable are one."""
    start = 0
    for at in range(1, len(text)):
        if not _is_mark(text[at]) and not (_is_jamo(text[at]) and _is_jamo(text[at - 1])):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _is_mark(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or letter in HALF_WIDTH_MARKS or letter in VOWEL_PARTS


def _is_jamo(letter: str) -> bool:
    return "\u1100" <= letter <= "\u11ff" or "\ua960" <= letter <= "\ua97f" or "\ud7b0" <= letter <= "\ud7ff"


@cache
def _letters() -> dict[int, str | None]:
    """Returns the table in the form of str.translate."""
    letters: dict[int, str | None] = {}
    for part in fold_table.DROPPED.split():
        first, _, last = part.partition("-")
        letters.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1)))
    for zero in fold_table.ZEROS.split():
        letters.update((int(zero, 16) + digit, str(digit)) for digit in range(10))
    pairs = zip(fold_table.LETTERS.split(), fold_table.BASES.split(), strict=True)
    letters.update((int(letter, 16), "".join(chr(int(part, 16)) for part in base.split("+"))) for letter, base in pairs)
    return letters
