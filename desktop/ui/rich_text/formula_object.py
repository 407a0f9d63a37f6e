"""Formulas in documents: objects in the text, painted from outlines at whatever size and in whatever colour."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QPainter,
    QPainterPath,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.core.markdown.formula import SIZE, Formula, FormulaOutline

OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
_TEX = QTextFormat.Property.UserProperty.value + 1
_DISPLAY = _TEX + 1
_SCALE = _TEX + 2
PLACE = "\ufffc"  # what stands in a document's text for an object


class FormulaOutlines:
    """The outlines that are there; `want` is told of a formula whose outlines are not."""

    def __init__(self, want: Callable[[Formula], None] = lambda _: None) -> None:
        self._want = want
        self._held: dict[Formula, FormulaOutline | None] = {}
        self._paths: dict[Formula, QPainterPath] = {}

    def outlines(self, formula: Formula) -> FormulaOutline | None:
        """Its outlines; None when there are none, or none yet."""
        if formula not in self._held:
            self._want(formula)
        return self._held.get(formula)

    def waits_for(self, formula: Formula) -> bool:
        """Whether its outlines may still come."""
        return formula not in self._held

    def hold(self, formula: Formula, outlines: FormulaOutline | None) -> None:
        self._held[formula] = outlines

    def path(self, formula: Formula) -> QPainterPath:
        """What is filled to show it, at `SIZE`, from its base line."""
        if formula not in self._paths:
            outlines = self._held.get(formula)
            self._paths[formula] = _path_of(outlines) if outlines else QPainterPath()
        return self._paths[formula]


def _path_of(outlines: FormulaOutline) -> QPainterPath:
    path = QPainterPath()
    for letter, numbers in outlines.ops:
        if letter == "M":
            path.moveTo(*numbers)
        elif letter == "L":
            path.lineTo(*numbers)
        elif letter == "Q":
            path.quadTo(*numbers)
        else:
            path.closeSubpath()
    path.setFillRule(path.fillRule().WindingFill)
    return path


class FormulaObject(QPyTextObject):
    """Sizes and paints the formulas of one document."""

    def __init__(self, document: QTextDocument, shapes: FormulaOutlines) -> None:
        super().__init__(document)
        self._shapes = shapes
        document.documentLayout().registerHandler(OBJECT, self)

    def intrinsicSize(self, document: QTextDocument, at: int, form: QTextFormat) -> QSizeF:
        outlines = self._shapes.outlines(formula_in(form))
        if outlines is None:
            return QSizeF(0, 0)
        scale = cast(float, form.property(_SCALE))
        tall = 2 * max(outlines.ascent, outlines.descent) if _is_tall(outlines) else outlines.ascent
        return QSizeF(outlines.width * scale + 2, tall * scale)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, at: int, form: QTextFormat
    ) -> None:
        formula = formula_in(form)
        outlines = self._shapes.outlines(formula)
        if outlines is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(rect)
        base = place.center().y() if _is_tall(outlines) else place.bottom()
        painter.translate(rect.left() + 1, base)
        scale = cast(float, form.property(_SCALE))
        painter.scale(scale, scale)
        painter.fillPath(self._shapes.path(formula), form.foreground())
        painter.restore()


def _is_tall(outlines: FormulaOutline) -> bool:
    """Whether it goes so far below the base line that its line must make room; Qt sets objects on the base line, or
    centres them about it.
    """
    return outlines.descent > 0.35 * SIZE


def write_formula(
    cursor: QTextCursor, formula: Formula, form: QTextCharFormat, outlines: FormulaOutline, font: QFont
) -> None:
    """Put a formula into the text, in the colour of `form`, and in the size of that or of `font`."""
    made = QTextCharFormat(form)
    made.setObjectType(OBJECT)
    made.setProperty(_TEX, formula.tex)
    made.setProperty(_DISPLAY, formula.display)
    larger = form.fontPointSize() / font.pointSizeF() if form.fontPointSize() > 0 else 1.0
    made.setProperty(_SCALE, QFontInfo(font).pixelSize() * larger / SIZE * (1.1 if formula.display else 1.0))
    made.setForeground(QColor(form.foreground().color()))
    if _is_tall(outlines):
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    cursor.insertText(PLACE, made)


def formula_in(form: QTextFormat) -> Formula:
    """The formula that an object's format holds."""
    return Formula(str(form.property(_TEX) or ""), bool(form.property(_DISPLAY)))
