"""The interface of what has rows answered: at once, one by one, or as a batch, within a day."""

from collections.abc import Iterable
from typing import Protocol

from desktop.core.many.cell import CellId


class Executor(Protocol):
    """Has the rows of one run answered."""

    def add(self, rows: Iterable[CellId]) -> None:
        """Adds rows at the end, but for those that are on their way."""
        ...

    async def work(self) -> None:
        """Works until nothing is left, or until it is stopped. Raises RunStoppedError and StorageError."""
        ...

    def stop(self) -> None:
        """Begins nothing more."""
        ...

    def cancel(self) -> None:
        """Ends what is on its way, too."""
        ...
