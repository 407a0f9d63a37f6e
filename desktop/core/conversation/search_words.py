"""Texts as an index of words has them: folded words with a space between them.

The letters of scripts that do not part words, and signs such as emoji, are words of their own, so that each can be
found. Marks that stay, and signs, are shifted into Unicode's area for private use, where every index takes them for
letters.
"""

import re
import unicodedata
from functools import cache

from desktop.core.conversation.search_query import SearchQuery
from desktop.core.search.fold import folded

_ALONE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u9fff\ua960-\ua97f"
    "\ua9e0-\ua9ff\uaa60-\uaadf\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, Tai, Chinese, Japanese; and Korean syllables."""
_FEWEST_LETTERS = 2
"""Of a word that is taken for a beginning; chosen: a single letter begins too many."""


def index_words(text: str | None) -> str:
    """Returns the words of a text as an index has them."""
    return " ".join(folded(text or "").translate(_table()).split())


def phrases_of(search: SearchQuery) -> tuple[str, ...]:
    """Returns the parts of a search that hold words, each as an index has them."""
    return tuple(words for part in search.parts if (words := index_words(part)))


def ends_open(search: SearchQuery) -> bool:
    """Returns True if the last word that was typed may be only the beginning of one."""
    last = phrases_of(search)[-1:]
    if not last or search.words.endswith((" ", '"')) or not index_words(search.words[-1:]):
        return False
    return len(last[0].rpartition(" ")[2]) >= _FEWEST_LETTERS


def has_words(text: str, search: SearchQuery) -> bool:
    """Returns True if a text has everything that is sought, just as the index would find it."""
    phrases = phrases_of(search)
    if not phrases:
        return False
    *whole, last = phrases
    words = f" {index_words(text)} "
    end = "" if ends_open(search) else " "
    return f" {last}{end}" in words and all(f" {phrase} " in words for phrase in whole)


class _Table(dict[int, str]):
    """What each letter becomes in an index; worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        category = unicodedata.category(letter)
        is_sign = category in ("So", "Sc") and not letter.isascii()
        if category[0] in "LN" or category == "Co":
            word = _shifted(letter) if 0xFFFF < point < 0x20000 else letter
        elif category[0] == "M" or is_sign:
            word = _shifted(letter)
        else:
            word = " "
        self[point] = word = f" {word} " if is_sign or _ALONE.match(letter) else word
        return word


def _shifted(letter: str) -> str:
    """Returns a letter of the area for private use that stands for another one of Unicode's first two planes."""
    point = ord(letter)
    return chr(0xF0000 + point if point <= 0xFFFF else 0x100000 + (point & 0xFFFF))


@cache
def _table() -> _Table:
    return _Table()
