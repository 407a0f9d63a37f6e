"""Finding text in the transcript: turns are searched a slice of time at a time, and all matches are highlighted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.rich_text.span_rects import Span
from desktop.ui.transcript.finding.find_matches import Match, TextFinder
from desktop.ui.transcript.visible_area import VisibleArea

SLICE_S = 0.008


class FindInPage(QObject):
    """The search for one text, and the match that is looked at. `reveal` brings a turn, a row and a place in that
    into view, given as two indices and pixels from the row's top.
    """

    found = Signal(int, int)  # the number of the current match (0: none), and how many there are

    def __init__(
        self,
        area: VisibleArea,
        reveal: Callable[[int, int, float], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._area = area
        self._reveal = reveal
        self._finder = TextFinder("")
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._search_on)

    @property
    def is_active(self) -> bool:
        """True while a text is searched for."""
        return self._finder.pattern is not None

    @property
    def current(self) -> Match | None:
        """The match that is looked at."""
        return self._finder.current

    def find(self, text: str) -> None:
        """Searches for a text and goes to the nearest match; an empty text ends the search."""
        self._finder = TextFinder(text)
        self._search_on(go=True)

    def step(self, by: int) -> None:
        """Goes to the next match (1), to the one before (-1), or to the nearest (0)."""
        turn, row, _ = self._area.anchor()
        items = self._area.items
        match = self._finder.move(items, by, (max(0, turn), max(0, row)))
        if match is not None and self._finder.pattern is not None:
            self._reveal(match.turn, match.row, 0.0)
            rows = items[match.turn].rows
            spans = rows[match.row].row.find(self._finder.pattern) if match.row < len(rows) else ()  # it may be behind
            if match.number < len(spans):
                self._reveal(match.turn, match.row, rows[match.row].row.span_rect(spans[match.number]).top())
        self.found.emit(*self._finder.progress(items))

    def search_again(self) -> None:
        """Searches the turns that have changed, if a text is searched for."""
        if self.is_active and not self._timer.isActive():
            self._timer.start()

    def spans(self, turn: int, row: int) -> tuple[tuple[Span, ...], Span | None]:
        """Returns the matches in a row, and the one of them that is looked at."""
        pattern, current = self._finder.pattern, self._finder.current
        if pattern is None:
            return (), None
        spans = self._area.items[turn].rows[row].row.find(pattern)
        if current is None or (current.turn, current.row) != (turn, row) or current.number >= len(spans):
            return spans, None
        return spans, spans[current.number]

    def _search_on(self, go: bool = False) -> None:
        if self._finder.pattern is None:
            self.found.emit(0, 0)
            self._area.repaint()
            return
        more = self._finder.search(self._area.items, SLICE_S)
        if more:
            self._timer.start()
        if self._finder.current is None and (go or not more):
            self.step(0)
        self.found.emit(*self._finder.progress(self._area.items))
        self._area.repaint()
