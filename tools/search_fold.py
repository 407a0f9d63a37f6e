"""Writes the table of the search fold out of Python's Unicode data: `python -m tools.search_fold`.

Run it after a change here, or when a newer Python brings newer data. Indexes that were built with another table find
less, so the history then needs a migration that builds its index anew (desktop/adapters/storage/search/word_index.py).
"""

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "desktop/core/search/fold_table.py"
_LIGATURE = re.compile("LATIN (SMALL|CAPITAL) LETTER ([A-Z]{2})")
KEPT_CLASSES = {0, 8, 9}
"""Combining classes of marks without which a word is another one: vowel signs, kana voicing, viramas."""
FIRST_ACCENT_CLASS, FIXED_VOWELS = 200, range(84, 200)
"""From the first on, marks sit above or below; between are vowels and tones of Telugu, Thai, Lao and Tibetan."""
IGNORED = "034f 0640 115f-1160 17b4-17b5 180b-180f 3164 fe00-fe0f ffa0 1f3fb-1f3ff e0100-e01ef"
"""Joiners, tatweel, fillers, variation selectors and skin tones, which Python's data has no property for."""
LIKE = {
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "TH",
    "ı": "i",
    "ȷ": "j",
    "ŋ": "n",
    "Ŋ": "N",
    "ĸ": "k",
    "ə": "e",
    "Ə": "E",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ک": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ڪ": "ك",
    "ە": "ه",
    "ँ": "ं",
    "ঁ": "ং",
    "װ": "וו",
    "ױ": "וי",
    "ײ": "יי",
    "⁄": "/",
    **dict.fromkeys("‘’‛ʼʻ′׳", "'"),
    **dict.fromkeys("“”„‟«»″״", '"'),
    **dict.fromkeys("‐‑‒–—―−־", "-"),
}
"""Letters and signs that people type in another's place, beyond what Unicode's names and decompositions say."""


def dropped() -> Iterator[int]:
    """Yields the code points that a search ignores: accents, points, harakat, and what has no width."""
    for part in IGNORED.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
    for letter in _letters():
        category, combining = unicodedata.category(letter), unicodedata.combining(letter)
        is_accent = combining not in KEPT_CLASSES and combining not in FIXED_VOWELS
        if category in ("Cf", "Me") or (category == "Mn" and is_accent):
            yield ord(letter)


def bases() -> dict[str, str]:
    """Returns letters that have no decomposition, and what they are folded to."""
    found = {}
    for letter in _letters():
        name = unicodedata.name(letter, "")
        base = ""
        if name.startswith(("LATIN ", "CYRILLIC ")) and " WITH " in name:
            base = name.partition(" WITH ")[0]
        elif name.startswith("ARABIC LETTER ALEF ") and "MAKSURA" not in name:
            base = "ARABIC LETTER ALEF"
        if base and unicodedata.normalize("NFKD", letter) == letter:
            try:
                found[letter] = unicodedata.lookup(base)
            except KeyError:
                continue
        elif (written := _LIGATURE.fullmatch(name)) is not None and written[2] != "OI":  # which is a letter gha
            found[letter] = written[2] if written[1] == "CAPITAL" else written[2].lower()
    return {letter: base for letter, base in (found | LIKE).items() if letter != base}


def zeros() -> Iterator[int]:
    """Yields the zero of each script's digits, which are folded to those of ASCII."""
    for letter in _letters():
        if unicodedata.decimal(letter, -1) == 0 and unicodedata.normalize("NFKD", letter) == letter:
            yield ord(letter)


def table() -> str:
    """Returns the source of the table's module."""
    pairs = sorted(bases().items())
    return "\n".join(
        (
            '"""The table of the search fold, written by `python -m tools.search_fold`."""',
            "",
            f'UNICODE = "{unicodedata.unidata_version}"',
            '"""The version of the data that the table was made of."""',
            "",
            *_constant("DROPPED", _ranges(dropped()), "Code points that are ignored, as ranges."),
            *_constant("ZEROS", (f"{zero:04x}" for zero in zeros()), "The zero of each script's digits."),
            *_constant("LETTERS", (_hex(letter) for letter, _ in pairs), "Letters without a decomposition."),
            *_constant("BASES", ("+".join(map(_hex, base)) for _, base in pairs), "The bases of LETTERS, in order."),
        )
    )


def _letters() -> Iterable[str]:
    return (chr(point) for point in range(0x80, sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)


def _hex(letter: str) -> str:
    return f"{ord(letter):04x}"


def _ranges(points: Iterable[int]) -> Iterator[str]:
    ordered = sorted(set(points))
    start = before = ordered[0]
    for point in (*ordered[1:], -1):
        if point != before + 1:
            yield f"{start:04x}" if start == before else f"{start:04x}-{before:04x}"
            start = point
        before = point


def _constant(name: str, values: Iterable[str], about: str) -> list[str]:
    lines = textwrap.wrap(" ".join(values), 113, break_on_hyphens=False)
    return [f"{name} = (", *(f'    "{line} "' for line in lines), ")", f'"""{about}"""', ""]


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
