"""Signs of life from the midst of a long step: the last progress, told again every second while this process works."""

import threading
import time
from collections.abc import Callable

EVERY_S = 1.0
LEAST_CPU_S = 0.001  # of work between two signs: a process that sleeps is not alive
LONGEST_STEP_S = 60.0  # of processor time without progress, after which the process seems to hang; chosen


class Pulse:
    """Hands progress (0–1) on to `send`, from one thread at a time; a context in which it is repeated."""

    def __init__(self, send: Callable[[float], None]) -> None:
        self._send = send
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._repeat, daemon=True)
        self._share, self._cpu_s = 0.0, time.process_time()

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def progress(self, share: float) -> None:
        """Tells of progress."""
        with self._lock:
            self._share, self._cpu_s = share, time.process_time()
            self._send(share)

    def _repeat(self) -> None:
        before_s = time.process_time()
        while not self._over.wait(EVERY_S):
            with self._lock:
                now_s = time.process_time()
                if now_s - before_s >= LEAST_CPU_S and now_s - self._cpu_s < LONGEST_STEP_S:
                    try:
                        self._send(self._share)
                    except OSError:  # nobody listens any more; the next step finds out
                        return
                before_s = now_s
