"""The transcript: the page of a conversation with all that one can do on it, by mouse and by keyboard.

Each class adds one thing to the page before it: buttons (turn_buttons.py), links (link_navigation.py), finding
(find_in_page.py), and here what one selects, copies, drags out and scrolls.
"""

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.markdown.table_export import as_tsv, cells
from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.rich_text.inline_writer import MARK_SCHEME, SPOT_SCHEME
from desktop.ui.theme import Theme
from desktop.ui.transcript.find_in_page import FindInPageView
from desktop.ui.transcript.rows.card_row import CardRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_rows import Highlights
from desktop.ui.transcript.selection import Selection, TextPosition, copied_text, select_all
from desktop.ui.transcript.turn_list_view import NOTHING_LIT, SIDE


class TranscriptView(FindInPageView):
    """Shows a conversation; says what the user wants of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._selection: Selection | None = None
        self._dragging = False
        self._pressed: QPointF | None = None  # on what is selected, or on a card's head: a drag may begin here

    def _begun_anew(self) -> None:
        super()._begun_anew()
        self._selection = None

    # what is lit

    def _lit(self, turn: int, row: int) -> Highlights:
        chosen = self._selection.span(turn, row) if self._selection else None
        focused = self._focused[2] if self._focused and self._focused[:2] == (self._items[turn].turn.id, row) else None
        pattern = self._finding.pattern
        if pattern is None:
            return Highlights(chosen, focused=focused) if chosen or focused else NOTHING_LIT
        spans = self._items[turn].rows[row].row.find(pattern)
        now = self._finding.current
        here = now is not None and (now.turn, now.row) == (turn, row) and now.number < len(spans)
        return Highlights(chosen, spans, spans[now.number] if here and now is not None else None, focused)

    # what is selected

    @property
    def selected_text(self) -> str:
        """What is selected, as plain text."""
        return copied_text(self._items, chosen) if (chosen := self._chosen) else ""

    @property
    def selected_markdown(self) -> str:
        """What is selected, as Markdown."""
        return (
            neutralize_markdown(strip_control_characters(copied_text(self._items, chosen, source=True)))
            if (chosen := self._chosen)
            else ""
        )

    @property
    def _chosen(self) -> Selection | None:
        """What is selected, if that is anything."""
        return self._selection if self._selection is not None and not self._selection.is_empty else None

    def plain_text(self) -> str:
        """All of the conversation as plain text."""
        return copied_text(self._items, whole) if (whole := select_all(self._items)) else ""

    def select_all(self) -> None:
        """Select all of the conversation."""
        self._selection = select_all(self._items)
        self.viewport().update()

    def _spot(self, point: QPointF) -> TextPosition | None:
        y = point.y() + self.verticalScrollBar().value()
        for at, item in enumerate(self._items):
            if item.rows and (y < item.top + item.height or at == len(self._items) - 1):
                row = item.row_at(y - item.top)
                return TextPosition(at, row, item.offset_at(row, QPointF(point.x() - SIDE, y - item.top)))
        return None

    def _on_selection(self, spot: TextPosition) -> bool:
        chosen = self._chosen
        return chosen is not None and chosen.first <= spot <= chosen.last

    def _extend_by_row(self, by: int) -> None:
        """Select with the keyboard: a row more, or less."""
        flat = [(at, row) for at, item in enumerate(self._items) if item.split for row in range(len(item.rows))]
        if not flat:
            return
        if self._selection is None:
            turn, row, _ = self._anchor()
            start = TextPosition(max(0, turn), max(0, row), 0)
            self._selection = Selection(start, start)
        head = self._selection.head
        at = flat.index((head.turn, head.row)) if (head.turn, head.row) in flat else len(flat) - 1
        if head.offset >= self._letters(*flat[at]) if by > 0 else head.offset == 0:  # all of this row already
            at = max(0, min(len(flat) - 1, at + by))
        spot = TextPosition(*flat[at], self._letters(*flat[at]) if by > 0 else 0)
        self._selection = Selection(self._selection.anchor, spot)
        self.viewport().update()

    def _letters(self, turn: int, row: int) -> int:
        """How many letters a row has."""
        return self._items[turn].rows[row].row.document.characterCount() - 1

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        extend = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection
        self._focused = None
        if not extend and (self._on_selection(spot) or self._grip_at(event.position()) is not None):
            self._pressed = event.position()
            return
        self._selection = Selection(self._selection.anchor if extend and self._selection else spot, spot)
        self._dragging = True
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click selects a word."""
        spot = self._spot(event.position())
        if spot is not None:
            start, end = self._items[spot.turn].rows[spot.row].row.word_at(spot.offset)
            self._selection = Selection(
                TextPosition(spot.turn, spot.row, start), TextPosition(spot.turn, spot.row, end)
            )
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._drag_out(self._pressed)
            return
        if not self._dragging:
            self._point_at(event.position())
            return
        spot = self._spot(event.position())
        if spot is not None and self._selection is not None:
            self._selection = Selection(self._selection.anchor, spot)
            outside = event.position().y() - max(0.0, min(event.position().y(), self.viewport().height()))
            if outside:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(outside / 2))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:  # it was only a click
            self._pressed, self._selection = None, None
            self.viewport().update()
            self._follow(*self._target(event.position()))
            return
        if self._dragging:
            self._dragging = False
            if self._selection is not None and self._selection.is_empty:
                self._follow(*self._target(event.position()))

    def _drag_out(self, start: QPointF) -> None:
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(self.dragged_at(start))
        drag.exec(Qt.DropAction.CopyAction)

    def dragged_at(self, start: QPointF) -> QMimeData:
        """What a drag that begins at a point takes out: the card whose head is there, or what is selected."""
        row = self._grip_at(start)
        if isinstance(row, TableRow):
            text = as_tsv(cells(row.block))
        else:
            text = row.text() if row is not None else self.selected_text
        markdown = (
            neutralize_markdown(strip_control_characters(row.source())) if row is not None else self.selected_markdown
        )
        mime = QMimeData()
        mime.setText(strip_control_characters(text))
        mime.setData("text/markdown", markdown.encode("utf-8"))
        mime.setHtml(html_of(markdown))
        return mime

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        across = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across = event.angleDelta().y()
        if across and abs(across) >= abs(event.angleDelta().y()):
            self._scroll_card(event.position(), -across / 2)
            event.accept()
            return
        super().wheelEvent(event)

    def _scroll_card(self, point: QPointF, by: float) -> None:
        under = self._row_at(point)
        if under and isinstance(under[1].row, CardRow) and under[1].row.scroll(by, self._width):
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = QPointF(event.pos())
        turn_id, link = self._target(point)
        y = point.y() + self.verticalScrollBar().value()
        under = next((item.turn.id for _, item in self._visible() if item.top <= y < item.top + item.height), "")
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            under = next((item.turn.id for _, item in self._visible()), "")
        self.menu_requested.emit(
            turn_id or under, "" if link.startswith((MARK_SCHEME, SPOT_SCHEME)) else link, event.globalPos()
        )

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        down = key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._chosen:
                self.copied.emit(self.selected_text)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow_focused()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            self.go_to_end()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._extend_by_row(1 if down else -1)
            else:
                bar.setValue(bar.value() + (40 if down else -40))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._scroll_first_card(60 if down else -60)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = bar.pageStep() - 40
            bar.setValue(bar.value() + (step if down else -step))
        else:
            super().keyPressEvent(event)

    def _scroll_first_card(self, by: float) -> None:
        """Scroll the first wide card that is seen."""
        for _, item in self._visible():
            for placed in item.rows:
                wide = isinstance(placed.row, CardRow) and self._in_view(item, placed.top, placed.height)
                if wide and placed.row.scroll(by, self._width):  # type: ignore[attr-defined]
                    self.viewport().update()
                    return
