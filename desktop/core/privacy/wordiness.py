"""Names of files, branches and functions, which are made of words and numbers, unlike random characters."""

import re
from collections import Counter
from math import log2

WORDY_SHARE = 0.7  # of the characters in parts that are words or numbers; chosen: the examples in the tests check it
_PART = re.compile(r"[A-Za-z0-9]+")
_INSIDE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NUMBERED = re.compile(r"[A-Z]?[a-z]{2,}\d{1,5}[a-z]?|[A-Z]{2,}\d{1,5}|[A-Z]{2,}\d{1,2}[A-Z]{3,}")  # “sha512”, “ASN1”
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
LONGEST_NUMBER = 8  # digits: a date
FEWEST_LETTERS, MEAN_LETTERS = 3, 3.4  # of a word at least, and of the words of a name on the average


def is_wordy(text: str) -> bool:
    """Returns True if most of a run of characters are words and numbers joined by signs or by capitals."""
    parts = _PART.findall(text)
    letters = sum(map(len, parts))
    return letters > 0 and sum(len(part) for part in parts if _is_plain(part)) >= WORDY_SHARE * letters


def _is_plain(part: str) -> bool:
    """Returns True for a number, a short name like “v3” or “E2E”, a name with a number, or words joined by capitals."""
    if part.isdigit():
        return len(part) <= LONGEST_NUMBER
    pieces = _INSIDE.findall(part)
    words = [piece for piece in pieces if len(piece) >= FEWEST_LETTERS and piece.isalpha() and _VOWEL.search(piece)]
    if len(part) <= 3 or _NUMBERED.fullmatch(part):
        return True
    return sum(map(len, words)) >= WORDY_SHARE * len(part) and len(part) >= MEAN_LETTERS * len(pieces)


def entropy(text: str) -> float:
    """Returns the mean information of a character, in bits."""
    counts = Counter(text)
    return -sum(count / len(text) * log2(count / len(text)) for count in counts.values())
