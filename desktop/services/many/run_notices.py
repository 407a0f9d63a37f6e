"""Tells listeners of a run what has changed, at most so often that a window can follow."""

import asyncio
from collections.abc import Callable

from desktop.core.many.cell import Cell, CellId
from desktop.services.many.run_control import Listener, RunUpdate

TELL_EVERY_S = 0.05


class RunNotices:
    """Gathers changed cells. `update_of` makes the update of the cells that have changed."""

    def __init__(self, update_of: Callable[[tuple[Cell, ...]], RunUpdate]) -> None:
        self._update_of = update_of
        self._listeners: list[Listener] = []
        self._changed: dict[CellId, Cell] = {}
        self._planned: asyncio.TimerHandle | None = None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Adds a listener. Returns the function that removes it."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def note(self, *cells: Cell) -> None:
        """Tells of cells soon; without any, of the run's state."""
        self._changed |= {cell.id: cell for cell in cells}
        if self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(TELL_EVERY_S, self.tell)

    def tell(self) -> None:
        """Tells of everything now."""
        if self._planned is not None:
            self._planned.cancel()
            self._planned = None
        changed, self._changed = tuple(self._changed.values()), {}
        update = self._update_of(changed)
        for listener in tuple(self._listeners):
            listener(update)
