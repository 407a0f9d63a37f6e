"""The waits between looks at a batch: longer and longer, and never the same, so that not all ask at once."""

import asyncio
import contextlib
import random

SLOWER, JITTER = 1.5, 0.2  # chosen


class Polling:
    """Waits `first_s` at first and `longest_s` at most; `stopping` ends a wait."""

    def __init__(self, first_s: float, longest_s: float, stopping: asyncio.Event) -> None:
        self._first_s = self._next_s = first_s
        self._longest_s = longest_s
        self._stopping = stopping

    def begin(self) -> None:
        """Waits the first wait again."""
        self._next_s = self._first_s

    def next_s(self, told_s: float | None = None) -> float:
        """Returns the next wait; `told_s` is what the endpoint asked for."""
        wait_s = told_s or self._next_s * random.uniform(1 - JITTER, 1 + JITTER)
        self._next_s = min(self._longest_s, self._next_s * SLOWER)
        return min(wait_s, self._longest_s)

    async def wait(self, told_s: float | None) -> None:
        """Waits until it is time to look again, or until it is stopped."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), self.next_s(told_s))
