"""The quiet bar below the picture: several have something to say there, and the most important of them is heard."""

from collections.abc import Callable

from desktop.ui.notice import Notice, Offered

ORDER = ("care", "legible")
_Said = tuple[str, tuple[Offered, ...], Callable[[], None]]


class Hints:
    """Who speaks has a name out of `ORDER`; what one says stays until it says something else."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._said: dict[str, _Said] = {}
        self._shown: _Said | None = None
        notice.closed.connect(self._closed)

    def say(self, who: str, words: str, *offers: Offered, closed: Callable[[], None] = lambda: None) -> None:
        """Say that; `closed` hears when the user does not want it."""
        self._said[who] = words, offers, closed
        self._show()

    def clear(self, who: str) -> None:
        """Nothing more to say."""
        if self._said.pop(who, None) is not None:
            self._show()

    def _show(self) -> None:
        said = next((self._said[who] for who in ORDER if who in self._said), None)
        if said is None:
            self._notice.hide()
        elif said != self._shown or self._notice.isHidden():
            words, offers, _ = said
            self._notice.say(words, *offers, passing=False)
        self._shown = said

    def _closed(self) -> None:
        said = self._shown
        self._said = {who: each for who, each in self._said.items() if each is not said}
        if said is not None:
            said[2]()
        self._show()
