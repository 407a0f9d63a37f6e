"""asyncio's event loop over Qt's. The only module that knows qasync."""

import sys
import threading
from collections.abc import AsyncGenerator, Callable
from typing import Any

import qasync
from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from desktop.log import log


class QtEventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop over Qt's, which other threads may call while it closes, and which goes on without a display.

    qasync passes a call from another thread on by a signal of an object that `close` destroys; a thread that emits at
    that moment crashes the process.

    When the display server dies, Qt ends its own loop, time and again: it handles what is due, sees that the
    connection is broken, and ends. Here it is run again until `stop` is called, so that everything can be saved.
    """

    def __init__(self, app: QApplication) -> None:
        self._calling = threading.RLock()  # reentrant: garbage collection during a call may close a generator by a call
        self._takes_calls = True
        self._is_stopped = False
        self.display_is_lost = False
        self._display_lost: Callable[[], object] = lambda: None
        super().__init__(app)

    def on_display_lost(self, handler: Callable[[], object]) -> None:
        """Has `handler` called when the display server has died; at once if it has already."""
        self._display_lost = handler
        if self.display_is_lost:
            handler()

    def run_forever(self) -> None:
        """Runs until `stop` is called."""
        self._is_stopped = False
        super().run_forever()
        while not self._is_stopped:
            self._lose_display()
            super().run_forever()

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

    def _lose_display(self) -> None:
        if not self.display_is_lost:
            self.display_is_lost = True
            log.warning("the display server has died")
            QLoggingCategory.setFilterRules("default.warning=false")  # Qt would repeat it each time its loop runs
            self._display_lost()


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
