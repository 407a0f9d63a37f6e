"""The transcript: the page of a conversation with all that one can do on it, by mouse and by keyboard.

Select, copy, drag out, follow links and numbers, scroll cards sideways, find, larger text. What it means to retry or to
delete is not known here; that is said by signals.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDrag,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.core.cells import as_csv, as_tsv, cells
from desktop.core.html import html_of
from desktop.core.inert import inert
from desktop.core.text import harmless, seen
from desktop.ui.inline import MARK_SCHEME, SPOT_SCHEME
from desktop.ui.theme import Look
from desktop.ui.transcript.buttons import Wanted
from desktop.ui.transcript.cards import CardButton, CodeRow, Doing, TableRow, WideRow
from desktop.ui.transcript.finding import Finding
from desktop.ui.transcript.item import TurnItem
from desktop.ui.transcript.page import NOTHING_LIT, SIDE, Page
from desktop.ui.transcript.rows import DocumentRow, Lit, Span
from desktop.ui.transcript.selection import Selection, Spot, copied, everything

FIND_SLICE_S = 0.008
FOOT_BUTTONS_DOWN = 14.0


class Transcript(Page):
    """Shows a conversation; says what the user wants of it."""

    link_requested = Signal(str)
    again_requested = Signal(str)  # a turn's id
    edit_requested = Signal(str)  # a turn's id: its question is to be asked otherwise
    version_requested = Signal(str, int)  # a turn's id, and by how many versions to go on
    offer_requested = Signal(str, object)  # a turn's id, and the Offer in its foot that was taken
    menu_requested = Signal(str, str, QPoint)  # a turn's id (or nothing), a link (or nothing), a place on the screen
    mark_pointed = Signal(str, int)  # a turn's id, and the number in it that is pointed at; 0 is none
    mark_chosen = Signal(str, int)  # a turn's id, and the number in it that was clicked
    spot_pointed = Signal(str, str)  # a turn's id, and what it quotes from a picture; nothing is none
    spot_chosen = Signal(str, str)
    copied = Signal(str)
    save_requested = Signal(str, str)  # code, and the name of its language
    found = Signal(int, int)  # which place is looked at, and how many there are

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._selection: Selection | None = None
        self._dragging = False
        self._pressed: QPointF | None = None  # on what is selected, or on a card's head: a drag may begin here
        self._pointed = ("", "")  # a turn, and a link in it that leads to a picture
        self._focused: tuple[str, int, Span] | None = None  # a turn, a row and a link in it that has the keyboard
        self._finding = Finding("")
        self._find_timer = QTimer(self, singleShot=True, interval=0)
        self._find_timer.timeout.connect(self._find_on)

    def _begun_anew(self) -> None:
        self._selection = self._focused = None
        if self._finding.pattern is not None:
            self._find_timer.start()

    # what is lit, and the buttons

    def _lit(self, turn: int, row: int) -> Lit:
        chosen = self._selection.span(turn, row) if self._selection else None
        focused = self._focused[2] if self._focused and self._focused[:2] == (self._items[turn].turn.id, row) else None
        pattern = self._finding.pattern
        if pattern is None:
            return Lit(chosen, focused=focused) if chosen or focused else NOTHING_LIT
        spans = self._items[turn].rows[row].row.find(pattern)
        now = self._finding.current
        here = now is not None and (now.turn, now.row) == (turn, row) and now.number < len(spans)
        return Lit(chosen, spans, spans[now.number] if here and now is not None else None, focused)

    def _wanted(self) -> Iterator[Wanted]:
        y, right = self.verticalScrollBar().value(), SIDE + self._width
        for _, item in self._visible():
            for at, placed in item.rows_in(y - item.top, y - item.top + self.viewport().height()):
                top = item.top + placed.top - y
                if isinstance(placed.row, WideRow):
                    for button in placed.row.buttons(self._width):
                        key, does = (item.turn.id, at, button.doing), partial(self._on_card, placed.row, button)
                        place = SIDE + button.right, top + button.middle
                        yield Wanted(key, button.label, button.name, *place, does)
            yield from self._wanted_in_foot(item, right, item.top + item.foot_top - y + FOOT_BUTTONS_DOWN)

    def _wanted_in_foot(self, item: TurnItem, right: float, middle: float) -> Iterator[Wanted]:
        """From right to left: the menu, Retry, Edit, Copy, the versions, and the next step after a trouble."""
        turn, foot = item.turn, item.foot
        wanted: list[tuple[str, str, str, Callable[[], None]]] = []
        if turn.stage.ended:
            wanted.append(("menu", "⋯", "More for this answer", lambda: self._menu_of(turn.id)))
            if foot.finished:
                wanted.append(
                    ("retry", "Retry", "Ask this question again", partial(self.again_requested.emit, turn.id))
                )
            wanted.append(("edit", "Edit", "Ask this question otherwise", partial(self.edit_requested.emit, turn.id)))
        if turn.answer:
            wanted.append(("copy", "Copy", "Copy this answer", lambda: self.copied.emit(harmless(turn.answer))))
        if turn.stage.ended and item.place[1] > 1:
            for name, label, what, by in (
                ("next", "›", "The next version", 1),
                ("before", "‹", "The version before", -1),
            ):
                wanted.append((name, label, what, partial(self.version_requested.emit, turn.id, by)))
        for name, label, what, does in wanted:
            yield Wanted((turn.id, -1, name), label, what, right, middle, does)
            right -= self._buttons.width_of(label) + 4
        for offer, label in reversed(foot.offers):
            does = partial(self.offer_requested.emit, turn.id, offer)
            yield Wanted((turn.id, -1, offer), label, label, right, middle, does, strong=True)
            right -= self._buttons.width_of(label) + 8

    def _on_card(self, row: WideRow, button: CardButton) -> None:
        if button.doing is Doing.SAVE:
            assert isinstance(row, CodeRow)
            self.save_requested.emit(harmless(row.block.code), row.block.language)
        elif isinstance(row, TableRow):
            rows = cells(row.block)
            self.copied.emit(as_csv(rows) if button.doing is Doing.CSV else as_tsv(rows))
        else:
            self.copied.emit(harmless(row.text()))

    def _menu_of(self, turn_id: str) -> None:
        self.menu_requested.emit(turn_id, "", QCursor.pos())

    # what is selected

    @property
    def selected_text(self) -> str:
        """What is selected, as plain text."""
        return copied(self._items, chosen) if (chosen := self._chosen) else ""

    @property
    def selected_markdown(self) -> str:
        """What is selected, as Markdown."""
        return inert(harmless(copied(self._items, chosen, source=True))) if (chosen := self._chosen) else ""

    @property
    def _chosen(self) -> Selection | None:
        """What is selected, if that is anything."""
        return self._selection if self._selection is not None and not self._selection.empty else None

    def plain_text(self) -> str:
        """All of the conversation as plain text."""
        return copied(self._items, whole) if (whole := everything(self._items)) else ""

    def select_all(self) -> None:
        """Select all of the conversation."""
        self._selection = everything(self._items)
        self.viewport().update()

    def _spot(self, point: QPointF) -> Spot | None:
        y = point.y() + self.verticalScrollBar().value()
        for at, item in enumerate(self._items):
            if item.rows and (y < item.top + item.height or at == len(self._items) - 1):
                row = item.row_at(y - item.top)
                return Spot(at, row, item.offset_at(row, QPointF(point.x() - SIDE, y - item.top)))
        return None

    def _on_selection(self, spot: Spot) -> bool:
        chosen = self._chosen
        return chosen is not None and chosen.first <= spot <= chosen.last

    def _extend_by_row(self, by: int) -> None:
        """Select with the keyboard: a row more, or less."""
        flat = [(at, row) for at, item in enumerate(self._items) if item.split for row in range(len(item.rows))]
        if not flat:
            return
        if self._selection is None:
            turn, row, _ = self._anchor()
            start = Spot(max(0, turn), max(0, row), 0)
            self._selection = Selection(start, start)
        head = self._selection.head
        at = flat.index((head.turn, head.row)) if (head.turn, head.row) in flat else len(flat) - 1
        if head.offset >= self._letters(*flat[at]) if by > 0 else head.offset == 0:  # all of this row already
            at = max(0, min(len(flat) - 1, at + by))
        spot = Spot(*flat[at], self._letters(*flat[at]) if by > 0 else 0)
        self._selection = Selection(self._selection.anchor, spot)
        self.viewport().update()

    def _letters(self, turn: int, row: int) -> int:
        """How many letters a row has."""
        return self._items[turn].rows[row].row.document.characterCount() - 1

    # links

    def _target(self, point: QPointF) -> tuple[str, str]:
        """The turn and the address under a point; empty where there is no link."""
        under = self._row_at(point)
        return (under[0].turn.id, under[1].row.link_at(under[2])) if under else ("", "")

    def _follow(self, turn_id: str, link: str) -> None:
        """A click on a link, or on the number of a mark."""
        if link.startswith(MARK_SCHEME):
            self.mark_chosen.emit(turn_id, _number_in(link))
        elif link.startswith(SPOT_SCHEME):
            self.spot_chosen.emit(turn_id, link.removeprefix(SPOT_SCHEME))
        elif link:
            self.link_requested.emit(link)

    def _point_at(self, point: QPointF) -> None:
        """The pointer is there; a number that it rests on is lit on the canvas."""
        turn_id, link = self._target(point)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        if self._grip_at(point) is not None:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)
        self._tell_pointed(turn_id, link if link.startswith((MARK_SCHEME, SPOT_SCHEME)) else "")

    def _tell_pointed(self, turn_id: str, link: str) -> None:
        """The pointer rests on what has a place on a picture, or on nothing such."""
        if (turn_id, link) == self._pointed or not (link or self._pointed[1]):
            return
        left, self._pointed = self._pointed[1], (turn_id, link) if link else ("", "")
        for scheme in (MARK_SCHEME, SPOT_SCHEME):
            rests = link.startswith(scheme)
            if rests or left.startswith(scheme):
                if scheme == MARK_SCHEME:
                    self.mark_pointed.emit(turn_id if rests else "", _number_in(link) if rests else 0)
                else:
                    self.spot_pointed.emit(turn_id if rests else "", link.removeprefix(scheme) if rests else "")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the links that are seen, then through the buttons."""
        if self.hasFocus():
            seen_links = [
                (item.turn.id, row, span)
                for _, item in self._visible()
                for row, placed in enumerate(item.rows)
                if placed.measured and self._in_view(item, placed.top, placed.height)
                for span, _ in placed.row.links()
            ]
            at = seen_links.index(self._focused) if self._focused in seen_links else -1 if forward else len(seen_links)
            at += 1 if forward else -1
            self._focused = seen_links[at] if 0 <= at < len(seen_links) else None
            self.viewport().update()
            if self._focused is not None:
                return True
        return super().focusNextPrevChild(forward)

    def _in_view(self, item: TurnItem, top: float, height: float) -> bool:
        y = item.top + top - self.verticalScrollBar().value()
        return y + height > 0 and y < self.viewport().height()

    def _follow_focused(self) -> None:
        if self._focused is None:
            return
        turn_id, row, span = self._focused
        item = next((item for item in self._items if item.turn.id == turn_id), None)
        links = dict(item.rows[row].row.links()) if item is not None and row < len(item.rows) else {}
        self._follow(turn_id, links.get(span, ""))

    # finding

    def look_for(self, words: str) -> None:
        """Look for words, and go to the nearest place where they stand; nothing ends it."""
        self._finding = Finding(words)
        self._find_on(go=True)

    def look_on(self, by: int = 1) -> None:
        """Go on to the next place, or back."""
        self._go_to(by)

    def _find_on(self, go: bool = False) -> None:
        if self._finding.pattern is None:
            self.found.emit(0, 0)
            self.viewport().update()
            return
        more = self._finding.step(self._items, FIND_SLICE_S)
        if more:
            self._find_timer.start()
        if self._finding.current is None and (go or not more):
            self._go_to(0)
        self.found.emit(*self._finding.told(self._items))
        self.viewport().update()

    def _go_to(self, by: int) -> None:
        turn, row, _ = self._anchor()
        hit = self._finding.moved(self._items, by, (max(0, turn), max(0, row)))
        if hit is not None and self._finding.pattern is not None:
            self.show_place(hit.turn, hit.row)
            rows = self._items[hit.turn].rows
            spans = rows[hit.row].row.find(self._finding.pattern) if hit.row < len(rows) else ()  # it may be behind
            if hit.number < len(spans):
                self.show_place(hit.turn, hit.row, rows[hit.row].row.place_of(spans[hit.number]).top())
        self.found.emit(*self._finding.told(self._items))

    def _arranged(self) -> None:
        super()._arranged()
        if self._finding.pattern is not None and not self._find_timer.isActive():
            self._find_timer.start()

    # mouse

    def _grip_at(self, point: QPointF) -> DocumentRow | None:
        """The card whose head is under a point, to be dragged out whole."""
        under = self._row_at(point)
        if under and isinstance(under[1].row, WideRow) and under[1].row.grip(self._width).contains(under[2]):
            return under[1].row
        return None

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
            self._selection = Selection(Spot(spot.turn, spot.row, start), Spot(spot.turn, spot.row, end))
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
            if self._selection is not None and self._selection.empty:
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
        markdown = inert(harmless(row.source())) if row is not None else self.selected_markdown
        mime = QMimeData()
        mime.setText(harmless(text))
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
        if under and isinstance(under[1].row, WideRow) and under[1].row.scroll(by, self._width):
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
                wide = isinstance(placed.row, WideRow) and self._in_view(item, placed.top, placed.height)
                if wide and placed.row.scroll(by, self._width):  # type: ignore[attr-defined]
                    self.viewport().update()
                    return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focused = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._tell_pointed("", "")
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())
            _, link = self._target(point)
            leads = link.startswith((MARK_SCHEME, SPOT_SCHEME))
            under = self._row_at(point)
            words = "Show it on the picture" if leads else seen(link)[:300]
            words = words or (under[1].row.tip_at(under[2]) if under else "")
            QToolTip.showText(QCursor.pos(), words, self) if words else QToolTip.hideText()
            return True
        return super().viewportEvent(event)


def _number_in(link: str) -> int:
    return int(link.removeprefix(MARK_SCHEME))
