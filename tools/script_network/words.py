"""Words of 25 scripts out of Unicode's CLDR, and lines that are put together of them."""

import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from babel import Locale

LOCALES = {
    "latin": "en de fr es it pt nl pl cs sv da nb fi tr hu ro hr id en en en",
    "vietnamese": "vi",
    "cjk": "zh zh_Hant ja ja",
    "hangul": "ko",
    "cyrillic": "ru ru ru uk bg sr mk be kk mn ky",
    "greek": "el",
    "arabic": "ar ar fa ur ps ug",
    "hebrew": "he",
    "devanagari": "hi mr ne",
    "bengali": "bn as",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "odia": "or",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
    "thai": "th",
    "lao": "lo",
    "burmese": "my",
    "khmer": "km",
    "georgian": "ka",
    "armenian": "hy",
    "ethiopic": "am ti",
}
"""Languages of each script; the words of one that stands there twice come twice as often."""
LETTER_NAMES = {
    "vietnamese": ("LATIN",),
    "cjk": ("CJK", "HIRAGANA", "KATAKANA"),
    "burmese": ("MYANMAR",),
    "odia": ("ORIYA",),
}
"""The beginning of the names of a script's letters in Unicode, where it is not the script's name."""
RIGHT_TO_LEFT = ("arabic", "hebrew")
LONGEST = 24  # letters of a word
_WITH_CAPITALS = ("latin", "vietnamese", "cyrillic", "greek", "armenian")
_WITHOUT_SPACES = ("cjk", "thai", "lao", "khmer", "burmese")
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LARGE = _SMALL.upper()
_SIGNS = (
    "if def return { } (); == => -> != && || [0] # // <div> </a> self.x print( $HOME --help C:\\ /usr/bin https:// "
    "www. @ % + … • – © ™ °C € £ → × ≥ ≤ ± µm π α Δ Ω λ="
)


class LinePart(NamedTuple):
    """A word or several, and their script; None where they are of no script of their own, as digits are."""

    script: str | None
    text: str


def is_of(letter: str, script: str) -> bool:
    """Returns True if a letter belongs to a script."""
    return unicodedata.name(letter, "").startswith(LETTER_NAMES.get(script, (script.upper(),)))


def words_by_script() -> dict[str, list[str]]:
    """Returns the words of each script in a fixed order, which the same seed needs for the same lines."""
    found = {
        script: [word for name in names.split() for word in sorted(_words(Locale.parse(name)))]
        for script, names in LOCALES.items()
    }
    return {script: [word for word in words if _fits(word, script)] for script, words in found.items()}


def _fits(word: str, script: str) -> bool:
    return word[0].isalpha() if script == "latin" else any(is_of(letter, script) for letter in word)


def _words(locale: Locale) -> set[str]:
    """Returns words of the names of countries, languages, currencies, scripts, days, months and units."""
    names: list[str] = []
    for table in (locale.territories, locale.languages, locale.currencies, locale.variants, locale.scripts):
        names += (str(name).replace("(", "").replace(")", "") for name in table.values())
    names += (str(name) for name in locale.months["format"]["wide"].values())
    names += (name.replace("{0}", "") for name in _texts(locale.unit_display_names))
    names += (name.replace("{0}", "") for name in _texts(locale._data["unit_patterns"]))  # which has no public name
    words = {word for name in names for word in name.split()} | set(map(str, locale.days["format"]["wide"].values()))
    return {word for word in words if 1 <= len(word) <= LONGEST}


def _texts(table: Any) -> Iterator[str]:
    """Yields the texts of a table of tables."""
    for value in table.values():
        if hasattr(value, "values"):
            yield from _texts(value)
        else:
            yield str(value)


def line_of(script: str, words: dict[str, list[str]], chance: Random) -> list[LinePart]:
    """Returns one to nine parts of a line, mostly of this script, with numbers and Latin words among others."""
    count = chance.randint(1, 5) if chance.random() < 0.8 else chance.randint(5, 9)
    parts = [_part(script, words, chance) for _ in range(count)]
    if script in RIGHT_TO_LEFT and chance.random() < 0.7:  # one run, shaped as a whole
        return [LinePart(script, " ".join(part.text for part in parts if part.script == script))]
    return parts


def _part(script: str, words: dict[str, list[str]], chance: Random) -> LinePart:
    if script == "latin":
        return LinePart("latin", _odd_piece(chance) if chance.random() < 0.3 else _word(script, words, chance))
    if chance.random() < 0.12:
        return LinePart("latin", chance.choice(words["latin"]))
    if chance.random() < 0.12:
        return LinePart(None, str(chance.randint(0, 9999)))
    word = _word(script, words, chance)
    return LinePart(None if script == "vietnamese" and word.isascii() else script, word)


def _word(script: str, words: dict[str, list[str]], chance: Random) -> str:
    word, draw = chance.choice(words[script]), chance.random()
    if script in _WITH_CAPITALS:
        word = word.lower() if draw < 0.6 else word.upper() if draw < 0.75 else word
    if script in _WITHOUT_SPACES and chance.random() < 0.5:
        word += chance.choice(words[script])
    return word + chance.choice(",.:;!?)") if chance.random() < 0.1 else word


def _odd_piece(chance: Random) -> str:
    """Returns a number, an identifier, a sign or a letter: short pieces are easily taken for another script."""
    draw = chance.random()
    if draw < 0.35:
        return str(chance.randint(0, 10 ** chance.randint(1, 7)))
    if draw < 0.45:
        return f"{chance.randint(0, 9999)}.{chance.randint(0, 99):02}"
    if draw < 0.55:
        return f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
    if draw < 0.7:
        return "".join(chance.choices(_LARGE + _SMALL + "0123456789_-.", k=chance.randint(2, 16)))
    if draw < 0.8:
        return chance.choice(_SIGNS.split())
    if draw < 0.9:
        return "".join(chance.choices(_SMALL, k=chance.randint(2, 12)))
    return chance.choice(_LARGE + _SMALL + "!?*")
