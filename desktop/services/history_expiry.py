"""Deletes conversations that are older than a rule of the house allows."""

import time
from collections.abc import Callable

from desktop.core.errors import StorageError
from desktop.core.settings.house_rules import HouseRules
from desktop.services.conversation.history import History
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

DAY_S = 86_400
MOST = 1_000_000_000  # rows of the list; more than there are


class HistoryExpiry:
    """Looks at the history when it is told to. The open conversation goes once another one is open."""

    def __init__(
        self,
        tasks: Tasks,
        storage: StorageThread,
        history: History,
        rules: Callable[[], HouseRules],
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now` returns Unix seconds."""
        self._looking = tasks.slot("expiry")
        self._storage = storage
        self._history = history
        self._rules = rules
        self._now = now

    def look(self) -> None:
        """Deletes in the background, for good, what nothing was added to for longer than is allowed."""
        if (days := self._rules().history_days) > 0:
            self._looking.start(self._delete_before(self._now() - days * DAY_S))

    async def _delete_before(self, before: float) -> None:
        def old(store: Store) -> tuple[str, ...]:
            return tuple(row.id for row in store.page(0, MOST) if row.updated_at < before)

        try:
            found = await self._storage.query(old)
        except StorageError:
            return  # the storage has reported it
        open_id = self._history.conversation.id
        if ids := tuple(row_id for row_id in found if row_id != open_id):
            self._storage.delete(ids)
            self._history.refresh_list()
