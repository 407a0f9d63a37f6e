"""Spending today and this month, and the calibration of estimates, both from the tokens that endpoints counted."""

import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.settings.settings import Settings
from desktop.core.stored_form import StoredForm
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimator import TokenCount
from desktop.core.usage.spending_limits import ExceededLimit, Spending, has_limit, limit_in_the_way, period_starts
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

_CALIBRATION = StoredForm(TokenCalibration, {"text": "text", "picture": "image"})


class UsageTracker(QObject):
    """Owner of the sums and of the calibration.

    `calibration` is its stored form, by host and model; `write` stores it again and must not raise. `account` returns
    what other programs and earlier windows have entered in the account of the limits.
    """

    changed = Signal(Spending)

    def __init__(
        self,
        tasks: Tasks,
        storage: StorageThread,
        calibration: dict[str, Any],
        write: Callable[[dict[str, Any]], None],
        account: Callable[[], Spending] = Spending,
    ) -> None:
        super().__init__()
        self._refreshing = tasks.slot("add up spending")
        self._storage = storage
        self._write = write
        self._spending = Spending()
        self._account = account
        self._uncounted: set[tuple[str, str]] = set()  # hosts and models without a price that the user has let go
        self._calibration = {
            name: factors for name, values in calibration.items() if (factors := _calibration_from(values)) is not None
        }

    @property
    def spent(self) -> Spending:
        return self._spending

    def calibration_for(self, host: str, model: str) -> TokenCalibration:
        """Returns the calibration of a model at a host; UNCALIBRATED if the host has not counted a turn of it yet."""
        return self._calibration.get(f"{host} {model}", UNCALIBRATED)

    async def find_out(self) -> None:
        """Adds up the spending again and waits for it, so that a limit is not judged by the sums of another day."""
        await self._refresh()

    def limit_passed(
        self, settings: Settings, cost_usd: float | None, locked: Collection[str] = ()
    ) -> ExceededLimit | None:
        """Returns the spending limit that a question of this cost would exceed, or None.

        A question without a known price meets the first limit there is, until `allow_uncounted`. `locked` are the
        fields that a policy sets.
        """
        if not has_limit(settings):
            return None
        may_go_uncounted = (settings.host, settings.model) in self._uncounted
        spent = self._spending.or_more(self._account())
        return limit_in_the_way(spent, settings, locked, cost_usd, may_go_uncounted)

    def allow_uncounted(self, settings: Settings) -> None:
        """Remembers, for this run of the program, that the user lets questions to this model go uncounted."""
        self._uncounted.add((settings.host, settings.model))

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """Learns from the tokens that an endpoint counted for a turn, and adds up the spending again.

        `by_rule` is the count of the same request by the published rules.
        """
        if turn.usage is None:
            return
        known = self.calibration_for(turn.host, turn.model)
        updated = known.updated(by_rule.image_tokens, by_rule.text_tokens, by_rule.certain, turn.usage.input_tokens)
        if updated != known:
            self._calibration[f"{turn.host} {turn.model}"] = updated
            self._write({name: _CALIBRATION.to_plain(factors) for name, factors in self._calibration.items()})
        self.refresh()

    def refresh(self) -> None:
        """Adds up the spending again in the background."""
        self._refreshing.start(self._refresh())

    async def _refresh(self) -> None:
        day, month = period_starts(datetime.fromtimestamp(time.time()))
        try:
            today, this_month = await self._storage.query(
                lambda store: (store.spending_since(day), store.spending_since(month))
            )
        except StorageError:
            return
        self._spending = Spending(today, this_month)
        self.changed.emit(self._spending)


def _calibration_from(values: object) -> TokenCalibration | None:
    if not isinstance(values, dict):
        return None
    factors = {key: values.get(key) for key in _CALIBRATION.fields}
    if not all(isinstance(factor, float) and 0.01 < factor < 10 for factor in factors.values()):
        return None
    return _CALIBRATION.from_plain(factors)
