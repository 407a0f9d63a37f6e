"""A language for tests: English with accents, two fifths longer and in brackets.

A text without brackets is not in the catalogue; one without its closing bracket is cut off.
"""

import re

_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|%\w)")
_ACCENTS = str.maketrans("aeiouAEIOUcnyCNY", "àéîöûÀÉÎÖÛçñýÇÑÝ")
_LONGER = 0.4


class PseudoTranslations:
    """Translations into the language for tests, as gettext gives them."""

    def gettext(self, message: str) -> str:
        return lengthened(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return lengthened(singular if count == 1 else plural)

    def pgettext(self, context: str, message: str) -> str:
        return lengthened(message)


def lengthened(message: str) -> str:
    """Returns a text in brackets, with accents and with tildes added; placeholders and tags stay as they are."""
    parts = _PLACEHOLDER.split(message)
    letters = sum(map(len, parts[::2]))
    accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    return f"⟦{accented}{_more(max(1, round(letters * _LONGER)))}⟧"


def _more(letters: int) -> str:
    """Returns so many tildes and spaces, in words of eight: longer ones would be wider than any real word."""
    return ("~~~~~~~~ " * (letters // 9 + 1))[:letters]
