"""Folds text for comparing it with labels: without case and accents, and equal where OCR confuses letters.

Two other forms are different on purpose. The fold for searches (core/search/fold.py) keeps I, 1 and l apart, and may be
longer or shorter than the text; labels need a text of the same length, because the places of values are counted in it.
The words of orders (core/privacy/injection/orders.py) have digits that were written in place of letters.
"""

import re
import unicodedata
from functools import lru_cache

_LATIN_GREEK_CYRILLIC = re.compile("[\u0041-\u052f\u1e00-\u1fff]")
_LONE_DIGIT = re.compile(r"(?<!\d)[01](?!\d)")  # more of them are a number
_ALIKE = str.maketrans("|i!_-./أإآٱىیئةکؤ", "lll    اااايييهكو")
"""Alike for OCR, or separators; Arabic letters that are written for one another, or whose sign is overlooked."""
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "’": "'", "ς": "σ", "\u00a0": " "}
)
_LOOK_LATIN = str.maketrans("αβεζηικμνορτυχавекмнорстухі", "abezhlkmnoptyxabekmhopctyxl")
"""Greek and Cyrillic letters that OCR takes for Latin ones, because their capitals look alike."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Returns the text in lower case, without accents, separators as spaces, I, 1 and l alike; of the same length."""
    folded = "".join(_folded(letter) for letter in text.translate(_FULL_WIDTH)) if not text.isascii() else text.lower()
    return _LONE_DIGIT.sub(lambda digit: "lo"[digit.group() == "0"], folded).translate(_ALIKE)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if not _LATIN_GREEK_CYRILLIC.match(letter):
        return letter
    return unicodedata.normalize("NFD", letter)[0].lower().translate(_SPECIAL).translate(_LOOK_LATIN)
