"""How long a wait for a state may last, in looks at it and not on a clock alone."""

import time
from collections.abc import Callable

MOST_OF_A_LOOK_S = 1.0


class Patience:
    """Is over after so many seconds, of which at most one counts for each look.

    A machine that is paused for minutes, or that needs long for one look, so takes nothing of what is left.
    """

    def __init__(self, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._left_s = seconds
        self._clock = clock
        self._before_s = clock()

    def is_over(self) -> bool:
        """Returns True once the time is over. Call it after each look that was in vain."""
        now_s = self._clock()
        self._left_s -= min(now_s - self._before_s, MOST_OF_A_LOOK_S)
        self._before_s = now_s
        return self._left_s < 0
