"""Number chips: signs like ① in a text that stand for badges on images. `signs.py` paints their round grounds."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from desktop.core.image.number_badges import SIGN, circled_digit, digit_value
from desktop.ui.theme import Theme

MARK_SCHEME = "mark:"  # no link of a model's can have this: see core/markdown/link_safety.py
JOIN = "\u2060"  # marks what is ours: in a model's text it is spelled out (see core/untrusted_text.py)
# Rooms are of spaces at which Qt breaks no line: as wide as a digit, as a space, and narrow.
CHIP_SPACE = f"\u00a0\u202f{JOIN}"  # at both ends of a number
CHIP_ROOM = f"\u00a0\u00a0{JOIN}"  # at both ends of a source
CODE_ROOM = f"{JOIN}\u202f{JOIN}"  # at both ends of code
FOUND_ROOM = f"{JOIN}\u2007\u00a0\u202f{JOIN}"  # behind a quote that was found, where ✓ is painted
DOUBT_ROOM = f"{JOIN}\u2007\u2007\u202f{JOIN}"  # behind a quote that was not found, where “?” is painted
APART, TOGETHER = "\u2068", "\u2069"  # around words that may run from right to left, as isolates of their line
CHIP = re.compile(f"{CHIP_SPACE}([1-9][0-9]?){CHIP_SPACE}")
_OPTICAL = re.compile(
    f"{CHIP.pattern}|{FOUND_ROOM}|{DOUBT_ROOM}|{CODE_ROOM}|{CHIP_SPACE}|{CHIP_ROOM}|[{JOIN}{APART}{TOGETHER}\u200b]"
)
Numbers = frozenset[int]
NO_NUMBERS: Numbers = frozenset()


def without_chips(text: str) -> str:
    """Returns a document's text with ① for each number chip, and without purely optical characters."""
    return _OPTICAL.sub(_in_plain_text, text)


def _in_plain_text(found: re.Match[str]) -> str:
    return circled_digit(int(found.group(1))) if found.group(1) else ""


def around_whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns a span of a document's text, widened where it begins or ends inside a chip or a room."""
    for found in _OPTICAL.finditer(text) if JOIN in text else ():
        first, last = found.span()
        start = first if first < start < last else start
        end = last if first < end < last else end
    return start, end


def plain_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Returns `without_chips` of a document's text, and where each of its characters begins and ends in that text."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in _OPTICAL.finditer(text):
        plain = _in_plain_text(found)
        parts += (text[at : found.start()], plain)
        places += ((letter, letter + 1) for letter in range(at, found.start()))
        places += (found.span() for _ in plain)
        at = found.end()
    places += ((letter, letter + 1) for letter in range(at, len(text)))
    return "".join((*parts, text[at:])), places


def write_signs(cursor: QTextCursor, text: str, form: QTextCharFormat, numbers: Numbers, theme: Theme) -> None:
    """Writes text with a chip for each sign like ① of one of `numbers`; other signs stay as they are."""
    for part, number in _parts(text, numbers):
        if number:
            cursor.insertText(f"{CHIP_SPACE}{number}{CHIP_SPACE}", chip_form(form, number, theme))
        else:
            cursor.insertText(part, form)


def _parts(text: str, numbers: Numbers) -> Iterator[tuple[str, int]]:
    """Yields the parts of a text, each with the number that it stands for, or 0."""
    at = 0
    for found in SIGN.finditer(text) if numbers else ():
        number = digit_value(found.group())
        if number in numbers:
            yield text[at : found.start()], 0
            yield found.group(), number
            at = found.end()
    yield text[at:], 0


def chip_form(form: QTextCharFormat, number: int, theme: Theme) -> QTextCharFormat:
    """Returns the format of a chip: a link to its badge, in words on the ground that is painted below them."""
    chip = QTextCharFormat(form)
    chip.setAnchor(True)
    chip.setAnchorHref(f"{MARK_SCHEME}{number}")
    chip.setForeground(QColor(theme.colors.on_mark))
    chip.clearBackground()
    chip.setFontWeight(QFont.Weight.DemiBold)
    chip.setFontPointSize(theme.points * 0.85)
    return chip
