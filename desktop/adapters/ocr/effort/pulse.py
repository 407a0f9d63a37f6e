"""Signs of life from the midst of a long step: the last progress, told again every second while this process works."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

EVERY_S = 1.0
LEAST_CPU_S = 0.001  # of work between two signs: a process that sleeps is not alive
LONGEST_STEP_S = 60.0  # of processor time without progress, after which the process seems to hang; chosen
LONGEST_WAIT_S = 120.0  # and on the clock: a process that polls now and then works hardly at all; chosen


class Clock(Protocol):
    """Tells the time and the processor time of this process, in seconds, as the module `time` does."""

    def monotonic(self) -> float: ...

    def process_time(self) -> float: ...


class Pulse:
    """Hands progress (0–1) on to `send`, from one thread at a time; a context in which it is repeated.

    It is repeated no longer than `longest_wait_s` on the clock.
    """

    def __init__(
        self, send: Callable[[float], None], longest_wait_s: float = LONGEST_WAIT_S, clock: Clock = time
    ) -> None:
        self._send = send
        self._clock = clock
        self._longest_wait_s = longest_wait_s
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._repeat, daemon=True)
        self._share, self._cpu_s, self._clock_s = 0.0, clock.process_time(), clock.monotonic()

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def progress(self, share: float) -> None:
        """Tells of progress."""
        with self._lock:
            self._share, self._cpu_s, self._clock_s = share, self._clock.process_time(), self._clock.monotonic()
            self._send(share)

    def _repeat(self) -> None:
        before_s = self._clock.process_time()
        while not self._over.wait(EVERY_S):
            with self._lock:
                now_s = self._clock.process_time()
                works = now_s - before_s >= LEAST_CPU_S and now_s - self._cpu_s < LONGEST_STEP_S
                if works and self._clock.monotonic() - self._clock_s < self._longest_wait_s:
                    try:
                        self._send(self._share)
                    except OSError:  # nobody listens any more; the next step finds out
                        return
                before_s = now_s
