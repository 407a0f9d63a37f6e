"""Words for yes, no and nothing, choices that are written a little otherwise, and lists that are one text."""

import json
import re
import unicodedata
from collections.abc import Sequence

LONGEST_LIST = 100_000  # letters of a list as one text; chosen
_YES, _NO = (
    frozenset(line.split())
    for line in (
        "yes y true 1 ja oui sí si sim да はい 是 نعم evet",
        "no n false 0 nein non nee nie não nej нет いいえ 否 不是 لا hayır",
    )
)
_NOTHING = frozenset(
    ("", "null", "none", "n/a", "na", "nil", "-", "–", "—", "?", "unknown", "not available", "not visible", "not given")
)
_BULLET = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s+")


def says_nothing(text: str) -> bool:
    """Returns True for a text by which a model says that the picture does not say."""
    return _plain(text) in _NOTHING


def said_truth(text: str) -> bool | None:
    """Returns True for yes, False for no, None for anything else."""
    word = _plain(text)
    return True if word in _YES else False if word in _NO else None


def said_choice(text: str, choices: Sequence[str]) -> str | None:
    """Returns the choice that a text is, whatever its letters' case, spaces and quotation marks around it."""
    found = {choice for choice in choices if _plain(choice) == _plain(text)}
    exact = {choice for choice in found if choice.casefold() == text.strip().casefold()}
    return next(iter(exact or found)) if len(exact or found) == 1 else None


def said_list(text: str) -> tuple[str, ...] | None:
    """Returns the parts of a list in one text: as JSON, a line for each, or between semicolons; None for others.

    A comma parts nothing: many a name has one.
    """
    text = text.strip()
    if len(text) > LONGEST_LIST:
        return None
    if text.startswith("["):
        try:
            parts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return tuple(parts) if all(isinstance(part, str) for part in parts) else None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 or (lines and _BULLET.match(lines[0])):
        return tuple(_BULLET.sub("", line, count=1) for line in lines)
    if ";" in text:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return None if "," in text else (text,)


def _plain(text: str) -> str:
    """Returns a text as it is compared."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return text.strip("\"'“”„«»`").rstrip(".!").strip("\"'“”„«»`").strip()
