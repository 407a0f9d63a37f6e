"""Matches of a search are drawn in one colour, over code as over text, and however many there are."""

from PySide6.QtGui import QColor, QImage, QPainter

from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.core.search.text_pattern import TextPattern
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import Highlights
from desktop.ui.transcript.transcript import TranscriptView
from tests.helpers.clocks.effort import is_done_within
from tests.ui.transcript.conversations import conversation, turn

MANY = 12_000


def painted(row: CodeRow, highlights: Highlights) -> QImage:
    """Returns the row as it is painted, 300 pixels wide."""
    image = QImage(300, 120, QImage.Format.Format_RGB32)
    image.fill(LIGHT.page)
    painter = QPainter(image)
    row.paint(painter, 300, highlights)
    painter.end()
    return image


def has_keyword(image: QImage) -> bool:
    """Returns True if something of the image is violet, as keywords are."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(pixel.blue() > pixel.green() + 25 for pixel in pixels)


def test_found_words_have_no_colour_of_code(theme: Theme) -> None:
    row = CodeRow(parsed("```python\nimport os\n```")[0], theme)
    row.measure(300)
    code = Code("python", "import os")
    row.show_colors(code, highlight(code))
    pattern = TextPattern.of("import")
    assert pattern is not None
    assert has_keyword(painted(row, Highlights()))
    lit = painted(row, Highlights(found=row.find(pattern)))
    assert not has_keyword(lit)
    assert any(lit.pixelColor(x, y) == QColor(LIGHT.found) for x in range(300) for y in range(120))


def test_thousands_of_matches_in_one_line_do_not_stall(view: TranscriptView) -> None:
    def look() -> None:
        view.show_conversation(conversation(turn("word needle " * MANY)))
        view.look_for("needle")
        assert not view.grab().isNull()

    assert is_done_within(20, look)


def test_words_beside_signs_and_code_are_found(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("Use (`nc -vz`), then `x`: so")))
    row = view.items[0].rows[1].row
    for words in ("(nc -vz), then", "x: so"):
        pattern = TextPattern.of(words)
        assert pattern is not None
        ((start, end),) = row.find(pattern)
        assert row.text_between(start, end) == words
