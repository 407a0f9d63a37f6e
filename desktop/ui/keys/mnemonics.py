"""Letters of menus: each entry of a menu gets one of its own, in every language, by rule. No Qt.

A translator need not choose them, and none can be given twice.
"""

import re
from collections.abc import Iterable, Sequence

_ADDED = re.compile(r"\(&[A-Z0-9]\)")
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def plain(text: str) -> str:
    """Returns a text of a menu without the mark of its letter."""
    return _ADDED.sub("", text).replace("&&", "\0").replace("&", "").replace("\0", "&&")


def letter_in(text: str) -> str:
    """Returns the letter that is marked in a text, as a capital; empty if there is none."""
    at = text.replace("&&", "\0\0").find("&")
    return text[at + 1].upper() if 0 <= at < len(text) - 1 else ""


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """Returns the texts, in each a letter marked by "&" that no other one has.

    A letter that begins a word comes first, then any letter of the text. A text without a free letter, or in a script
    whose signs no key writes alone, has a Latin letter added in brackets, as menus in Japanese and Chinese do.
    """
    taken: set[str] = set()
    marked: list[str] = []
    for text in texts:
        bare = plain(text)
        at = next((at for at in _places(bare) if bare[at].upper() not in taken), None)
        if at is not None:
            taken.add(bare[at].upper())
            marked.append(f"{bare[:at]}&{bare[at:]}")
            continue
        sign = next((sign for sign in SIGNS if sign not in taken), "")
        taken.add(sign)
        marked.append(_with_sign(bare, sign) if sign else bare)
    return marked


def _with_sign(text: str, sign: str) -> str:
    """Returns the text with a sign in brackets, before an ellipsis at its end."""
    words = text.rstrip("…")
    return f"{words}(&{sign}){text[len(words) :]}"


def _places(text: str) -> Iterable[int]:
    """Yields where letters that a key writes are in a text: beginnings of words first."""
    starts = [at for at, sign in enumerate(text) if _is_written(sign) and (at == 0 or not text[at - 1].isalnum())]
    yield from starts
    yield from (at for at, sign in enumerate(text) if _is_written(sign) and at not in starts)


def _is_written(sign: str) -> bool:
    """Returns True if one key writes a sign: letters of an alphabet, not those of CJK, which an input method writes."""
    return sign.isalpha() and ord(sign) < 0x1100 and len(sign.upper()) == 1
