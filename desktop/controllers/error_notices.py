"""How troubles are told in the notice bar, with the next step."""

from collections.abc import Callable

from desktop.core.errors import Trouble
from desktop.messages.errors import Offer, offer_label, said, several
from desktop.ui.notice_bar import Notice


class Troubles:
    """`open_settings` is set by whoever can."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self.open_settings: Callable[[], None] = lambda: None

    def tell(self, trouble: Trouble) -> None:
        """Say what happened."""
        told = said(trouble)
        keeps = trouble.kind.value.startswith("store_")
        if Offer.SETTINGS in told.offers:
            self._notice.say(told.text, (offer_label(Offer.SETTINGS), self.open_settings), passing=False)
        else:
            self._notice.say(told.text, passing=not keeps)

    def tell_several(self, troubles: tuple[Trouble, ...]) -> None:
        """Say the first of several, and how many more there are."""
        self._notice.say(several(troubles))
