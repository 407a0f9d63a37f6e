"""An event loop whose time stands still while anything is to be done, and then goes to what is planned next."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class _Waiting(selectors.DefaultSelector):
    """A selector that waits for nothing that is planned: it adds up the seconds that it was to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0 if timeout is not None else None)
        if not found and timeout is not None and timeout > 0:
            self.waited_s += timeout
        return found


class StillLoop(asyncio.SelectorEventLoop):
    """A loop on which 0.2 s always come before 0.3 s, however busy the machine is, and neither takes any time.

    It is for coroutines alone: another thread or process would be given no time at all.
    """

    def __init__(self) -> None:
        self._waiting = _Waiting()
        super().__init__(self._waiting)

    def time(self) -> float:
        return self._waiting.waited_s


def run_still(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Returns the result of `work`, whose waits take no time."""
    with asyncio.Runner(loop_factory=StillLoop) as runner:
        return runner.run(work)
