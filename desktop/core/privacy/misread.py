"""Digits that OCR misread as letters, and numbers without their separators."""

import re
from functools import lru_cache

_DIGITS = str.maketrans("OoQDlI|!SsBZzGg", "000011115582269")
_TOKEN = re.compile(r"\S+")


def restore_digits(text: str) -> str:
    """Returns the text with each letter replaced by the digit it looks like; of the same length."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=64)  # many patterns look at the same line
def as_digits(text: str) -> str:
    """Returns the text with `restore_digits` applied to words that are mostly digits; of the same length."""

    def restored(word: re.Match[str]) -> str:
        letters = word.group()
        count = sum(letter.isdigit() for letter in letters)
        return restore_digits(letters) if count * 2 >= len(letters.strip(".,;:()")) else letters

    return _TOKEN.sub(restored, text)


def letters_and_digits(text: str) -> str:
    """Returns only the ASCII letters and digits of the text."""
    return re.sub(r"[^0-9A-Za-z]", "", text)
