"""The ledger: what the endpoints' own counts have cost today and this month, and what they teach about the next."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.turn import Turn
from desktop.core.errors import KeepingFailed
from desktop.core.settings.settings import Settings
from desktop.core.stored_form import StoredForm
from desktop.core.usage.calibration import NOTHING_LEARNT, Learnt
from desktop.core.usage.estimator import Counted
from desktop.core.usage.spending_limits import Limit, Spent, limit_passed
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

_LEARNT = StoredForm(Learnt, {"text": "text", "picture": "picture"})


class Ledger(QObject):
    """Owner of what was learnt and of the sums. `write` keeps plain values; it must not raise."""

    changed = Signal(object)  # Spent

    def __init__(
        self, tasks: Tasks, keeper: Keeper, held: dict[str, Any], write: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._keeper = keeper
        self._write = write
        self._spent = Spent()
        self._learnt = {name: made for name, values in held.items() if (made := _learnt_from(values)) is not None}

    @property
    def spent(self) -> Spent:
        return self._spent

    def learnt(self, host: str, model: str) -> Learnt:
        """What is known of a model at an endpoint."""
        return self._learnt.get(f"{host} {model}", NOTHING_LEARNT)

    def limit_passed(self, settings: Settings, cost_usd: float | None) -> Limit | None:
        """The limit that a question of this cost would pass, if any."""
        return limit_passed(self._spent, settings.daily_limit_usd, settings.monthly_limit_usd, cost_usd)

    def learn(self, turn: Turn, by_rule: Counted) -> None:
        """An endpoint has counted a turn."""
        if turn.usage is None:
            return
        known = self.learnt(turn.host, turn.model)
        now = known.after(by_rule.picture_tokens, by_rule.text_tokens, by_rule.certain, turn.usage.read)
        if now != known:
            self._learnt[f"{turn.host} {turn.model}"] = now
            self._write({name: _LEARNT.to_plain(each) for name, each in self._learnt.items()})
        self.refresh()

    def refresh(self) -> None:
        """Add up again."""
        self._tasks.replace("ledger", self._refresh())

    async def _refresh(self) -> None:
        day, month = _beginnings(datetime.fromtimestamp(time.time()))
        try:
            today, this_month = await self._keeper.ask(lambda store: (store.spent(day), store.spent(month)))
        except KeepingFailed:
            return
        self._spent = Spent(today, this_month)
        self.changed.emit(self._spent)


def _beginnings(now: datetime) -> tuple[float, float]:
    """When this day and this month began here, in Unix seconds."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day.timestamp(), day.replace(day=1).timestamp()


def _learnt_from(values: object) -> Learnt | None:
    if not isinstance(values, dict):
        return None
    factors = {key: values.get(key) for key in _LEARNT.fields}
    if not all(isinstance(factor, float) and 0.1 < factor < 10 for factor in factors.values()):
        return None
    return _LEARNT.from_plain(factors)
