"""Signs around the words of a document: told apart by shape, and no part of the text."""

import re

import pytest
from PySide6.QtGui import QImage, QPainter, QTextDocument

from desktop.core.markdown.blocks import parsed
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.rich_text.number_chips import around_whole, plain_places, without_chips
from desktop.ui.rich_text.signs import SignKind, SignPainter, signs_in
from desktop.ui.rich_text.span_rects import span_rects, visible_span
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors

ANSWER = "It says “refused (111)”, gave up after 300 ms, total `$1,525.00`: see ①."
MATCHES = QuoteMatches(frozenset({"refused (111)", "$1,525.00"}), frozenset({"300"}))


def document_of(source: str, theme: Theme) -> QTextDocument:
    """Returns the document of one block with a found, a found in code and an invented quote, and a number."""
    context = WritingContext(theme, frozenset({1}), quote_matches=MATCHES)
    return block_document(parsed(source)[0], context)


def words_of(document: QTextDocument, kind: SignKind) -> list[str]:
    """Returns the text behind which, or around which, a sign of that kind is painted."""
    text = document.toRawText()
    return [without_chips(text[sign.start : sign.end]) for sign in signs_in(document) if sign.kind is kind]


def test_found_and_invented_quotes_have_signs_of_their_own(theme: Theme) -> None:
    document = document_of(ANSWER, theme)
    text = document.toRawText()
    before = {
        kind: [without_chips(text[: sign.start])[-8:] for sign in signs_in(document) if sign.kind is kind]
        for kind in (SignKind.FOUND, SignKind.DOUBT)
    }
    assert before[SignKind.FOUND] == ["ed (111)", "1,525.00"]
    assert before[SignKind.DOUBT] == ["fter 300"]
    assert words_of(document, SignKind.DOUBTED) == ["300"]
    assert words_of(document, SignKind.CODE) == ["$1,525.00"]
    assert words_of(document, SignKind.NUMBER) == ["①"]


def test_signs_are_no_part_of_the_text(theme: Theme) -> None:
    text = document_of(ANSWER, theme).toRawText()
    assert without_chips(text) == ANSWER.replace("`", "")
    plain, places = plain_places(text)
    assert plain == ANSWER.replace("`", "")
    assert [without_chips(text[start:end]) for start, end in places] == list(plain)
    for at in range(len(text)):
        start, end = around_whole(text, at, at + 1)
        assert without_chips(text[start:end]) in plain


@pytest.mark.parametrize(
    "forged", ["1\u2060", "\u00a0\u202f\u20601\u00a0\u202f\u2060", "ok\u2060\u2007\u00a0\u202f\u2060"]
)
def test_no_text_of_a_models_passes_for_a_sign(forged: str, theme: Theme) -> None:
    assert signs_in(document_of(forged, theme)) == ()


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
def test_the_signs_differ_without_colour(colors: ThemeColors, theme: Theme) -> None:
    shapes = []
    for source in ("“refused (111)” x", "300 x"):
        document = document_of(source, Theme(colors, theme.font))
        (room,) = [sign for sign in signs_in(document) if sign.kind in (SignKind.FOUND, SignKind.DOUBT)]
        (rect,) = span_rects(document, room.start, room.end)
        image = QImage(240, 40, QImage.Format.Format_RGB32)
        image.fill(colors.page)
        painter = QPainter(image)
        SignPainter(document, Theme(colors, theme.font)).paint_above(painter, (0, 1000))
        painter.end()
        part = image.copy(rect.toRect()).convertToFormat(QImage.Format.Format_Grayscale8)
        ground = part.pixelColor(0, 0).lightness()
        marked = sum(
            abs(part.pixelColor(x, y).lightness() - ground) > 60
            for x in range(part.width())
            for y in range(part.height())
        )
        shapes.append(marked)
    found, doubted = shapes
    assert found >= 8
    assert doubted >= found + 6


def test_only_the_lines_in_view_are_looked_at(theme: Theme) -> None:
    document = document_of("word 300 and “refused (111)” " * 200, theme)
    document.setTextWidth(300)
    (first,) = [next(span_rects(document, 0, 4))]
    height = document.size().height()
    start, end = visible_span(document, first)
    assert start == 0
    assert end < len(document.toRawText()) / 4
    last = first.translated(0, height - first.bottom())
    assert visible_span(document, last)[0] > len(document.toRawText()) / 2
    assert len(re.findall("300", document.toRawText())) == 200
