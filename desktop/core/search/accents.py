"""Letters without their accents, for names and words of a table that people write either way.

What is searched has a fold of its own, which does much more (`fold.py`).
"""

import unicodedata


def without_accents(text: str) -> str:
    """Returns a text without the accents, points and harakat of its letters: “märz” is “marz”, “ł” stays."""
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))
