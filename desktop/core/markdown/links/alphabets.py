"""Latin letters that names of hosts are written with, by the languages that have them.

Letters up to U+017F are those of European languages, Turkish among them. Beyond are a few more alphabets, and a great
many letters that nobody writes. Sources: CLDR's exemplar characters; for Vietnamese, the spelling of a syllable.
"""

import re
import unicodedata
from itertools import pairwise

_ROMANIAN_AZERI_PINYIN = frozenset("șțəǎǐǒǔǚǘǜǹǧǩ")
_CARONS_OF_SAMI = frozenset("ǯʒ")
_WELSH = frozenset("ẁẃẅỳ")
_DOTLESS = re.compile(r"[ij]\u0307")
_VIETNAMESE_ONLY = re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]")
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_CODA = r"(?:ng|nh|ch|[cmnpt])?"
_SYLLABLES = re.compile(rf"(?:{_ONSET}[aăâeêioôơuưy]{{1,3}}{_CODA})+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def is_rare_latin(label: str) -> bool:
    """Returns True if a label in small letters has Latin letters that no language writes, or none in such a word."""
    if _DOTLESS.search(label):
        return True
    beyond = {letter for letter in label if ord(letter) > 0x17F and _is_latin(letter)}
    if not beyond:
        return any(unicodedata.combining(mark) and _is_latin(before) for before, mark in pairwise(label))
    if _VIETNAMESE_ONLY.search(label):
        return not _is_vietnamese(label)
    return not beyond <= _ROMANIAN_AZERI_PINYIN | _CARONS_OF_SAMI | _WELSH


def _is_vietnamese(label: str) -> bool:
    """Returns True if every word of a label that has Vietnamese letters is made of Vietnamese syllables."""
    words = [word for word in re.split(r"[-\d]+", label) if not word.isascii()]
    return all(_SYLLABLES.fullmatch(_without_tones(word)) for word in words)


def _without_tones(word: str) -> str:
    parts = (part for part in unicodedata.normalize("NFD", word) if part not in _TONES)
    return unicodedata.normalize("NFC", "".join(parts))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
