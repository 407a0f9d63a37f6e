"""Finding on the page: words are looked for a slice of time at a time, and every place where they stand is lit."""

from PySide6.QtCore import QTimer, Signal

from desktop.ui.theme import Theme
from desktop.ui.transcript.find_matches import TextFinder
from desktop.ui.transcript.link_navigation import LinkNavigationView

FIND_SLICE_S = 0.008


class FindInPageView(LinkNavigationView):
    """A page on which words are found."""

    found = Signal(int, int)  # which place is looked at, and how many there are

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._finding = TextFinder("")
        self._find_timer = QTimer(self, singleShot=True, interval=0)
        self._find_timer.timeout.connect(self._find_on)

    def _begun_anew(self) -> None:
        super()._begun_anew()
        if self._finding.pattern is not None:
            self._find_timer.start()

    def look_for(self, words: str) -> None:
        """Look for words, and go to the nearest place where they stand; nothing ends it."""
        self._finding = TextFinder(words)
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
