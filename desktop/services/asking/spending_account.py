"""Enters what a question costs into the account of the spending limits, before it is sent and when it is known."""

import time
from collections.abc import Callable
from datetime import date

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.errors import StorageError
from desktop.core.models.model import Model
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import has_limit
from desktop.log import log

Enter = Callable[[float, date], None]
"""Enters an amount of US dollars under a day; raises StorageError. A correction belongs to the day that it corrects."""


def no_account(_usd: float, _day: date) -> None:
    """Keeps no account."""


def account_entry(enter: Enter, settings: Settings, model: Model, expected_usd: float | None) -> "AccountEntry":
    """Returns the entry of a question that is about to be sent; it is entered only where a limit is set."""
    return AccountEntry(enter if has_limit(settings) else no_account, model, expected_usd or 0.0)


class AccountEntry:
    """The entry of one question: its expected cost, which is taken back or corrected when its turn has ended."""

    def __init__(self, enter: Enter, model: Model, expected_usd: float) -> None:
        self._enter = enter
        self._model = model
        self._expected_usd = expected_usd
        self._day: date | None = None

    def open(self) -> None:
        """Enters the expected cost: from here on the question may cost something. Raises StorageError."""
        day = date.fromtimestamp(time.time())
        self._enter(self._expected_usd, day)
        self._day = day

    def close(self, turn: Turn) -> None:
        """Corrects the entry by the cost of the turn, or takes it back if the endpoint refused.

        Where nobody knows what a turn has cost, for instance because it was stopped, the expectation stays.
        """
        if self._day is None:
            return
        cost = cost_of(turn, self._model)
        if cost is None:
            is_refused = turn.stage is Stage.FAILED and not turn.answer
            cost = 0.0 if is_refused else self._expected_usd
        if cost == self._expected_usd:
            return
        try:
            self._enter(cost - self._expected_usd, self._day)
        except StorageError as failed:
            log.error("the account of spending was not corrected: %s", failed.problem.detail)
