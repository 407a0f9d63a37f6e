"""Number chips: signs like ① in a text that stand for badges on images."""

import re

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from desktop.core.image.number_badges import SIGN, circled_digit, digit_value

MARK_SCHEME = "mark:"  # no link of a model's can have this: see core/markdown/link_safety.py
CHIP_GROUND = "#c93f26"
CHIP_SPACE = "\u2005"
HAIR = "\u200a"
_CHIP = re.compile(f"{CHIP_SPACE}([1-9][0-9]?){CHIP_SPACE}")
Numbers = frozenset[int]
NO_NUMBERS: Numbers = frozenset()


def without_chips(text: str) -> str:
    """Returns a document's text with ① for each number chip, and without purely optical spaces."""
    text = _CHIP.sub(lambda found: circled_digit(int(found.group(1))), text)
    return text.replace("\u200b", "").replace(HAIR, "")


def write_signs(cursor: QTextCursor, text: str, form: QTextCharFormat, numbers: Numbers) -> None:
    """Writes text with a chip for each sign like ① of one of `numbers`; other signs stay as they are."""
    at = 0
    for found in SIGN.finditer(text) if numbers else ():
        number = digit_value(found.group())
        if number in numbers:
            cursor.insertText(text[at : found.start()], form)
            cursor.insertText(f"{CHIP_SPACE}{number}{CHIP_SPACE}", chip_form(form, number))
            at = found.end()
    cursor.insertText(text[at:], form)


def chip_form(form: QTextCharFormat, number: int) -> QTextCharFormat:
    chip = QTextCharFormat(form)
    chip.setAnchor(True)
    chip.setAnchorHref(f"{MARK_SCHEME}{number}")
    chip.setForeground(QColor("#ffffff"))
    chip.setBackground(QColor(CHIP_GROUND))
    chip.setFontWeight(QFont.Weight.Bold)
    return chip
