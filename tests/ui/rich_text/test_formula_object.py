"""Formulas in documents."""

from PySide6.QtGui import QImage, QPainter

from desktop.adapters.formula_typesetter import typeset
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.formula import Formula
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.formula_object import FormulaOutlines
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme


def test_a_formula_is_painted_in_the_colour_of_the_text(theme: Theme) -> None:
    outlines = FormulaOutlines()
    formula = Formula("M")
    outlines.put(formula, typeset(formula))
    document = block_document(parsed("$M$")[0], WritingContext(theme, outlines=outlines))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 120 for x in range(60) for y in range(40))
    assert 10 < dark < 600
