"""How much work something is: in calls, which every machine counts alike, or else in the least of three times."""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

RUNS = 3


def calls_of(work: Callable[[], object]) -> int:
    """Returns how many functions, of Python and of C, `work` calls in this thread."""
    count = 0

    def see(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before, collects = sys.getprofile(), gc.isenabled()
    gc.disable()  # what it calls would count as well
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    return count


def is_done_within(seconds: float, work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> bool:
    """Returns True if one of three runs takes less processor time; a clock that jumps spoils one of them at most.

    For work that no other count tells, such as a search by a pattern. `seconds` is far above what it takes, and far
    below what it would take if it grew with the square.
    """

    def duration_s() -> float:
        began_s = clock()
        work()
        return clock() - began_s

    return any(duration_s() < seconds for _ in range(RUNS))
