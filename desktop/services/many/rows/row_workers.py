"""Asks the rows of a run side by side: a few are prepared ahead, and as many are on their way as the pace allows."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from desktop.core.many.cell import CellId

AHEAD = 4  # rows that are being prepared, or are prepared and wait for their turn: two for each core; chosen
Leave = Callable[[bool], None]
"""Is told True when a row's request may leave, and False when the row waits for its turn again."""
AskRow = Callable[[CellId, Leave], Awaitable[None]]


class RowWorkers:
    """Runs `ask` over rows. A row that has not left yet can be taken back; one that has is waited for."""

    def __init__(self, ask: AskRow, ended: Callable[[CellId, BaseException | None], None]) -> None:
        """`ended` is told of every row, with what `ask` raised."""
        self._ask = ask
        self._ended = ended
        self._waiting: deque[CellId] = deque()
        self._tasks: dict[asyncio.Task[None], CellId] = {}
        self._left: set[CellId] = set()
        self._is_open = False
        self._changed = asyncio.Event()

    def add(self, rows: Iterable[CellId]) -> None:
        """Adds rows at the end, but for those that are on their way."""
        known = {*self._waiting, *self._tasks.values()}
        self._waiting += [row for row in rows if row not in known]
        self._changed.set()

    async def work(self) -> None:
        """Asks until nothing is left, or until it is stopped and all that has left has ended."""
        self._is_open = True
        while self._tasks or (self._waiting and self._is_open):
            while self._is_open and self._waiting and len(self._tasks) - len(self._left) < AHEAD:
                row = self._waiting.popleft()
                task = asyncio.get_running_loop().create_task(self._one(row), name=f"row {row[0]}")
                self._tasks[task] = row
                task.add_done_callback(partial(self._done, row))
            self._changed.clear()
            await self._changed.wait()

    def stop(self) -> None:
        """Starts no more rows, and takes those back that have not left."""
        self._is_open = False
        self._waiting.clear()
        for task, row in self._tasks.items():
            if row not in self._left:
                task.cancel()
        self._changed.set()

    def cancel(self) -> None:
        """Stops every row, also those that have left."""
        self.stop()
        for task in self._tasks:
            task.cancel()

    async def _one(self, row: CellId) -> None:
        def leave(is_leaving: bool) -> None:
            if is_leaving:
                self._left.add(row)
            else:
                self._left.discard(row)
            self._changed.set()

        await self._ask(row, leave)

    def _done(self, row: CellId, task: "asyncio.Task[None]") -> None:
        del self._tasks[task]
        self._left.discard(row)
        self._changed.set()
        self._ended(row, None if task.cancelled() else task.exception())
