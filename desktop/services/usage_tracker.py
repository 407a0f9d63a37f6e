"""The ledger: what the endpoints' own counts have cost today and this month, and what they teach about the next."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.settings.settings import Settings
from desktop.core.stored_form import StoredForm
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimator import TokenCount
from desktop.core.usage.spending_limits import ExceededLimit, Spending, first_exceeded_limit
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

_CALIBRATION = StoredForm(TokenCalibration, {"text": "text", "picture": "image"})


class UsageTracker(QObject):
    """Owner of what was learnt and of the sums. `write` keeps plain values; it must not raise."""

    changed = Signal(object)  # Spent

    def __init__(
        self, tasks: Tasks, storage: StorageThread, held: dict[str, Any], write: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__()
        self._refreshing = tasks.slot("ledger")
        self._storage = storage
        self._write = write
        self._spent = Spending()
        self._calibration = {
            name: made for name, values in held.items() if (made := _calibration_from(values)) is not None
        }

    @property
    def spent(self) -> Spending:
        return self._spent

    def calibration_for(self, host: str, model: str) -> TokenCalibration:
        """What is known of a model at an endpoint."""
        return self._calibration.get(f"{host} {model}", UNCALIBRATED)

    def limit_passed(self, settings: Settings, cost_usd: float | None) -> ExceededLimit | None:
        """The limit that a question of this cost would pass, if any."""
        return first_exceeded_limit(self._spent, settings.daily_limit_usd, settings.monthly_limit_usd, cost_usd)

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """An endpoint has counted a turn."""
        if turn.usage is None:
            return
        known = self.calibration_for(turn.host, turn.model)
        now = known.updated(by_rule.image_tokens, by_rule.text_tokens, by_rule.certain, turn.usage.input_tokens)
        if now != known:
            self._calibration[f"{turn.host} {turn.model}"] = now
            self._write({name: _CALIBRATION.to_plain(each) for name, each in self._calibration.items()})
        self.refresh()

    def refresh(self) -> None:
        """Add up again."""
        self._refreshing.start(self._refresh())

    async def _refresh(self) -> None:
        day, month = _beginnings(datetime.fromtimestamp(time.time()))
        try:
            today, this_month = await self._storage.query(
                lambda store: (store.spending_since(day), store.spending_since(month))
            )
        except StorageError:
            return
        self._spent = Spending(today, this_month)
        self.changed.emit(self._spent)


def _beginnings(now: datetime) -> tuple[float, float]:
    """When this day and this month began here, in Unix seconds."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day.timestamp(), day.replace(day=1).timestamp()


def _calibration_from(values: object) -> TokenCalibration | None:
    if not isinstance(values, dict):
        return None
    factors = {key: values.get(key) for key in _CALIBRATION.fields}
    if not all(isinstance(factor, float) and 0.1 < factor < 10 for factor in factors.values()):
        return None
    return _CALIBRATION.from_plain(factors)
