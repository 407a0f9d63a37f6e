"""Names and titles of any script inside of sentences of any other."""

import unicodedata

from desktop.messages.language.catalogue import is_right_to_left

FIRST_STRONG, END = "\u2068", "\u2069"
"""The marks around an isolate, which takes its direction from its first letter."""


def isolated(name: str) -> str:
    """Returns a name that is kept apart from the words around it, where one of both runs from right to left."""
    is_mixed = is_right_to_left() or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"{FIRST_STRONG}{name}{END}" if is_mixed else name
