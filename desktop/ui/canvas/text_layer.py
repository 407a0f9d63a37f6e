"""The text layer: the recognised text of an image can be selected and copied like that of a page.

Points are view pixels, places logical pixels of the viewport.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.text_export import plain_text
from desktop.core.ocr.text_selection import (
    Caret,
    CaretStep,
    TextSelection,
    caret_at,
    caret_rect,
    everything,
    line_at,
    moved,
    rects,
    selected,
    word_at,
)
from desktop.ui.canvas.scene.text_layer_item import TextLayerItem
from desktop.ui.canvas.view.zoom import Zoom

REACH_PX = 4.0  # chosen; not measured
CARET_PX = 2.0  # its width in logical pixels
_STEPS = {
    Qt.Key.Key_Left: (CaretStep.LEFT, CaretStep.WORD_LEFT),
    Qt.Key.Key_Right: (CaretStep.RIGHT, CaretStep.WORD_RIGHT),
    Qt.Key.Key_Up: (CaretStep.UP, CaretStep.UP),
    Qt.Key.Key_Down: (CaretStep.DOWN, CaretStep.DOWN),
    Qt.Key.Key_Home: (CaretStep.LINE_START, CaretStep.START),
    Qt.Key.Key_End: (CaretStep.LINE_END, CaretStep.END),
}
"""What a key does to the caret, and with Ctrl."""


class TextLayer:
    """Selects text of an OCR result and shows the selection through `item`. `copy` is called with text to be copied."""

    def __init__(self, item: TextLayerItem, zoom: Zoom, copy: Callable[[str], None]) -> None:
        self._item = item
        self._zoom = zoom
        self._copy = copy
        self._ocr_result: OcrResult | None = None
        self._selection: TextSelection | None = None
        self.is_selecting = False

    @property
    def ocr_result(self) -> OcrResult | None:
        """The OCR result in view pixels; None while there is none."""
        return self._ocr_result

    def show_ocr_result(self, ocr_result: OcrResult | None) -> None:
        """Offers this text for selection; None while it is not known."""
        if ocr_result is not self._ocr_result:
            self._ocr_result = ocr_result
            self.select(None)

    @property
    def has_selection(self) -> bool:
        """True if something is selected, be it only a caret."""
        return self._selection is not None

    @property
    def selected_text(self) -> str:
        """The selected text; empty if nothing is selected."""
        if self._ocr_result is None or self._selection is None or self._selection.is_empty:
            return ""
        return plain_text(selected(self._ocr_result, self._selection))

    def select(self, selection: TextSelection | None) -> None:
        """Selects this, or nothing."""
        self._selection = selection
        shown: tuple[Rect, ...] = ()
        if self._ocr_result is not None and selection is not None:
            shown = rects(self._ocr_result, selection) or (self._caret_area(selection),)
        self._item.show_selected(shown)

    def _caret_area(self, selection: TextSelection) -> Rect:
        assert self._ocr_result is not None
        rect = caret_rect(self._ocr_result, selection.head)
        return replace(rect, right=rect.left + max(1, round(CARET_PX / self._zoom.scale)))

    def place_caret(self, visible: Rect) -> bool:
        """Puts the caret before the first line in `visible` (view pixels). Returns False if no text is there."""
        lines = self._ocr_result.lines if self._ocr_result is not None else ()
        at = next((at for at, line in enumerate(lines) if visible.contains(line.rect.center)), None)
        if at is None:
            return False
        self.select(TextSelection(Caret(at, 0), Caret(at, 0)))
        return True

    def move_caret(self, event: QKeyEvent) -> bool:
        """Moves the caret that there is, with Shift only its moving end. Returns False if there is none."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is None or self._selection is None or self._ocr_result is None:
            return False
        step = steps[bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)]
        head = moved(self._ocr_result, self._selection.head, step)
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.select(TextSelection(self._selection.anchor if extends else head, head))
        self._zoom.bring_into_view(caret_rect(self._ocr_result, head))
        return True

    def select_all(self) -> None:
        """Selects all of the text."""
        if self._ocr_result is not None:
            self.select(everything(self._ocr_result))

    def has_text_at(self, place: QPointF) -> bool:
        """Returns True if a press at `place` begins to select."""
        if self._ocr_result is None:
            return False
        return line_at(self._ocr_result, self._zoom.point_at(place), REACH_PX / self._zoom.scale) is not None

    def begin_selecting(self, place: QPointF, extend: bool) -> None:
        """Selects from `place` on; with `extend` from where the selection began."""
        assert self._ocr_result is not None
        caret = caret_at(self._ocr_result, self._zoom.point_at(place))
        if caret is not None:
            anchor = self._selection.anchor if extend and self._selection is not None else caret
            self.is_selecting = True
            self.select(TextSelection(anchor, caret))

    def select_to(self, place: QPointF) -> None:
        """Selects up to `place`."""
        if self._ocr_result is not None and self._selection is not None:
            caret = caret_at(self._ocr_result, self._zoom.point_at(place))
            if caret is not None:
                self.select(TextSelection(self._selection.anchor, caret))

    def end_selecting(self) -> None:
        """Keeps the selection as it is, whatever the pointer does next."""
        self.is_selecting = False

    def select_word(self, place: QPointF) -> bool:
        """Selects the word at `place`. Returns True if there is one."""
        word = word_at(self._ocr_result, self._zoom.point_at(place)) if self._ocr_result is not None else None
        if word is not None:
            self.select(word)
        return word is not None

    def press_key(self, event: QKeyEvent) -> bool:
        """Copies or selects all. Returns True if the key means that."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.selected_text:
            self._copy(self.selected_text)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._ocr_result is not None:
            self.select_all()
        else:
            return False
        return True
