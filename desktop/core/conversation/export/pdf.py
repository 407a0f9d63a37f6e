"""PDF: the window paints its pages, as it does for a printer; here stands what it must prepare before."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.format import PaintedFormat
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.parser import MATH, formula_of, parser


def formulas_in(conversation: Conversation) -> tuple[Formula, ...]:
    """All formulas in the answers of the shown branch, without duplicates; they are typeset before painting."""
    formulas: dict[Formula, None] = {}
    for turn in conversation.turns:
        for block in parser().parse(turn.answer):
            for token in block.children or [block]:
                if token.type in MATH:
                    formulas[Formula(formula_of(token.content), token.type != "math_inline")] = None
    return tuple(formulas)


PDF = PaintedFormat("PDF", (".pdf",))
