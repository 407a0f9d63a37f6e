"""What the user does not want to pay without being asked."""

from collections.abc import Callable

from desktop.composition.container import Product
from desktop.controllers.error_notices import Troubles
from desktop.messages.errors import money
from desktop.ui.notice_bar import QUESTION


class Limits:
    """Asks before a question passes the limit of a day or a month."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles

    def hold(self, cost_usd: float | None, go_on: Callable[[], None]) -> bool:
        """Whether the user has to be asked first, and asks; `go_on` asks the question all the same."""
        settings = self._product.preferences.in_force
        limit = None if settings.is_here else self._product.ledger.limit_passed(settings, cost_usd)
        if limit is None:
            return False
        self._product.window.notice.say(
            f"This question would pass your limit of {money(limit.limit_usd)} for {limit.which}: "
            f"{money(limit.spent_usd) if limit.spent_usd else 'nothing'} is spent, and it costs about "
            f"{money(cost_usd or 0)} before its answer. Nothing was sent.",
            ("Ask anyway", go_on),
            ("Open settings", self._troubles.open_settings),
            passing=False,
            about=QUESTION,
        )
        return True
