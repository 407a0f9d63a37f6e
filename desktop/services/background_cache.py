"""A cache of results that take too long to compute on the GUI thread: one is computed at a time, the latest request
first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.services.tasks import Tasks

MOST_WAITING = 400  # requests; chosen


class BackgroundCache(QObject):
    """Computes results on request. `compute` maps a key to its result in a worker thread and must not raise; the
    `capacity` results that were used last stay in memory.
    """

    ready = Signal(object, object)  # the key of a request, and its result: their types are those of `compute`

    def __init__(self, tasks: Tasks, name: str, compute: Callable[[Any], object], capacity: int) -> None:
        super().__init__()
        self._tasks = tasks
        self._computing = tasks.slot(name)
        self._compute = compute
        self._capacity = capacity
        self._waiting: list[Hashable] = []
        self._results: OrderedDict[Hashable, object] = OrderedDict()

    def request(self, key: Hashable) -> None:
        """Requests the result of a key; one that is in memory is emitted before this returns."""
        if key in self._results:
            self._results.move_to_end(key)
            self.ready.emit(key, self._results[key])
            return
        if key not in self._waiting:
            self._waiting = [*self._waiting, key][-MOST_WAITING:]
        if not self._computing.running:
            self._computing.start(self._run())

    async def _run(self) -> None:
        while self._waiting:
            key = self._waiting.pop()
            result = await self._tasks.run_blocking(self._compute, key)
            self._results[key] = result
            if len(self._results) > self._capacity:
                self._results.popitem(last=False)
            self.ready.emit(key, result)
