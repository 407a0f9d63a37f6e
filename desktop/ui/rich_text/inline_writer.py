"""Writes the inline Markdown of a block at a cursor: words, code, links with their host, number chips, formulas."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.link_safety import target_of
from desktop.core.markdown.parser import MATH, formula_of
from desktop.core.ocr.quote_matching import NO_QUOTE_MATCHES, QuoteMatches, quoted_spans
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.network.link_warnings import host_label, picture_at
from desktop.ui.rich_text.formula_object import FormulaOutlines, write_formula
from desktop.ui.rich_text.number_chips import APART, CODE_ROOM, NO_NUMBERS, TOGETHER, Numbers, write_signs
from desktop.ui.rich_text.quotes import CODE, PAINTED, quoted_form, write_quote, write_sign_room
from desktop.ui.rich_text.source_marks import marked
from desktop.ui.theme import Theme, fixed_font

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_RUN = 400
LONGEST_FORMULA = 1000
FOLD_LINK = "fold:"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")


@dataclass(slots=True)
class WritingContext:
    """The surroundings of a block: the theme, the badge numbers that it may refer to, the known formulas, the quotes
    that were found in the images, and the sources of the answer.

    `missing` collects the formulas that were written as TeX because their outlines have not come yet.
    """

    theme: Theme
    numbers: Numbers = NO_NUMBERS
    outlines: FormulaOutlines = field(default_factory=FormulaOutlines)
    missing: set[Formula] = field(default_factory=set)
    quote_matches: QuoteMatches = NO_QUOTE_MATCHES
    sources: tuple[AnswerSource, ...] = ()

    def without_missing(self) -> "WritingContext":
        """Returns the same context with its own, empty set of missing formulas."""
        return replace(self, missing=set())


def break_long_runs(text: str) -> str:
    """Returns text with invisible characters shown, and break points in endless runs, which would stall the layout."""
    return _RUN.sub(lambda run: run.group() + "\u200b", make_controls_visible(text))


def plain_form(theme: Theme, color: str = "") -> QTextCharFormat:
    """Returns the format of plain text."""
    form = QTextCharFormat()
    form.setForeground(QColor(color or theme.colors.text))
    return form


def code_form(form: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """Returns a copy of a format, in the font of code."""
    code_format = QTextCharFormat(form)
    fixed = fixed_font(theme.points * 0.95)
    code_format.setFontFamilies(fixed.families())
    code_format.setFontFixedPitch(True)
    code_format.setFontPointSize(fixed.pointSizeF())
    return code_format


def write_text(cursor: QTextCursor, text: str, form: QTextCharFormat, context: WritingContext) -> None:
    """Writes text. Quotes that were found in the images become links to the place; all get a line and a sign."""
    at = 0
    for start, end, found_there in quoted_spans(text, context.quote_matches):
        _write_marks(cursor, text[at:start], form, context)
        write_quote(cursor, text[start:end], form, found_there, context.numbers, context.theme)
        at = end
    _write_marks(cursor, text[at:], form, context)


def _write_marks(cursor: QTextCursor, text: str, form: QTextCharFormat, context: WritingContext) -> None:
    """Writes text with a link for each mark like `[1]` of one of the sources."""
    for part, url in marked(text, () if form.isAnchor() else context.sources):
        if url:
            link = QTextCharFormat(form)
            link.setAnchor(True)
            link.setAnchorHref(url)
            link.setForeground(QColor(context.theme.colors.accent))
            cursor.insertText(part, link)
        else:
            write_signs(cursor, part, form, context.numbers, context.theme)


def math_in(token: "Token") -> Formula:
    """Returns the formula of a token."""
    return Formula(formula_of(token.content), token.type != "math_inline")


def write_math(cursor: QTextCursor, formula: Formula, form: QTextCharFormat, context: WritingContext) -> None:
    """Writes a formula, or its TeX where there are no outlines."""
    outlines = context.outlines.get(formula) if len(formula.tex) <= LONGEST_FORMULA else None
    if outlines is not None:
        write_formula(cursor, formula, form, outlines, context.theme.font)
        return
    if len(formula.tex) <= LONGEST_FORMULA and context.outlines.waits_for(formula):
        context.missing.add(formula)
    cursor.insertText(break_long_runs(formula.tex), code_form(form, context.theme))


class InlineWriter:
    """Writes the children of one inline token at a cursor, in a format that the block gives."""

    def __init__(self, cursor: QTextCursor, form: QTextCharFormat, context: WritingContext) -> None:
        self._cursor = cursor
        self._base = form
        self._context = context
        self._open: Counter[str] = Counter()  # elements around the words, by the kind of their tokens
        self._link: tuple[str, list[str]] | None = None
        self._isolates = False  # code among words that run from right to left keeps its own order, and its box

    def write(self, children: "list[Token]") -> None:
        """Writes all children."""
        self._isolates = any(_RIGHT_TO_LEFT.search(child.content) for child in children)
        for at, child in enumerate(children):
            kind = child.type
            if kind == "link_open":
                self._link = str(child.attrGet("href") or ""), _words_until_close(children[at + 1 :])
            elif kind == "link_close":
                self._write_host()
            elif child.nesting:
                self._open[kind.rpartition("_")[0]] += child.nesting
                if kind.startswith("kbd_"):
                    self._write_room()
            else:
                self._write_one(child, self._form())

    def _form(self) -> QTextCharFormat:
        form = QTextCharFormat(self._base)
        if self._open["kbd"]:
            form = code_form(form, self._context.theme)
        if self._open["strong"]:
            form.setFontWeight(QFont.Weight.Bold)
        if self._open["em"]:
            form.setFontItalic(True)
        if self._open["mark"]:
            form.setBackground(QColor(self._context.theme.colors.found))
            form.setForeground(QColor(self._context.theme.colors.on_found))
        elif self._open["kbd"]:
            form.setProperty(PAINTED, CODE)
        if self._open["sub"] or self._open["sup"]:
            alignment = QTextCharFormat.VerticalAlignment
            form.setVerticalAlignment(alignment.AlignSuperScript if self._open["sup"] else alignment.AlignSubScript)
        form.setFontStrikeOut(self._open["s"] > 0)
        form.setFontUnderline(self._open["u"] > 0)
        if self._link is not None and target_of(self._link[0]) is not None:
            self._as_link(form, self._link[0])
        return form

    def _write_one(self, child: "Token", form: QTextCharFormat) -> None:
        kind = child.type
        if kind == "text":
            write_text(self._cursor, break_long_runs(child.content), form, self._context)
        elif kind == "code_inline":
            self._write_code(child.content, form)
        elif kind == "softbreak":
            self._cursor.insertText(" ", form)
        elif kind == "hardbreak":
            self._cursor.insertText("\u2028", form)
        elif kind in MATH:
            write_math(self._cursor, math_in(child), form, self._context)
        elif kind == "footnote_ref":
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            form.setForeground(QColor(self._context.theme.colors.accent))
            self._cursor.insertText(break_long_runs(child.meta["label"]), form)
        elif kind == "image":
            self._write_image(child, form)

    def _write_room(self) -> None:
        """Writes the room at an end of the box of a key."""
        form = QTextCharFormat(self._base)
        form.setProperty(PAINTED, CODE)
        self._cursor.insertText(CODE_ROOM, form)

    def _write_code(self, code: str, form: QTextCharFormat) -> None:
        """Writes code in its box, whose room is of the text's font: in that of code it is as wide as a letter."""
        theme, words = self._context.theme, code.strip()
        form.setProperty(PAINTED, CODE)
        is_found = words in self._context.quote_matches.found
        code_format = code_form(form, theme)
        apart, together = (APART, TOGETHER) if self._isolates else ("", "")
        self._cursor.insertText(f"{apart}{CODE_ROOM}", form)
        self._cursor.insertText(
            break_long_runs(code), quoted_form(code_format, words, True, theme) if is_found else code_format
        )
        self._cursor.insertText(f"{CODE_ROOM}{together}", form)
        if is_found:
            form.clearProperty(PAINTED)
            write_sign_room(self._cursor, words, form, True, theme)

    def _write_image(self, child: "Token", form: QTextCharFormat) -> None:
        """Writes an image's alternative text and a plain link; the image is never fetched."""
        source = str(child.attrGet("src") or "")
        target = target_of(source)
        if target is not None:
            self._as_link(form, source)
        self._cursor.insertText(picture_at(break_long_runs(child.content), target), form)

    def _write_host(self) -> None:
        """Writes the host behind a link, unless the link's text shows just that."""
        address, words = self._link or ("", [])
        self._link = None
        text = "".join(words)
        target = target_of(address, text)
        if target is None or (not target.warning and target.host.removeprefix("www.") in text.lower()):
            return
        colors = self._context.theme.colors
        form = QTextCharFormat(self._base)
        form.setForeground(QColor(colors.alarm if target.warning else colors.quiet))
        form.setFontPointSize(self._context.theme.points * 0.86)
        self._cursor.insertText(f" ({host_label(target)})", form)

    def _as_link(self, form: QTextCharFormat, address: str) -> None:
        form.setAnchor(True)
        form.setAnchorHref(address)
        form.setForeground(QColor(self._context.theme.colors.accent))
        form.setFontUnderline(True)


def _words_until_close(children: "list[Token]") -> list[str]:
    words = []
    for child in children:
        if child.type == "link_close":
            break
        words.append(child.content)
    return words
