"""Quotes of an answer in a document: those found in an image, which are links to the place, and those not found."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat

from desktop.messages.language.catalogue import N_, _
from desktop.ui.rich_text.number_chips import DOUBT_ROOM, FOUND_ROOM, Numbers, write_signs
from desktop.ui.theme import Theme

SPOT_SCHEME = "spot:"  # no link of a model's can have this: see core/markdown/link_safety.py
NOT_FOUND = N_("Not found in the picture")
PAINTED = QTextFormat.Property.UserProperty.value + 10  # what `signs.py` paints around words of this format
DOUBTED, CODE, CHIP_BOX = 1, 2, 3  # values of that property: a dotted line below, a box around, a pill around


def quoted_form(form: QTextCharFormat, words: str, found_there: bool, theme: Theme) -> QTextCharFormat:
    """Returns the format of a quote: a link to its place on the image, or a tool tip that it was not found there."""
    quote_format = QTextCharFormat(form)
    if found_there:
        quote_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        quote_format.setUnderlineColor(QColor(theme.colors.accent))
        if not form.isAnchor():
            quote_format.setAnchor(True)
            quote_format.setAnchorHref(SPOT_SCHEME + words)
    else:
        quote_format.setForeground(QColor(theme.colors.doubt))
        quote_format.setProperty(PAINTED, DOUBTED)
        quote_format.setToolTip(_(NOT_FOUND))
    return quote_format


def write_quote(
    cursor: QTextCursor, words: str, form: QTextCharFormat, found_there: bool, numbers: Numbers, theme: Theme
) -> None:
    """Writes a quote and the room for its sign."""
    write_signs(cursor, words, quoted_form(form, words, found_there, theme), numbers, theme)
    write_sign_room(cursor, words, form, found_there, theme)


def write_sign_room(cursor: QTextCursor, words: str, form: QTextCharFormat, found_there: bool, theme: Theme) -> None:
    """Writes the room in which the sign of a quote is painted, as wide as an em. Copies of the text are without it."""
    room = quoted_form(form, words, found_there, theme)
    room.setFontPointSize(theme.points)
    room.clearBackground()
    if not found_there:
        room.clearProperty(PAINTED)
    cursor.insertText(FOUND_ROOM if found_there else DOUBT_ROOM, room)
