"""Wishes: what a widget would like to show and what takes too long to make at once. Made in the background, one at a
time, the newest wish first; what was made once is remembered.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.services.tasks import Tasks

MOST_WAITING = 400


class BackgroundCache(QObject):
    """`make` turns a wish into what was wanted; it runs in a thread and must not raise. `most` are remembered."""

    made = Signal(object, object)  # a wish, and what was made of it

    def __init__(self, tasks: Tasks, name: str, make: Callable[[Any], object], most: int) -> None:
        super().__init__()
        self._tasks = tasks
        self._making = tasks.slot(name)
        self._make = make
        self._most = most
        self._waiting: list[Hashable] = []
        self._held: OrderedDict[Hashable, object] = OrderedDict()

    def request(self, wish: Hashable) -> None:
        """Make this one. What was made before comes at once."""
        if wish in self._held:
            self._held.move_to_end(wish)
            self.made.emit(wish, self._held[wish])
            return
        if wish not in self._waiting:
            self._waiting = [*self._waiting, wish][-MOST_WAITING:]
        if not self._making.running:
            self._making.start(self._run())

    async def _run(self) -> None:
        while self._waiting:
            wish = self._waiting.pop()
            made = await self._tasks.run_blocking(self._make, wish)
            self._held[wish] = made
            if len(self._held) > self._most:
                self._held.popitem(last=False)
            self.made.emit(wish, made)
