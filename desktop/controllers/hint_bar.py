"""The quiet bar at the top of the image: several controllers have hints for it, and it shows the most important one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.ui.notice_bar import NoticeBar, Offered

ORDER = ("care", "legible")
"""The sources of hints, the most important first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Hint:
    """A sentence with its buttons, and what is called when the user closes it."""

    text: str
    offers: tuple[Offered, ...]
    closed: Callable[[], None]

    @property
    def words(self) -> tuple[str, ...]:
        """The sentence and the labels of its buttons: all that can be read of it."""
        return (self.text, *(label for label, _ in self.offers))


class HintBarController:
    """Keeps one hint for each source named in `ORDER` until that source replaces or clears it."""

    def __init__(self, notice: NoticeBar) -> None:
        self._notice = notice
        self._hints: dict[str, _Hint] = {}
        self._shown: _Hint | None = None
        self._words: tuple[str, ...] = ()

    def connect(self) -> None:
        """Connects the bar's closing."""
        self._notice.closed.connect(self._closed)

    def say(self, source: str, text: str, *offers: Offered, closed: Callable[[], None] = lambda: None) -> None:
        """Sets the hint of `source`; `closed` is called when the user closes it."""
        self._hints[source] = _Hint(text, offers, closed)
        self._show()

    def clear(self, source: str) -> None:
        """Takes the hint of `source` away."""
        if self._hints.pop(source, None) is not None:
            self._show()

    def _show(self) -> None:
        hint = next((self._hints[source] for source in ORDER if source in self._hints), None)
        if hint is None:
            self._notice.hide()
        elif hint.words != self._words or self._notice.isHidden():
            buttons = [(label, partial(self._do, at)) for at, (label, _) in enumerate(hint.offers)]
            self._notice.say(hint.text, *buttons, passing=False)
        self._shown, self._words = hint, hint.words if hint is not None else ()

    def _do(self, at: int) -> None:
        # looked up when it is pressed: the same words may by now be about another image
        if self._shown is not None:
            self._shown.offers[at][1]()

    def _closed(self) -> None:
        closed = self._shown
        self._hints = {source: hint for source, hint in self._hints.items() if hint is not closed}
        if closed is not None:
            closed.closed()
        self._show()
