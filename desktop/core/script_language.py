"""The language of a text as far as its letters tell, for screen readers, which choose their voice by it."""

import unicodedata
from collections import Counter

LONGEST = 2000  # characters that are looked at; chosen
_OF_SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ARABIC": "und-Arab",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
}
"""BCP 47 tags by the first word of a letter's name in Unicode; a script of several languages is named itself."""


_WRITTEN_IN = {"ar": ("und-Arab",), "ja": ("ja", "zh"), "zh-Hans": ("zh",)}
"""What the letters of a page tell whose language is not written in Latin ones."""


def language_on_page(text: str, page_language: str) -> str:
    """Returns the BCP 47 tag of a text on a page of that language; empty if its letters may be those of the page."""
    found = language_by_script(text)
    if not found and page_language in _WRITTEN_IN and any(letter.isalpha() for letter in text):
        return "und-Latn"
    return "" if found in _WRITTEN_IN.get(page_language, (page_language,)) else found


def language_by_script(text: str) -> str:
    """Returns the BCP 47 tag of the language in whose script at least half of the letters are; empty if none tells.

    Latin letters tell nothing. Chinese characters are Japanese beside kana, and Korean beside Hangul.
    """
    if text.isascii():
        return ""
    letters = [letter for letter in text[:LONGEST] if letter.isalpha()]
    found = Counter(_OF_SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], "") for letter in letters)
    for language in ("ja", "ko"):
        if found[language]:
            found[language] += found.pop("zh", 0)
    tag, count = max(found.items(), key=lambda entry: entry[1], default=("", 0))
    return tag if 2 * count >= len(letters) else ""
