"""The page of a conversation: one scroll area that owns the turns, lays out what nears the view, and paints it itself.

Of the ways that were measured (a document for all, a widget for each turn, one for each block) this one opens,
resizes, scrolls and streams fastest and selects across everything. The view is anchored to a row, not to the scroll
bar's value, because heights are estimates until a row is seen. What one can do on it begins in turn_buttons.py.
"""

import time
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPushButton

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.markdown.syntax_highlighting import Code, HighlightSpan
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.core.untrusted_text import make_controls_visible, strip_control_characters
from desktop.ui.qt_images import qimage
from desktop.ui.rich_text.formula_object import FormulaOutlines
from desktop.ui.rich_text.inline_writer import NO_NUMBERS, WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.button_pool import ButtonPool, ButtonSpec
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.question_row import MOST_THUMBS, QuestionRow
from desktop.ui.transcript.rows.text_rows import Highlights
from desktop.ui.transcript.turn_item import FOOT_HEIGHT, FOOT_WRAPS, RowPosition, TurnItem, footer_font
from desktop.ui.transcript.turn_layout import Anchor, TurnLayout

SIDE = 18.0
SHOW_EVERY_MS = 40
NEW_BELOW = "↓ new"
ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
NOTHING_LIT = Highlights()


class TurnListView(QAbstractScrollArea):
    """Shows a conversation."""

    thumbnail_wanted = Signal(object)  # SentPicture
    formula_wanted = Signal(object)  # Formula whose outlines are not there
    colors_wanted = Signal(object)  # Code
    quote_matches_wanted = Signal(str)  # a turn's id: what it quotes may stand in the pictures

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._base = theme
        self._zoom = 1.0
        self._theme = theme
        self._shapes = FormulaOutlines(self.formula_wanted.emit)
        self._stack = TurnLayout()
        self._conversation_id = ""
        self._shown: tuple[Turn, ...] = ()
        self._end = True  # the view is at the end and follows it
        self._thumbnails: dict[str, QImage] = {}
        self._asked_for: set[str] = set()
        self._quote_matches_asked: set[str] = set()
        self._announced, self._announced_of = 0, ""  # how much of which turn's answer has been said
        self._update_cost_ms = 0.0
        self._growing: list[TurnItem] = []
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._read_on)
        self._arrange = QTimer(self, singleShot=True, interval=0)
        self._arrange.timeout.connect(self._arranged)
        self._settle_soon = QTimer(self, singleShot=True, interval=0)
        self._settle_soon.timeout.connect(self._settle)
        self._buttons = ButtonPool(self.viewport(), theme.colors)
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

    @property
    def _items(self) -> list[TurnItem]:
        return self._stack.items

    def show_conversation(self, conversation: Conversation) -> None:
        """Show a conversation: another one from its end, the same one as it has become."""
        before, self._shown = self._shown, conversation.turns
        if conversation.id != self._conversation_id:
            self._conversation_id = conversation.id
            places = conversation.version_positions
            self._shapes = FormulaOutlines(self.formula_wanted.emit)
            self._quote_matches_asked.clear()
            self._stack.begin([self._new_item(turn, places) for turn in conversation.turns])
            self._growing = []
            self._set_numbers()
            self._end, self._announced = True, 0
            self._begun_anew()
            self._place()
            return
        grows = len(before) == len(conversation.turns) and before[:-1] == conversation.turns[:-1]
        self._take_in(conversation, max(0, len(before) - 1) if grows else 0)  # an answer that comes changes the last
        if conversation.turns and conversation.turns[-1].stage is not Stage.ANSWERING:
            self._set_numbers()
        if not (self._later.isActive() or self._arrange.isActive()):
            self._later.start(self._pause_ms() if self._behind_or_growing() else 0)

    def _take_in(self, conversation: Conversation, start: int) -> None:
        """Go on to the turns as they are now, from one on; where another branch begins, other turns take the place."""
        places, items = conversation.version_positions, self._items
        other = len(conversation.turns) < len(items)
        for at, turn in enumerate(conversation.turns[start:], start):
            if at < len(items) and items[at].turn.id != turn.id:
                self._stack.cut(at)
                other = True
            if at == len(items):
                items.append(self._new_item(turn, places))
                self._end = self._end or not turn.stage.ended  # a question just asked is looked at
            elif items[at].turn is not turn and items[at].turn != turn:
                items[at].change(turn)
            items[at].place = places.get(turn.id, (1, 1))
        self._stack.cut(len(conversation.turns))
        if other:
            self._begun_anew()

    def _new_item(self, turn: Turn, places: dict[str, tuple[int, int]]) -> TurnItem:
        return TurnItem(
            turn, WritingContext(self._theme, NO_NUMBERS, self._shapes), self._width, places.get(turn.id, (1, 1))
        )

    def _begun_anew(self) -> None:
        """What was lit is no longer there."""

    def _set_numbers(self) -> None:
        """Each turn may speak of the numbers on its own pictures and on all before."""
        known: set[int] = set()
        for item in self._items:
            known.update(place.number for image in item.turn.images for place in image.badges)
            item.set_numbers(frozenset(known) if known else NO_NUMBERS)

    def show_look(self, theme: Theme) -> None:
        """Other colours, another font."""
        anchor = self._anchor()
        self._base = theme
        self._theme = theme.zoomed(self._zoom) if self._zoom != 1.0 else theme
        self._buttons.show_colors(theme.colors)
        for item in self._items:
            item.set_look(self._theme)
        self._place(anchor)

    @property
    def zoom(self) -> float:
        """How much larger the text is than the system's."""
        return self._zoom

    def show_zoom(self, zoom: float) -> None:
        """Show the text so much larger than the system's."""
        self._zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        self.show_look(self._base)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller text, by steps; 0 is the system's size."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self._zoom))
        self.show_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))] if steps else 1.0)

    def show_empty(self, words: str) -> None:
        """What an empty conversation says."""
        self._empty = words
        self.viewport().update()

    def show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """A small form of a picture that was wanted."""
        self._thumbnails[image_id] = qimage(pixels).copy()
        self.viewport().update()

    def show_formula(self, formula: Formula, outlines: FormulaOutline | None) -> None:
        """The outlines of a formula that was wanted, or that there are none."""
        self._shapes.hold(formula, outlines)
        anchor = self._anchor()
        changed = [item.take_formula(formula) for item in self._items if item.split]  # every one of them is told
        if any(changed):
            self._place(anchor)

    def show_quote_matches(self, turn_id: str, quote_matches: QuoteMatches) -> None:
        """What of a turn's quotes stands in its pictures."""
        anchor = self._anchor()
        for item in self._items:
            if item.turn.id == turn_id and item.set_quote_matches(quote_matches):
                self._place(anchor)

    def ask_for_quote_matches_again(self) -> None:
        """Pictures have been read, or other things are looked for."""
        self._quote_matches_asked.clear()
        self.viewport().update()

    def show_colors(self, code: Code, spans: tuple[HighlightSpan, ...]) -> None:
        """The colours of code that was wanted."""
        for item in self._items:
            for placed in item.rows:
                if isinstance(placed.row, CodeRow) and placed.row.show_colors(code, spans):
                    self.viewport().update()

    def go_to_end(self) -> None:
        """Show the newest text, and follow it."""
        self._end = True
        self._place()

    def _pause_ms(self) -> int:
        """A slow update earns a longer pause, so that the window has three quarters of the time for itself."""
        return max(SHOW_EVERY_MS, round(3 * self._update_cost_ms))

    @property
    def settled(self) -> bool:
        """Whether everything that was handed over is on the page."""
        timers = (self._later, self._arrange, self._settle_soon)
        return not any(timer.isActive() for timer in timers) and not any(item.behind for item in self._items)

    def _behind_or_growing(self) -> bool:
        return bool(self._items) and not self._items[-1].turn.stage.ended

    # An answer that grows is shown in three steps, each an event of its own, so that none holds the window up for long:
    # what has come is read, the page is laid out, and it is painted.

    def _read_on(self) -> None:
        start = time.perf_counter()
        self._growing = [item for item in self._items if item.behind]
        for item in self._growing:
            item.read_on()
        self._update_cost_ms = (time.perf_counter() - start) * 1000
        self._arrange.start()

    def _arranged(self) -> None:
        start = time.perf_counter()
        anchor = self._anchor()
        for item in self._growing:
            item.arrange()
        self._lay_out(anchor)
        self._announce()
        self._update_cost_ms += (time.perf_counter() - start) * 1000
        self._settle_soon.start()
        if any(item.behind for item in self._items):  # also those that have changed since `_read_on`
            self._later.start(max(5, round(self._update_cost_ms)))

    def _announce(self) -> None:
        """Tell a screen reader the answer, a sentence at a time."""
        if not QAccessible.isActive() or not self._items:
            return
        if self._announced_of != self._items[-1].turn.id:
            self._announced_of, self._announced = self._items[-1].turn.id, 0
        text = self._items[-1].turn.answer
        end = max(text.rfind(mark, self._announced) for mark in (". ", "? ", "! ", "\n"))
        if self._items[-1].turn.stage.ended:
            end = len(text) - 1
        if end >= self._announced:
            words = strip_control_characters(text[self._announced : end + 1])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
            self._announced = end + 1

    # places

    @property
    def _width(self) -> float:
        return max(60.0, self.viewport().width() - 2 * SIDE)

    def _place(self, anchor: Anchor | None = None) -> None:
        """Lay out what is near the view, with the view held where it is, or was when `anchor` was taken."""
        self._lay_out(anchor)
        self._settle()

    def _lay_out(self, anchor: Anchor | None = None) -> None:
        bar = self.verticalScrollBar()
        anchor = anchor or self._anchor()
        for _ in range(4):  # measuring moves what is below, which may bring other rows near
            self._stack.settle()
            if not self._stack.measure_near(max(0.0, self._top_for(anchor)), self.viewport().height()):
                break
        self._stack.settle()
        y = self._top_for(anchor)
        bar.blockSignals(True)
        bar.setRange(0, max(0, round(self._stack.total - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setValue(round(y))
        bar.blockSignals(False)

    def _settle(self) -> None:
        """After any movement: buttons, colours, the mark of new text, and the picture itself."""
        self._buttons.show(list(self._wanted()))
        y = self.verticalScrollBar().value()
        for _, item in self._visible():
            for code in item.code_to_color(y - item.top, y - item.top + self.viewport().height()):
                self.colors_wanted.emit(code)
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

    def _wanted(self) -> Iterator[ButtonSpec]:
        """The buttons that the visible rows need, in the order of reading."""
        yield from ()

    def _anchor(self) -> Anchor:
        """What is at the top of the view."""
        return self._stack.anchor(float(self.verticalScrollBar().value()))

    def _top_for(self, anchor: Anchor) -> float:
        """Where the view's top is to be: at the end, or where the anchor is now."""
        return self._stack.total - self.viewport().height() if self._end else self._y_of(anchor)

    def _y_of(self, anchor: Anchor) -> float:
        y = self._stack.y_of(anchor)
        return float(self.verticalScrollBar().value()) if y is None else y

    def show_place(self, turn: int, row: int, into: float = 0.0) -> None:
        """Bring a row into the upper part of the view, if it is not in view."""
        item = self._items[turn]
        if not item.split:
            item.open()
        self._end = False
        self._place((turn, min(row, len(item.rows) - 1), into - self.viewport().height() / 3))

    def show_turn(self, turn_id: str) -> None:
        """Bring a turn into view."""
        at = next((at for at, item in enumerate(self._items) if item.turn.id == turn_id), None)
        if at is not None:
            self.show_place(at, 0)

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        self._end = bar.value() >= bar.maximum() - 4
        self._place()

    def _visible(self) -> Iterator[tuple[int, TurnItem]]:
        return self._stack.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _row_at(self, point: QPointF) -> tuple[TurnItem, RowPosition, QPointF] | None:
        """The row under a point of the view, and the point inside of it."""
        y = point.y() + self.verticalScrollBar().value()
        for _, item in self._visible():
            if item.top <= y < item.top + item.foot_top:
                placed = item.rows[item.row_at(y - item.top)]
                return item, placed, QPointF(point.x() - SIDE, y - item.top - placed.top)
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        for item in self._items:
            item.set_width(self._width)
        self._place(anchor)

    # painting

    def _lit(self, turn: int, row: int) -> Highlights:
        """What is lit of a row."""
        return NOTHING_LIT

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colors.page))
        painter.setFont(self._theme.font)
        if not self._items:
            painter.setPen(QColor(self._theme.colors.quiet))
            rect = self.viewport().rect().adjusted(20, 0, -20, -self.viewport().height() // 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
        y = self.verticalScrollBar().value()
        for at, item in self._visible():
            low = y - item.top + event.rect().top()
            for number, placed in item.rows_in(low, low + event.rect().height()):
                top = item.top + placed.top - y
                if isinstance(placed.row, QuestionRow):
                    self._give_thumbnails(placed.row)
                painter.save()
                painter.translate(SIDE, top)
                placed.row.paint(painter, self._width, self._lit(at, number))
                painter.restore()
            self._paint_foot(painter, item, item.top + item.foot_top - y)
            self._ask_for_quote_matches(item.turn)
        painter.end()

    def _ask_for_quote_matches(self, turn: Turn) -> None:
        if turn.answer and turn.stage.ended and turn.id not in self._quote_matches_asked:
            self._quote_matches_asked.add(turn.id)
            self.quote_matches_wanted.emit(turn.id)

    def _paint_foot(self, painter: QPainter, item: TurnItem, top: float) -> None:
        foot = item.foot
        colors = self._theme.colors
        painter.setPen(QColor(colors.alarm if foot.alarm else colors.quiet))
        painter.setFont(footer_font(self._theme))
        if item.foot_words:
            painter.drawText(
                QRectF(SIDE, top, self._width, item.foot_words), FOOT_WRAPS, make_controls_visible(foot.words)
            )
            return
        room = self._buttons.left_of(item.turn.id, SIDE + self._width) - SIDE - 8
        rect = QRectF(SIDE, top, max(80.0, room), FOOT_HEIGHT + 10)
        how = FOOT_WRAPS
        if painter.boundingRect(rect, how, foot.words).height() < 28:  # one line stands beside the buttons' words
            rect, how = QRectF(SIDE, top, max(80.0, room), 28), how | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, how, make_controls_visible(foot.words))

    def _give_thumbnails(self, row: QuestionRow) -> None:
        for picture in row.turn.images[:MOST_THUMBS]:
            image = self._thumbnails.get(picture.id)
            if image is not None:
                row.thumbnails[picture.id] = image
            elif picture.id not in self._asked_for:
                self._asked_for.add(picture.id)
                self.thumbnail_wanted.emit(picture)
