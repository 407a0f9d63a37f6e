"""Builds the parts of the transcript and connects them with one another."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.markdown.formula import Formula
from desktop.ui.screen_reader.announcements import announcements
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme
from desktop.ui.transcript.announcer import AnswerAnnouncer
from desktop.ui.transcript.finding.find_in_page import FindInPage
from desktop.ui.transcript.flat_button import NewTextButton
from desktop.ui.transcript.interaction.button_pool import ButtonPool
from desktop.ui.transcript.interaction.cards import Cards
from desktop.ui.transcript.interaction.drag_out import DragOut
from desktop.ui.transcript.interaction.highlights import RowHighlights
from desktop.ui.transcript.interaction.keyboard import KeyboardInput
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.interaction.mouse import MouseInput
from desktop.ui.transcript.interaction.stops import Stops
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.interaction.turn_buttons import TurnButtons
from desktop.ui.transcript.on_demand import OnDemandContent
from desktop.ui.transcript.page import TranscriptPage
from desktop.ui.transcript.painter import TranscriptPainter
from desktop.ui.transcript.spoken.spoken_parts import SpokenParts
from desktop.ui.transcript.spoken.whole_text import WholeText
from desktop.ui.transcript.text_zoom import TextZoom
from desktop.ui.transcript.turns.turn_layout import TurnLayout
from desktop.ui.transcript.turns.turn_list import TurnList
from desktop.ui.transcript.visible_area import VisibleArea


class TranscriptParts:
    """All parts of one transcript. They work on a scroll area and know nothing else of it."""

    def __init__(
        self,
        scrolled: QAbstractScrollArea,
        port: WholeText,
        theme: Theme,
        request_formula: Callable[[Formula], None],
    ) -> None:
        """`port` becomes the viewport of `scrolled`."""
        scrolled.setViewport(port)
        bar = scrolled.verticalScrollBar()
        layout = TurnLayout()
        give_role(scrolled, Role.DOCUMENT)
        say = partial(announcements.say, scrolled)
        self.area = VisibleArea(layout, bar, port)
        self.turns = TurnList(layout, theme, lambda: self.area.text_width, request_formula)
        self.content = OnDemandContent(scrolled)
        self._pool = ButtonPool(port, theme, say)
        self.buttons = TurnButtons(self.area, self._pool, scrolled)
        self._new_text = NewTextButton(port)
        announcer = AnswerAnnouncer(say, lambda: announcements.is_listening)
        self.page = TranscriptPage(
            self.turns, self.area, self.content, self.buttons, self._new_text, announcer, scrolled
        )
        self.zoom = TextZoom(theme, self._show_theme)
        self.links = Links(self.area, scrolled)
        self.stops = Stops(scrolled, self.area, self.links, self._pool)
        self.selection = TranscriptSelection(self.area, scrolled)
        self.search = FindInPage(self.area, self.page.reveal, scrolled)
        self.highlights = RowHighlights(self.area, self.selection, self.search, self.links)
        self.painter = TranscriptPainter(self.area, self.content, self.highlights.of)
        cards = Cards(self.area)
        self.drag_out = DragOut(cards, self.selection, scrolled)
        self.mouse = MouseInput(
            self.area, self.selection, self.links, cards, self.drag_out, self.zoom.step, port.setCursor
        )
        self.keyboard = KeyboardInput(
            bar, self.selection, self.links, cards, self.buttons.copied.emit, self.page.go_to_end
        )
        self.spoken = SpokenParts(scrolled, port, self.area, self.links, self.page.reveal)
        self.links.focus_moved.connect(say)
        bar.valueChanged.connect(self.page.scroll)
        self._connect()

    def _connect(self) -> None:
        self._new_text.clicked.connect(self.page.go_to_end)
        self.links.fold_requested.connect(self.page.fold_thinking)
        self.selection.changed.connect(self.area.repaint)
        self.page.replaced.connect(self.selection.reset)
        self.page.replaced.connect(self.links.drop_focus)
        self.page.replaced.connect(self.search.search_again)
        self.page.laid_out.connect(self.search.search_again)
        self.page.settled.connect(self.spoken.show)

    def _show_theme(self, theme: Theme) -> None:
        self._pool.show_theme(theme)
        self.page.show_theme(theme)
