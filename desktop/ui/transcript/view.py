"""The transcript: one scroll area that owns the turns, lays out what nears the view, and paints it itself.

Of the ways that were measured (a document for all, a widget for each turn, one for each block) this one opens,
resizes, scrolls and streams fastest and selects across everything. The view is anchored to a row, not to the scroll
bar's value, because heights are estimates until a row is seen.
"""

import time
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QCursor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPushButton, QToolTip

from desktop.core.conversation import Conversation
from desktop.core.pixels import Pixels
from desktop.core.text import harmless
from desktop.ui.markup import MARK_SCHEME, NO_NUMBERS
from desktop.ui.pixels import qimage
from desktop.ui.theme import Look
from desktop.ui.transcript.buttons import Buttons, Wanted
from desktop.ui.transcript.item import FOOT_HEIGHT, TurnItem
from desktop.ui.transcript.rows import HEAD, CodeRow, QuestionRow
from desktop.ui.transcript.selection import Selection, Spot, copied, everything

SIDE = 18.0
TOP = 16.0
SHOW_EVERY_MS = 33
NEAR = 600.0
FAR = 4000.0
NEW_BELOW = "↓ new"


class Transcript(QAbstractScrollArea):
    """Shows a conversation; says what the user wants of it."""

    link_requested = Signal(str)
    again_requested = Signal(str)  # a turn's id
    offer_requested = Signal(str, object)  # a turn's id, and the Offer in its foot that was taken
    mark_pointed = Signal(str, int)  # a turn's id, and the number in it that is pointed at; 0 is none
    mark_chosen = Signal(str, int)  # a turn's id, and the number in it that was clicked
    thumbnail_wanted = Signal(object)  # SentPicture
    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: list[TurnItem] = []
        self._conversation_id = ""
        self._selection: Selection | None = None
        self._dragging = False
        self._end = True  # the view is at the end and follows it
        self._thumbnails: dict[str, QImage] = {}
        self._asked_for: set[str] = set()
        self._announced = 0
        self._pointed = ("", 0)
        self._update_cost_ms = 0.0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._advance)
        self._buttons = Buttons(self.viewport())
        self._new = QPushButton(NEW_BELOW, self.viewport())
        self._new.setProperty("raised", True)
        self._new.setAccessibleName("Go to the newest text")
        self._new.clicked.connect(self.go_to_end)
        self._new.hide()
        self._empty = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Conversation")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # what is shown

    def show_conversation(self, conversation: Conversation) -> None:
        """Show a conversation: another one from its end, the same one as it has become."""
        if conversation.id != self._conversation_id:
            self._conversation_id = conversation.id
            self._items = [TurnItem(turn, self._look, self._width) for turn in conversation.turns]
            self._set_numbers()
            self._selection, self._end, self._announced = None, True, 0
            self._place()
            return
        for at, turn in enumerate(conversation.turns):
            if at == len(self._items):
                self._items.append(TurnItem(turn, self._look, self._width))
                self._end = True  # a question just asked is looked at
            elif self._items[at].turn != turn:
                self._items[at].change(turn)
        del self._items[len(conversation.turns) :]
        self._set_numbers()
        if not self._later.isActive():
            self._later.start(self._pause_ms() if self._behind_or_growing() else 0)

    def _set_numbers(self) -> None:
        """Each turn may speak of the numbers on its own pictures and on all before."""
        known: set[int] = set()
        for item in self._items:
            known.update(place.number for picture in item.turn.pictures for place in picture.numbers)
            item.set_numbers(frozenset(known) if known else NO_NUMBERS)

    def show_look(self, look: Look) -> None:
        """Other colours, another font."""
        anchor = self._anchor()
        self._look = look
        for item in self._items:
            item.set_look(look)
        self._place(anchor)

    def show_empty(self, words: str) -> None:
        """What an empty conversation says."""
        self._empty = words
        self.viewport().update()

    def show_thumbnail(self, picture_id: str, pixels: Pixels) -> None:
        """A small form of a picture that was wanted."""
        self._thumbnails[picture_id] = qimage(pixels).copy()
        self.viewport().update()

    def go_to_end(self) -> None:
        """Show the newest text, and follow it."""
        self._end = True
        self._place()

    def plain_text(self) -> str:
        """All of the conversation as plain text."""
        return copied(self._items, whole) if (whole := everything(self._items)) else ""

    def _pause_ms(self) -> int:
        """A slow update earns a longer pause, so that the window has three quarters of the time for itself."""
        return max(SHOW_EVERY_MS, round(3 * self._update_cost_ms))

    def _behind_or_growing(self) -> bool:
        return bool(self._items) and not self._items[-1].turn.stage.ended

    def _advance(self) -> None:
        start = time.perf_counter()
        anchor = self._anchor()
        for item in self._items:
            if item.behind:
                item.advance()
        self._place(anchor)
        self._announce()
        self._update_cost_ms = (time.perf_counter() - start) * 1000
        if any(item.behind for item in self._items):
            self._later.start(max(5, round(self._update_cost_ms)))

    def _announce(self) -> None:
        """Tell a screen reader the answer, a sentence at a time."""
        if not QAccessible.isActive() or not self._items:
            return
        text = self._items[-1].turn.answer
        end = max(text.rfind(mark, self._announced) for mark in (". ", "? ", "! ", "\n"))
        if self._items[-1].turn.stage.ended:
            end = len(text) - 1
        if end >= self._announced:
            words = harmless(text[self._announced : end + 1])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
            self._announced = end + 1

    # places

    @property
    def _width(self) -> float:
        return max(60.0, self.viewport().width() - 2 * SIDE)

    def _place(self, anchor: tuple[int, int, float] | None = None) -> None:
        """Lay out what is near the view, with the view held where it is, or was when `anchor` was taken."""
        bar = self.verticalScrollBar()
        anchor = anchor or self._anchor()
        for _ in range(4):  # measuring moves what is below, which may bring other rows near
            self._stack()
            if not self._measure_near(max(0.0, self._top_for(anchor))):
                break
        self._stack()
        y = self._top_for(anchor)
        bar.blockSignals(True)
        bar.setRange(0, max(0, round(self._total - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setValue(round(y))
        bar.blockSignals(False)
        self._settle()

    def _settle(self) -> None:
        """After any movement: buttons, the mark of new text, and the picture itself."""
        self._buttons.show(list(self._wanted()))
        hidden = not self._end and self.verticalScrollBar().value() < self.verticalScrollBar().maximum() - 4
        self._new.setVisible(hidden and self._behind_or_growing())
        if not self._new.isHidden():
            place = self._new.sizeHint()
            self._new.setGeometry(
                round((self.viewport().width() - place.width()) / 2),
                self.viewport().height() - place.height() - 10,
                place.width(),
                place.height(),
            )
            self._new.raise_()
        self.viewport().update()

    def _stack(self) -> None:
        top = TOP
        for item in self._items:
            item.top = top
            top += item.height
        self._total = top

    def _measure_near(self, y: float) -> bool:
        """Lay out what is near `y`; whether any height changed by that."""
        changed = False
        low, high = y - NEAR, y + self.viewport().height() + NEAR
        for item in self._items:
            if item.top + item.height < low - FAR or item.top > high + FAR:
                item.release_outside(1.0, 0.0)
            elif item.top < high and item.top + item.height > low:
                if not item.split:
                    item.open()
                    changed = True
                changed = item.measure(low - item.top, high - item.top) or changed
                item.release_outside(low - item.top - FAR, high - item.top + FAR)
        return changed

    def _anchor(self) -> tuple[int, int, float]:
        """What is at the top of the view: turn, row, and how far into it."""
        y = float(self.verticalScrollBar().value())
        for at, item in enumerate(self._items):
            if y < item.top + item.height:
                if not item.split:
                    return at, -1, y - item.top
                row = item.row_at(y - item.top)
                return at, row, y - item.top - item.rows[row].top
        return -1, -1, 0.0

    def _top_for(self, anchor: tuple[int, int, float]) -> float:
        """Where the view's top is to be: at the end, or where the anchor is now."""
        return self._total - self.viewport().height() if self._end else self._y_of(anchor)

    def _y_of(self, anchor: tuple[int, int, float]) -> float:
        at, row, into = anchor
        if at < 0 or at >= len(self._items):
            return float(self.verticalScrollBar().value())
        item = self._items[at]
        inside = item.rows[row].top if 0 <= row < len(item.rows) else 0.0
        return item.top + inside + into

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        self._end = bar.value() >= bar.maximum() - 4
        self._place()

    def _visible(self) -> Iterator[tuple[int, TurnItem]]:
        y = self.verticalScrollBar().value()
        for at, item in enumerate(self._items):
            if item.top < y + self.viewport().height() and item.top + item.height > y:
                yield at, item

    def _wanted(self) -> Iterator[Wanted]:
        """The buttons that the visible rows need, in the order of reading."""
        y, right = self.verticalScrollBar().value(), SIDE + self._width
        for _, item in self._visible():
            for at, placed in enumerate(item.rows):
                row, top = placed.row, item.top + placed.top - y
                if isinstance(row, CodeRow) and -HEAD < top < self.viewport().height():
                    key, does = (item.turn.id, at, "copy"), partial(self._copy_code, row)
                    yield Wanted(key, "Copy", "Copy this code", right - 4, top + HEAD / 2, does)
            yield from self._wanted_in_foot(item, right, item.top + item.foot_top - y + 14)

    def _wanted_in_foot(self, item: TurnItem, right: float, middle: float) -> Iterator[Wanted]:
        """From right to left: Retry, Copy, and the next step after a trouble."""
        turn, foot = item.turn, item.foot
        if foot.finished and turn.stage.ended:
            does = partial(self.again_requested.emit, turn.id)
            yield Wanted((turn.id, -1, "retry"), "Retry", "Ask this question again", right, middle, does)
            right -= 52
        if turn.answer:
            does = partial(self.copied.emit, harmless(turn.answer))
            yield Wanted((turn.id, -1, "copy"), "Copy", "Copy this answer", right, middle, does)
            right -= 50
        for offer, label in reversed(foot.offers):
            does = partial(self.offer_requested.emit, turn.id, offer)
            yield Wanted((turn.id, -1, offer), label, label, right, middle, does, strong=True)
            right -= self.fontMetrics().horizontalAdvance(label) + 22

    def _copy_code(self, row: CodeRow) -> None:
        self.copied.emit(row.text())

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._look.colours.page))
        painter.setFont(self._look.font)
        if not self._items:
            painter.setPen(QColor(self._look.colours.quiet))
            rect = self.viewport().rect().adjusted(20, 0, -20, -self.viewport().height() // 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
        y = self.verticalScrollBar().value()
        for at, item in self._visible():
            for number, placed in enumerate(item.rows):
                top = item.top + placed.top - y
                if top + placed.height < event.rect().top() or top > event.rect().bottom():
                    continue
                if isinstance(placed.row, QuestionRow):
                    self._give_thumbnails(placed.row)
                chosen = self._selection.span(at, number) if self._selection else None
                painter.save()
                painter.translate(SIDE, top)
                placed.row.paint(painter, self._width, chosen)
                painter.restore()
            self._paint_foot(painter, item, item.top + item.foot_top - y)
        painter.end()

    def _paint_foot(self, painter: QPainter, item: TurnItem, top: float) -> None:
        foot = item.foot
        colours = self._look.colours
        painter.setPen(QColor(colours.alarm if foot.alarm else colours.quiet))
        font = painter.font()
        font.setPointSizeF(self._look.points * 0.88)
        painter.setFont(font)
        room = self._buttons.left_of(item.turn.id, SIDE + self._width) - SIDE - 8
        rect = QRectF(SIDE, top, max(80.0, room), FOOT_HEIGHT + 10)
        how = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        if painter.boundingRect(rect, how, foot.words).height() < 28:  # one line stands beside the buttons' words
            rect, how = QRectF(SIDE, top, max(80.0, room), 28), how | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, how, harmless(foot.words))

    def _give_thumbnails(self, row: QuestionRow) -> None:
        for picture in row.turn.pictures[:5]:
            image = self._thumbnails.get(picture.id)
            if image is not None:
                row.thumbnails[picture.id] = image
            elif picture.id not in self._asked_for:
                self._asked_for.add(picture.id)
                self.thumbnail_wanted.emit(picture)

    # what the user does

    def _spot(self, point: QPointF) -> Spot | None:
        y = point.y() + self.verticalScrollBar().value()
        for at, item in enumerate(self._items):
            if item.rows and (y < item.top + item.height or at == len(self._items) - 1):
                row = item.row_at(y - item.top)
                return Spot(at, row, item.offset_at(row, QPointF(point.x() - SIDE, y - item.top)))
        return None

    def _target(self, point: QPointF) -> tuple[str, str]:
        """The turn and the address under a point; empty where there is no link."""
        y = point.y() + self.verticalScrollBar().value()
        for _, item in self._visible():
            if item.top <= y < item.top + item.foot_top:
                placed = item.rows[item.row_at(y - item.top)]
                return item.turn.id, placed.row.link_at(QPointF(point.x() - SIDE, y - item.top - placed.top))
        return "", ""

    def _follow(self, point: QPointF) -> None:
        """A click on a link, or on the number of a mark."""
        turn_id, link = self._target(point)
        if link.startswith(MARK_SCHEME):
            self.mark_chosen.emit(turn_id, _number_in(link))
        elif link:
            self.link_requested.emit(link)

    def _point_at(self, point: QPointF) -> None:
        """The pointer is there; a number that it rests on is lit on the canvas."""
        turn_id, link = self._target(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor)
        pointed = (turn_id, _number_in(link)) if link.startswith(MARK_SCHEME) else ("", 0)
        if pointed != self._pointed:
            self._pointed = pointed
            self.mark_pointed.emit(*pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        extend = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection
        self._selection = Selection(self._selection.anchor if extend and self._selection else spot, spot)
        self._dragging = True
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
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
        if not self._dragging:
            return
        self._dragging = False
        if self._selection is not None and self._selection.empty:
            self._follow(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        across = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across = event.angleDelta().y()
        if across and abs(across) >= abs(event.angleDelta().y()):
            y = event.position().y() + self.verticalScrollBar().value()
            for _, item in self._visible():
                if item.top <= y < item.top + item.foot_top:
                    row = item.rows[item.row_at(y - item.top)].row
                    if isinstance(row, CodeRow) and row.scroll(-across / 2, self._width):
                        self.viewport().update()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._selection is not None and not self._selection.empty:
                self.copied.emit(copied(self._items, self._selection))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selection = everything(self._items)
            self.viewport().update()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_end()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Down else -40))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = bar.pageStep() - 40
            bar.setValue(bar.value() + (step if event.key() == Qt.Key.Key_PageDown else -step))
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._pointed[1]:
            self._pointed = ("", 0)
            self.mark_pointed.emit("", 0)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            _, link = self._target(QPointF(event.pos()))
            words = "Show it on the picture" if link.startswith(MARK_SCHEME) else harmless(link)[:300]
            QToolTip.showText(QCursor.pos(), words, self) if link else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        for item in self._items:
            item.set_width(self._width)
        self._place(anchor)

    _total = TOP


def _number_in(link: str) -> int:
    return int(link.removeprefix(MARK_SCHEME))
