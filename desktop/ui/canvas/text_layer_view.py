"""A view whose picture's text can be selected and copied, like that of a page, once it has been read."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter

from desktop.core.geometry.rect import Point, Rect, Size
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.text_export import plain_text
from desktop.core.ocr.text_selection import TextSelection, caret_at, everything, line_at, rects, selected, word_at
from desktop.ui.canvas.text_layer_item import TextLayerItem
from desktop.ui.canvas.zoom_view import ZoomView
from desktop.ui.theme import ThemeColors

REACH_PX = 4.0


class TextLayerView(ZoomView):
    """Says what is to be copied. Everything here is in shown pixels."""

    copied = Signal(str)
    menu_wanted = Signal(object)  # a place on the screen (QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._text = TextLayerItem()
        self.scene().addItem(self._text)
        self._ocr_result: OcrResult | None = None
        self._selection: TextSelection | None = None
        self._selecting = False
        self._progress: float | None = None

    def show_ocr_result(self, ocr_result: OcrResult | None) -> None:
        """What the sheet says; None while that is not known."""
        if ocr_result is not self._ocr_result:
            self._ocr_result = ocr_result
            self.select_text(None)
            text = "" if ocr_result is None else plain_text(ocr_result)
            self.setAccessibleDescription(f"The picture says: {text[:2000]}" if text else self._words_for_size())

    def show_progress(self, done: float | None) -> None:
        """How far reading is that takes long (0–1); None when none does."""
        self._progress = done
        self.viewport().update()

    def show_framed(self, places: Sequence[Rect]) -> None:
        """Frame these places (in shown pixels)."""
        self._text.show_framed(places)

    def show_size(self, size: Size) -> None:
        super().show_size(size)
        self._text.show_size(size)

    def show_colors(self, colors: ThemeColors) -> None:
        super().show_colors(colors)
        self._text.accent = QColor(colors.accent)

    # what is selected

    @property
    def selected_text(self) -> str:
        """What is selected."""
        chosen = self._selection
        if self._ocr_result is None or chosen is None or chosen.is_empty:
            return ""
        return plain_text(selected(self._ocr_result, chosen))

    def select_text(self, selection: TextSelection | None) -> None:
        """Select that, or nothing."""
        self._selection = selection
        shown = rects(self._ocr_result, selection) if self._ocr_result is not None and selection is not None else ()
        self._text.show_selected(shown)

    def select_all_text(self) -> None:
        """Select everything that the picture says."""
        if self._ocr_result is not None:
            self.select_text(everything(self._ocr_result))

    def _on_text(self, place: QPointF) -> bool:
        """Whether a press there begins to select."""
        reach = REACH_PX / self.transform().m11()
        return self._ocr_result is not None and line_at(self._ocr_result, self._point(place), reach) is not None

    def _point(self, place: QPointF) -> Point:
        at = self.mapToScene(place.toPoint())
        return at.x(), at.y()

    def _begin_selecting(self, place: QPointF, extend: bool) -> None:
        assert self._ocr_result is not None
        caret = caret_at(self._ocr_result, self._point(place))
        if caret is not None:
            anchor = self._selection.anchor if extend and self._selection is not None else caret
            self._selecting = True
            self.select_text(TextSelection(anchor, caret))

    def _select_to(self, place: QPointF) -> None:
        if self._ocr_result is not None and self._selection is not None:
            caret = caret_at(self._ocr_result, self._point(place))
            if caret is not None:
                self.select_text(TextSelection(self._selection.anchor, caret))

    def _select_word(self, place: QPointF) -> bool:
        word = word_at(self._ocr_result, self._point(place)) if self._ocr_result is not None else None
        if word is not None:
            self.select_text(word)
        return word is not None

    def _text_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the text; whether it meant anything."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.selected_text:
            self.copied.emit(self.selected_text)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._ocr_result is not None:
            self.select_all_text()
        else:
            return False
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # words over the picture

    def drawForeground(self, painter: QPainter, rect: QRectF | QPoint) -> None:  # type: ignore[override]
        if self._progress is not None:
            painter.save()
            painter.resetTransform()
            self._say(painter, f"Reading text… {self._progress:.0%}", QPointF(10, self.viewport().height()))
            painter.restore()

    def _say(self, painter: QPainter, words: str, at: QPointF) -> None:
        """Words on a dark ground, as near to a place in the viewport as they fit."""
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 14, metrics.height() + 8
        x = max(0.0, min(at.x(), self.viewport().width() - width))
        y = max(0.0, min(at.y(), self.viewport().height() - height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(30, 30, 30, 215))
        painter.drawRoundedRect(QRectF(x, y, width, height), 5, 5)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRectF(x, y, width, height), Qt.AlignmentFlag.AlignCenter, words)
