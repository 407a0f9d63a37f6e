"""The view of one conversation: a scroll area that owns the turns, lays out those near the view and paints itself.

Of five measured designs this opens, resizes, scrolls and streams fastest. It hands events and calls to its parts.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from desktop.core.conversation.conversation import Conversation
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.markdown.syntax_highlighting import Code, HighlightSpan
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.messages.language.catalogue import _
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.theme import Theme
from desktop.ui.transcript.interaction.links import plain_tip
from desktop.ui.transcript.parts import TranscriptParts
from desktop.ui.transcript.spoken.whole_text import WholeText
from desktop.ui.transcript.turns.selection import selected_text, whole_selection
from desktop.ui.transcript.turns.turn_item import TurnItem

# Signals that are passed on under the same names: of OnDemandContent, TurnButtons and Links.
CONTENT_SIGNALS = ("thumbnail_wanted", "answer_image_wanted", "colors_wanted", "quote_matches_wanted")
ASKING_SIGNALS = ("again_requested", "edit_requested", "other_model_requested", "version_requested", "offer_requested")
BUTTON_SIGNALS = (*ASKING_SIGNALS, "menu_requested", "copied", "answer_copied", "save_requested")
LINK_SIGNALS = ("link_requested", "mark_pointed", "mark_chosen", "spot_pointed", "spot_chosen")


class TranscriptView(QAbstractScrollArea):
    """Shows a conversation, and tells by signals what the user wants of it. `parts` are there to be looked at."""

    thumbnail_wanted = Signal(SentImage)
    answer_image_wanted = Signal(SentImage)
    formula_wanted = Signal(Formula)
    colors_wanted = Signal(Code)
    quote_matches_wanted = Signal(str)  # a turn's id
    again_requested = Signal(str)  # a turn's id
    edit_requested = Signal(str)  # a turn's id
    other_model_requested = Signal(str, QPoint)  # a turn's id, and a place on the screen for a list of models
    version_requested = Signal(str, int)  # a turn's id, and by how many versions to go on
    offer_requested = Signal(str, SuggestedAction)  # a turn's id, and the next step that was chosen
    menu_requested = Signal(str, str, QPoint)  # a turn's id (or nothing), a link (or nothing), a place on the screen
    copied = Signal(str)
    answer_copied = Signal(str)  # its Markdown
    save_requested = Signal(str, str)  # code, and the name of its language
    link_requested = Signal(str)
    mark_pointed = Signal(str, int)  # a turn's id, and the number that is pointed at; "" and 0 for none
    mark_chosen = Signal(str, int)  # a turn's id, and the number that was clicked
    spot_pointed = Signal(str, str)  # a turn's id, and what it quotes from an image; "" and "" for none
    spot_chosen = Signal(str, str)
    found = Signal(int, int)  # the number of the current match (0: none), and how many there are

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.parts = TranscriptParts(self, WholeText(_("Conversation")), theme, self.formula_wanted.emit)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Conversation view"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._forward_signals()

    def _forward_signals(self) -> None:
        content, buttons, links = self.parts.content, self.parts.buttons, self.parts.links
        content.changed.connect(self.viewport().update)
        for source, names in ((content, CONTENT_SIGNALS), (buttons, BUTTON_SIGNALS), (links, LINK_SIGNALS)):
            for name in names:
                getattr(source, name).connect(getattr(self, name))
        self.parts.search.found.connect(self.found)

    @property
    def items(self) -> Sequence[TurnItem]:
        """The turns, in order."""
        return self.parts.area.items

    @property
    def conversation_id(self) -> str:
        """The id of the conversation that is shown; empty before the first."""
        return self.parts.turns.conversation_id

    @property
    def settled(self) -> bool:
        """True if everything that was handed over is on the page."""
        return self.parts.page.is_settled

    def show_conversation(self, conversation: Conversation) -> None:
        """Shows another conversation from its end, or a later state of the same one where it is."""
        self.parts.page.show_conversation(conversation)

    def show_empty(self, text: str) -> None:
        """Sets the text of an empty conversation."""
        self.parts.painter.empty_text = text
        self.viewport().update()

    def show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """Shows a thumbnail that was wanted."""
        self.parts.content.add_thumbnail(image_id, pixels)

    def show_answer_image(self, image_id: str, pixels: PixelBuffer) -> None:
        """Shows an image of an answer that was wanted."""
        self.parts.content.add_answer_image(image_id, pixels)

    def show_formula(self, formula: Formula, outlines: FormulaOutline | None) -> None:
        """Shows a formula that was wanted; None if it cannot be typeset."""
        self.parts.page.show_formula(formula, outlines)

    def show_quote_matches(self, turn_id: str, quote_matches: QuoteMatches) -> None:
        """Shows which quotes of a turn are found in its images."""
        self.parts.page.show_quote_matches(turn_id, quote_matches)

    def ask_for_quote_matches_again(self) -> None:
        """Has quote matches requested again: images have been read, or other quotes are looked for."""
        self.parts.content.forget_quote_matches()

    def show_colors(self, code: Code, spans: tuple[HighlightSpan, ...]) -> None:
        """Shows syntax colours that were wanted."""
        if self.parts.turns.show_colors(code, spans):
            self.viewport().update()

    def show_look(self, theme: Theme) -> None:
        """Shows other colours or another font."""
        self.parts.zoom.set_base(theme)

    @property
    def zoom(self) -> float:
        """The size of the text relative to the system's."""
        return self.parts.zoom.factor

    def show_zoom(self, zoom: float) -> None:
        """Shows the text at a size relative to the system's."""
        self.parts.zoom.set_factor(zoom)

    def zoom_by(self, steps: int) -> None:
        """Shows larger or smaller text, by steps; 0 is the system's size."""
        self.parts.zoom.step(steps)

    def show_turn(self, turn_id: str) -> None:
        """Brings a turn into view."""
        self.parts.page.reveal_turn(turn_id)

    def facts_of(self, turn_id: str) -> str:
        """Returns the whole text of a turn's foot; an empty string if the turn is not shown."""
        return next((item.footer.text for item in self.items if item.turn.id == turn_id), "")

    def plain_text(self) -> str:
        """Returns all of the conversation as plain text."""
        return selected_text(self.items, whole) if (whole := whole_selection(self.items)) else ""

    def select_all(self) -> None:
        """Selects all of the conversation."""
        self.parts.selection.select_all()

    @property
    def selected_text(self) -> str:
        """The selected text; empty if nothing is selected."""
        return self.parts.selection.text

    @property
    def selected_markdown(self) -> str:
        """The selected text as Markdown."""
        return self.parts.selection.markdown

    def look_for(self, words: str) -> None:
        """Searches for words and goes to the nearest match; an empty text ends the search."""
        self.parts.search.find(words)

    def look_on(self, by: int = 1) -> None:
        """Goes to the next match, or back."""
        self.parts.search.step(by)

    def dragged_at(self, start: QPointF) -> QMimeData:
        """Returns the data of a drag that begins at a point: the card whose head is there, or the selection."""
        return self.parts.drag_out.data_at(start)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.parts.painter.paint(painter, event.rect(), self.parts.zoom.theme)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.parts.page.show_width()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.parts.mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.parts.mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.parts.mouse.move(event)
        self.parts.buttons.point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.parts.mouse.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.parts.mouse.wheel(event):
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_requested.emit(*self.parts.links.menu_target(QPointF(event.pos()), by_keyboard), event.globalPos())

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Returns the place of the focused link, where Qt opens a menu that the keyboard asks for."""
        rect = self.parts.links.focused_rect() if query == Qt.InputMethodQuery.ImCursorRectangle else QRectF()
        return super().inputMethodQuery(query) if rect.isNull() else rect.toRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.parts.keyboard.press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus through the links and buttons in view, then out of the transcript."""
        moved = self.parts.stops.move(forward)
        self.viewport().update()
        return moved or self.parts.stops.leave(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.parts.links.drop_focus()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.parts.links.point_at_nothing()
            self.parts.buttons.point_at_nothing()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.parts.links.tip_at(QPointF(event.pos()))
            QToolTip.showText(QCursor.pos(), plain_tip(tip), self) if tip else QToolTip.hideText()
            return True
        return super().viewportEvent(event)
