"""What stands inside a line of Markdown → text at a cursor: words, code, links with their host, numbers, formulas."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from desktop.core.image.number_badges import SIGN, circled_digit, digit_value
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.link_safety import LinkTarget, target_of
from desktop.core.markdown.parser import MATH, formula_of
from desktop.core.ocr.quote_matching import NO_QUOTE_MATCHES, QuoteMatches, quoted_spans
from desktop.core.untrusted_text import make_controls_visible
from desktop.ui.rich_text.formula_object import FormulaOutlines, write_formula
from desktop.ui.theme import Theme, fixed_font

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_RUN = 400
LONGEST_FORMULA = 1000
MARK_SCHEME, SPOT_SCHEME = "mark:", "spot:"  # no link of a model's can have these: see core/markdown/link_safety.py
CHIP_GROUND = "#c93f26"
CHIP_SPACE = "\u2005"
HAIR = "\u200a"
NOT_FOUND = "Not found in the picture"
_CHIP = re.compile(f"{CHIP_SPACE}([1-9][0-9]?){CHIP_SPACE}")
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")
Numbers = frozenset[int]
NO_NUMBERS: Numbers = frozenset()


@dataclass(slots=True)
class WritingContext:
    """What a block is written with: the look, the numbers that can be spoken of, the formulas that are there, and what
    of the quoted stands in the pictures.

    `missing` are the formulas that were written as TeX because their outlines are still being made.
    """

    theme: Theme
    numbers: Numbers = NO_NUMBERS
    shapes: FormulaOutlines = field(default_factory=FormulaOutlines)
    missing: set[Formula] = field(default_factory=set)
    quote_matches: QuoteMatches = NO_QUOTE_MATCHES


def break_long_runs(text: str) -> str:
    """`text` with what hides made visible, and room to break inside endless runs, which would stall the layout."""
    return _RUN.sub(lambda run: run.group() + "\u200b", make_controls_visible(text))


def without_chips(text: str) -> str:
    """Text out of a document with the signs that its chips stand for, and without what is there for the eye alone."""
    text = _CHIP.sub(lambda found: circled_digit(int(found.group(1))), text)
    return text.replace("\u200b", "").replace(HAIR, "")


def plain_form(theme: Theme, color: str = "") -> QTextCharFormat:
    """How text looks."""
    form = QTextCharFormat()
    form.setForeground(QColor(color or theme.colors.text))
    return form


def code_form(form: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """The same, as code."""
    made = QTextCharFormat(form)
    fixed = fixed_font(theme.points * 0.95)
    made.setFontFamilies(fixed.families())
    made.setFontFixedPitch(True)
    made.setFontPointSize(fixed.pointSizeF())
    return made


def write_text(cursor: QTextCursor, text: str, form: QTextCharFormat, paper: WritingContext) -> None:
    """Write text: what it quotes from the pictures as links to the place, what was not found there quietly marked."""
    at = 0
    for start, end, standing in quoted_spans(text, paper.quote_matches):
        _write_signs(cursor, text[at:start], form, paper.numbers)
        _write_signs(cursor, text[start:end], quoted_form(form, text[start:end], standing, paper.theme), paper.numbers)
        at = end
    _write_signs(cursor, text[at:], form, paper.numbers)


def quoted_form(form: QTextCharFormat, words: str, standing: bool, theme: Theme) -> QTextCharFormat:
    """How something looks that an answer quotes: a link to its place on the picture, or said not to stand there."""
    made = QTextCharFormat(form)
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(QColor(theme.colors.accent if standing else theme.colors.quiet))
    if standing and not form.isAnchor():
        made.setAnchor(True)
        made.setAnchorHref(SPOT_SCHEME + words)
    elif not standing:
        made.setToolTip(NOT_FOUND)
    return made


def _write_signs(cursor: QTextCursor, text: str, form: QTextCharFormat, numbers: Numbers) -> None:
    """Write text with a chip for each sign of one of `numbers`; any other sign stays the letter that it is."""
    at = 0
    for found in SIGN.finditer(text) if numbers else ():
        number = digit_value(found.group())
        if number in numbers:
            cursor.insertText(text[at : found.start()], form)
            cursor.insertText(f"{CHIP_SPACE}{number}{CHIP_SPACE}", _chip(form, number))
            at = found.end()
    cursor.insertText(text[at:], form)


def _chip(form: QTextCharFormat, number: int) -> QTextCharFormat:
    chip = QTextCharFormat(form)
    chip.setAnchor(True)
    chip.setAnchorHref(f"{MARK_SCHEME}{number}")
    chip.setForeground(QColor("#ffffff"))
    chip.setBackground(QColor(CHIP_GROUND))
    chip.setFontWeight(QFont.Weight.Bold)
    return chip


def math_in(token: "Token") -> Formula:
    """The formula of a token."""
    return Formula(formula_of(token.content), token.type != "math_inline")


def write_math(cursor: QTextCursor, formula: Formula, form: QTextCharFormat, paper: WritingContext) -> None:
    """Write a formula, or its TeX where it has no outlines."""
    outlines = paper.shapes.outlines(formula) if len(formula.tex) <= LONGEST_FORMULA else None
    if outlines is not None:
        write_formula(cursor, formula, form, outlines, paper.theme.font)
        return
    if len(formula.tex) <= LONGEST_FORMULA and paper.shapes.waits_for(formula):
        paper.missing.add(formula)
    cursor.insertText(break_long_runs(formula.tex), code_form(form, paper.theme))


class InlineWriter:
    """Writes the children of one inline token at a cursor, in a form that the block gives."""

    def __init__(self, cursor: QTextCursor, form: QTextCharFormat, paper: WritingContext) -> None:
        self._cursor = cursor
        self._base = form
        self._paper = paper
        self._strong = self._emphasis = self._struck = 0
        self._link: tuple[str, list[str]] | None = None

    def write(self, children: "list[Token]") -> None:
        """Write them all."""
        for at, child in enumerate(children):
            kind = child.type
            self._strong += {"strong_open": 1, "strong_close": -1}.get(kind, 0)
            self._emphasis += {"em_open": 1, "em_close": -1}.get(kind, 0)
            self._struck += {"s_open": 1, "s_close": -1}.get(kind, 0)
            if kind == "link_open":
                self._link = str(child.attrGet("href") or ""), _words_until_close(children[at + 1 :])
            elif kind == "link_close":
                self._write_host()
            else:
                self._write_one(child, self._form())

    def _form(self) -> QTextCharFormat:
        form = QTextCharFormat(self._base)
        if self._strong:
            form.setFontWeight(QFont.Weight.Bold)
        if self._emphasis:
            form.setFontItalic(True)
        form.setFontStrikeOut(self._struck > 0)
        if self._link is not None and target_of(self._link[0]) is not None:
            self._as_link(form, self._link[0])
        return form

    def _write_one(self, child: "Token", form: QTextCharFormat) -> None:
        kind = child.type
        if kind == "text":
            write_text(self._cursor, break_long_runs(child.content), form, self._paper)
        elif kind == "code_inline":
            made = code_form(form, self._paper.theme)
            made.setBackground(QColor(self._paper.theme.colors.card))
            if child.content.strip() in self._paper.quote_matches.found:
                made = quoted_form(made, child.content.strip(), True, self._paper.theme)
            self._cursor.insertText(f"{HAIR}{break_long_runs(child.content)}{HAIR}", made)
        elif kind == "softbreak":
            self._cursor.insertText(" ", form)
        elif kind == "hardbreak":
            self._cursor.insertText("\u2028", form)
        elif kind in MATH:
            write_math(self._cursor, math_in(child), form, self._paper)
        elif kind == "footnote_ref":
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            form.setForeground(QColor(self._paper.theme.colors.accent))
            self._cursor.insertText(break_long_runs(child.meta["label"]), form)
        elif kind == "image":
            self._write_image(child, form)

    def _write_image(self, child: "Token", form: QTextCharFormat) -> None:
        """Its words, and a plain link to it; it is never fetched."""
        source = str(child.attrGet("src") or "")
        target = target_of(source)
        if target is not None:
            self._as_link(form, source)
        where = _told(target) if target else "an address that is not opened"
        self._cursor.insertText(f"{break_long_runs(child.content) or 'picture'} (picture at {where})", form)

    def _write_host(self) -> None:
        """After a link: where it really goes, unless its words say just that."""
        address, words = self._link or ("", [])
        self._link = None
        said = "".join(words)
        target = target_of(address, said)
        if target is None or (not target.warning and target.host.removeprefix("www.") in said.lower()):
            return
        colors = self._paper.theme.colors
        form = QTextCharFormat(self._base)
        form.setForeground(QColor(colors.alarm if target.warning else colors.quiet))
        form.setFontPointSize(self._paper.theme.points * 0.86)
        self._cursor.insertText(f" ({_told(target)})", form)

    def _as_link(self, form: QTextCharFormat, address: str) -> None:
        form.setAnchor(True)
        form.setAnchorHref(address)
        form.setForeground(QColor(self._paper.theme.colors.accent))
        form.setFontUnderline(True)


def _words_until_close(children: "list[Token]") -> list[str]:
    words = []
    for child in children:
        if child.type == "link_close":
            break
        words.append(child.content)
    return words


def _told(target: LinkTarget) -> str:
    host = make_controls_visible(target.host)
    return f"⚠ {host}: {target.warning}" if target.warning else host
