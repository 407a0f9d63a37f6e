"""Words of questions and lines in a form in which they can be compared, and how alike two of them are."""

import re
import unicodedata

from desktop.core.ocr.answers.question_topics import EMPTY_WORDS
from desktop.core.search.accents import without_accents

NEARLY = 0.7  # likeness of a similar word; chosen, checked by the questions in tests/core/ocr/answers

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans("01", "OI")


def asked_words(question: str) -> list[str]:
    """Returns the significant words of a question."""
    parts = (part for part in _WORD.findall(question) if part.casefold() not in EMPTY_WORDS or _is_name(part, question))
    return [word for part in parts for word in words_of(part.casefold())]


def _is_name(part: str, question: str) -> bool:
    """Returns True for capitals among small letters: “IT”, “US”."""
    return len(part) > 1 and part.isupper() and not question.isupper()


def words_of(text: str) -> list[str]:
    """Returns the words of a text in comparable form; of scripts without spaces the single characters."""
    plain = restore_letters(without_accents(unicodedata.normalize("NFKD", text.casefold())))
    words: list[str] = []
    for word in _WORD.findall(plain):
        words += list(word) if ord(word[0]) > 0x2E7F else [_stem(word)]
    return words


def restore_letters(text: str) -> str:
    """Returns the text with digits that OCR misread replaced by letters, in words that are mostly letters."""

    def as_letters(match: re.Match[str]) -> str:
        word = match.group()
        digits = sum(letter.isdigit() for letter in word)
        return word.translate(_LETTERS) if 0 < digits * 2 < len(word) else word

    return _WORD.sub(as_letters, text)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def likeness(word: str, row: set[str]) -> float:
    """Returns 1 if the row has the word, less if it has a similar one: misread, or with another ending."""
    if word in row:
        return 1.0
    if len(word) < 4:
        return 0.0
    return NEARLY if any(_nearly(word, other) for other in row) else 0.0


def _nearly(word: str, other: str) -> bool:
    if len(other) >= 4 and (other.startswith(word) or word.startswith(other)):
        return True
    if abs(len(word) - len(other)) > 1 or len(word) < 5:
        return False
    same = min(len(word), len(other))
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), same)
    return word[start + (len(word) >= len(other)) :] == other[start + (len(other) >= len(word)) :]
