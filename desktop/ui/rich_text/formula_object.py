"""Formulas in documents: text objects, painted from outlines in the size and colour of the text around them."""

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
PLACE = "\ufffc"  # the character that stands for an object in a document's text


class FormulaOutlines:
    """The known outlines of formulas. `request` is called with a formula that is not among them."""

    def __init__(self, request: Callable[[Formula], None] = lambda _: None) -> None:
        self._request = request
        self._outlines: dict[Formula, FormulaOutline | None] = {}
        self._paths: dict[Formula, QPainterPath] = {}

    def get(self, formula: Formula) -> FormulaOutline | None:
        """Returns the outlines of a formula, or None if it has none or they have not come yet."""
        if formula not in self._outlines:
            self._request(formula)
        return self._outlines.get(formula)

    def waits_for(self, formula: Formula) -> bool:
        """Returns True while the outlines of a formula may still come."""
        return formula not in self._outlines

    def put(self, formula: Formula, outlines: FormulaOutline | None) -> None:
        """Stores the outlines of a formula; None if it cannot be typeset."""
        self._outlines[formula] = outlines

    def path(self, formula: Formula) -> QPainterPath:
        """Returns the path that is filled to show a formula, at `SIZE`, its base line at y = 0."""
        if formula not in self._paths:
            outlines = self._outlines.get(formula)
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
    """Sizes and paints the formulas of one document, as Qt's layout asks for it."""

    def __init__(self, document: QTextDocument, outlines: FormulaOutlines) -> None:
        super().__init__(document)
        self._outlines = outlines
        document.documentLayout().registerHandler(OBJECT, self)

    def intrinsicSize(self, document: QTextDocument, at: int, form: QTextFormat) -> QSizeF:
        outlines = self._outlines.get(formula_in(form))
        if outlines is None:
            return QSizeF(0, 0)
        scale = cast(float, form.property(_SCALE))
        tall = 2 * max(outlines.ascent, outlines.descent) if _is_tall(outlines) else outlines.ascent
        return QSizeF(outlines.width * scale + 2, tall * scale)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, at: int, form: QTextFormat
    ) -> None:
        formula = formula_in(form)
        outlines = self._outlines.get(formula)
        if outlines is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(rect)
        base = place.center().y() if _is_tall(outlines) else place.bottom()
        painter.translate(rect.left() + 1, base)
        scale = cast(float, form.property(_SCALE))
        painter.scale(scale, scale)
        painter.fillPath(self._outlines.path(formula), form.foreground())
        painter.restore()


def _is_tall(outlines: FormulaOutline) -> bool:
    """Returns True if a formula goes so far below the base line that its line must make room.

    Qt sets objects on the base line, or centres them about it.
    """
    return outlines.descent > 0.35 * SIZE


def write_formula(
    cursor: QTextCursor, formula: Formula, form: QTextCharFormat, outlines: FormulaOutline, font: QFont
) -> None:
    """Writes a formula into the text, in the colour of `form`, and in its font size or else that of `font`."""
    object_format = QTextCharFormat(form)
    object_format.setObjectType(OBJECT)
    object_format.setProperty(_TEX, formula.tex)
    object_format.setProperty(_DISPLAY, formula.display)
    larger = form.fontPointSize() / font.pointSizeF() if form.fontPointSize() > 0 else 1.0
    object_format.setProperty(_SCALE, QFontInfo(font).pixelSize() * larger / SIZE * (1.1 if formula.display else 1.0))
    object_format.setForeground(QColor(form.foreground().color()))
    if _is_tall(outlines):
        object_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    cursor.insertText(PLACE, object_format)


def formula_in(form: QTextFormat) -> Formula:
    """Returns the formula of a text object's format."""
    return Formula(str(form.property(_TEX) or ""), bool(form.property(_DISPLAY)))
