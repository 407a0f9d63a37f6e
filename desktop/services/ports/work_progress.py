"""How far a long piece of work is: told by the thread that does it, read by the loop, which may also cancel it."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator

Step = Callable[[int, int], None]
"""Tells how much of how much is done, in any unit. Raises WorkCancelledError if no more shall be done."""


class WorkCancelledError(Exception):
    """Raised in the middle of a piece of work that was cancelled; whoever does it leaves nothing half done."""


def no_step(done: int, whole: int) -> None:
    """Tells nobody, and is never cancelled."""


class WorkProgress:
    """The progress of one piece of work. `step` may be called in any thread, the rest on the loop's."""

    def __init__(self) -> None:
        self.share = 0.0  # of the work that is done, from 0 to 1
        self.was_cancelled = False  # True once the work has ended for that reason
        self.over = asyncio.Event()
        self._cancelled = threading.Event()

    def step(self, done: int, whole: int) -> None:
        """Remembers how much is done. Raises WorkCancelledError after `cancel`."""
        if self._cancelled.is_set():
            raise WorkCancelledError
        self.share = max(0.0, min(1.0, done / whole)) if whole > 0 else 0.0

    def cancel(self) -> None:
        """Ends the work at its next step."""
        self._cancelled.set()

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """Surrounds the work, and ends silently where it was cancelled: `was_cancelled` says so."""
        try:
            yield
        except WorkCancelledError:
            self.was_cancelled = True
        finally:
            self.cancel()  # also what still goes on in a thread when the program is left
            self.over.set()
