"""Rows of formulas, code, tables and text."""

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from desktop.adapters.formula_typesetter import typeset
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.ui.rich_text.formula_object import PLACE
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import Highlights
from desktop.ui.transcript.rows.formula_row import FormulaRow
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turns.turn_item import TurnItem
from tests.ui.transcript.conversations import WIDE, conversation, turn


def test_a_formula_is_tex_until_its_outlines_are_there(view: TranscriptView) -> None:
    wanted: list[Formula] = []
    view.formula_wanted.connect(wanted.append)
    view.show_conversation(conversation(turn("So $x^2$ is.\n\n$$\\frac{a}{b}$$", "q")))
    assert wanted == [Formula("x^2"), Formula(r"\frac{a}{b}", display=True)]
    document = view.items[0].rows[1].row.document
    assert document.toPlainText() == "So x^2 is."
    for formula in wanted:
        view.show_formula(formula, typeset(formula))
    assert view.items[0].rows[1].row.document.toPlainText() == f"So {PLACE} is."
    assert isinstance(view.items[0].rows[2].row, FormulaRow)
    assert not view.grab().isNull()
    view.select_all()
    assert view.selected_text == "q\n\nSo x^2 is.\n\n\\frac{a}{b}"
    assert view.items[0].rows[1].row.text_between(0, 5) == "So x^2 "
    assert view.selected_markdown.endswith("$$\\frac{a}{b}$$")


def test_a_formula_that_cannot_be_set_stays_readable(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("So $\\frac{a$ is", "q")))
    view.show_formula(Formula("\\frac{a"), None)
    assert view.items[0].rows[1].row.document.toPlainText() == "So \\frac{a is"


def test_code_gets_its_colours_when_they_come(view: TranscriptView) -> None:
    wanted: list[Code] = []
    view.colors_wanted.connect(wanted.append)
    view.show_conversation(conversation(turn("```python\ndef f():\n    return 1\n```", "q")))
    assert wanted == [Code("python", "def f():\n    return 1")]
    view.show_colors(wanted[0], highlight(wanted[0]))
    layout = view.items[0].rows[1].row.document.begin().layout()
    assert layout.lineCount() == 1  # colouring forgets no lines
    assert layout.formats()[0].format.foreground().color().name() == LIGHT.keyword
    assert view.items[0].rows[1].row.document.toPlainText() == "def f():\n    return 1"


def test_growing_code_is_not_coloured_again_with_each_line(theme: Theme) -> None:
    row = CodeRow(parsed("```py\n" + "x = 1\n" * 100 + "```")[0], theme)
    row.measure(300)
    assert row.wanted_colors(finished=False) is not None
    assert row.grow(parsed("```py\n" + "x = 1\n" * 105 + "```")[0])
    assert row.wanted_colors(finished=False) is None
    assert row.wanted_colors(finished=True) is not None
    assert row.wanted_colors(finished=True) is None


def code_of(lines: str) -> MarkdownBlock:
    (block,) = parsed(f"```\n{lines}\n```")
    return block


def test_how_much_of_an_endless_line_is_left_out_is_said(theme: Theme) -> None:
    row = CodeRow(code_of("x " * 3000 + "\nshort"), theme)
    long, short = row.document.toPlainText().split("\n")
    assert long == "x " * 2000 + "… 2,000 more letters; Copy has them all" and short == "short"
    row = CodeRow(code_of("x " * 2000), theme)
    assert "…" not in row.document.toPlainText()
    for count in (2001, 2500, 3000):  # as it streams
        assert row.grow(code_of("x " * count))
        assert row.document.toPlainText() == f"{'x ' * 2000}… {2 * count - 4000:,} more letters; Copy has them all"
    assert row.grow(code_of("x " * 3000 + "\nshort"))
    assert row.document.toPlainText() == f"{'x ' * 2000}… 2,000 more letters; Copy has them all\nshort"
    assert CodeRow(code_of("x " * 3000), theme, wraps=True).document.toPlainText() == "x " * 3000


def test_what_stands_behind_the_most_lines_is_said_and_stands_on_paper(theme: Theme) -> None:
    block = code_of("\n".join(map(str, range(10_000, 30_005))))
    row = CodeRow(block, theme)
    assert row.document.blockCount() == 20_000
    assert row.document.lastBlock().text() == "29999… 30 more letters; Copy has them all"
    assert CodeRow(block, theme, wraps=True).document.toPlainText() == block.code


def test_code_is_scrolled_sideways(view: TranscriptView, theme: Theme) -> None:
    (block,) = parsed("```\n" + "wide " * 100 + "\n```")
    row = CodeRow(block, theme)
    row.measure(300)
    assert row.scroll(50, 300)
    assert row.scrolled == 50
    assert row.scroll(-500, 300)
    assert row.scrolled == 0


def test_right_to_left_text_stands_at_the_right(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("مرحبا بالعالم", "سؤال")))
    for row in (0, 1):
        shown = view.items[0].rows[row].row
        view.grab()
        line = shown.document.begin().layout().lineAt(0)
        assert shown.document.begin().textDirection() == Qt.LayoutDirection.RightToLeft
        right = line.naturalTextRect().right() + shown.inset.x()
        assert right <= view.parts.area.text_width + 1
        assert right > view.parts.area.text_width * 0.8


@pytest.mark.parametrize("width", [30.0, 200.0, 2000.0])
@pytest.mark.parametrize("source", [WIDE, "```\nx\n```", "$$x$$", "> q", "text", "---", "1. a\n   - b"])
def test_rows_paint_at_any_width(theme: Theme, source: str, width: float) -> None:
    item = TurnItem(turn(source, "q"), WritingContext(theme), width)
    item.open()
    item.measure(0, 1e6)
    image = QImage(QSize(int(width), 100), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for placed in item.rows:
        placed.row.paint(painter, width, Highlights((0, 2), ((0, 1),), (0, 1), (0, 1)))
        assert placed.row.offset_at(QPointF(1, 1)) >= 0
    painter.end()
