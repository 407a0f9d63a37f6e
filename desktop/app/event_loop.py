"""asyncio's event loop over Qt's. The only module that knows qasync."""

import sys
import threading
from collections.abc import AsyncGenerator, Callable
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication


class QtEventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop over Qt's, which other threads may call while it closes.

    qasync passes a call from another thread on by a signal of an object that `close` destroys; a thread that emits at
    that moment crashes the process.
    """

    def __init__(self, app: QApplication) -> None:
        self._calling = threading.RLock()  # reentrant: garbage collection during a call may close a generator by a call
        self._takes_calls = True
        self._is_stopped = False
        self._ended_by_qt: Callable[[], None] = lambda: None
        super().__init__(app)

    def on_end_by_qt(self, handler: Callable[[], None]) -> None:
        """Has `handler` called when Qt ends its loop by itself, as it does when its X server has died."""
        self._ended_by_qt = handler

    def run_forever(self) -> None:
        """Runs until `stop` is called or Qt ends its loop."""
        self._is_stopped = False
        super().run_forever()
        if not self._is_stopped:
            self._ended_by_qt()

    def stop(self) -> None:
        """Ends the loop soon."""
        self._is_stopped = True
        super().stop()

    def call_soon_threadsafe(self, callback: Callable[..., object], *args: object, context: Any = None) -> None:
        """Runs `callback` soon on the loop's thread; does nothing once the loop is closed."""
        with self._calling:
            if self._takes_calls:
                super().call_soon_threadsafe(callback, *args, context=context)

    def close(self) -> None:
        """Closes the loop as asyncio does, once no thread is in the middle of a call."""
        if not self.is_running():
            with self._calling:  # not around the rest: closing waits for threads, which may call
                self._takes_calls = False
        super().close()


def qt_loop(app: QApplication) -> QtEventLoop:
    """Returns an event loop over Qt's.

    It closes an unfinished async generator by a task, as asyncio's own loops do and qasync's does not; otherwise the
    interpreter complains when the generator is collected.
    """
    loop = QtEventLoop(app)

    def close(generator: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    sys.set_asyncgen_hooks(finalizer=close)
    return loop
