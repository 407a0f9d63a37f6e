"""The quiet bar below the picture: several have something to say there, and the most important of them is heard."""

from collections.abc import Callable
from functools import partial

from desktop.ui.notice_bar import NoticeBar, Offered

ORDER = ("care", "legible")
_Said = tuple[str, tuple[Offered, ...], Callable[[], None]]


class HintBarController:
    """Who speaks has a name out of `ORDER`; what one says stays until it says something else."""

    def __init__(self, notice: NoticeBar) -> None:
        self._notice = notice
        self._said: dict[str, _Said] = {}
        self._shown: _Said | None = None
        self._words: tuple[str, ...] = ()
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
        elif _words(said) != self._words or self._notice.isHidden():
            words, offers, _ = said
            buttons = [(label, partial(self._do, at)) for at, (label, _) in enumerate(offers)]
            self._notice.say(words, *buttons, passing=False)
        self._shown, self._words = said, _words(said)

    def _do(self, at: int) -> None:
        # looked up when it is pressed: words that stay may by now be about another sheet
        if self._shown is not None:
            self._shown[1][at][1]()

    def _closed(self) -> None:
        said = self._shown
        self._said = {who: each for who, each in self._said.items() if each is not said}
        if said is not None:
            said[2]()
        self._show()


def _words(said: _Said | None) -> tuple[str, ...]:
    """What is read: the sentence and the labels of its buttons."""
    return (said[0], *(label for label, _ in said[1])) if said is not None else ()
