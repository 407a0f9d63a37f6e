"""The program behind the window: run, wait, leave. The only module that knows qasync.

The loop ends when `run` returns, never because Qt quit: closing the window, the system's end of the session, a signal
and Quit all set one event.
"""

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any

import qasync
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from desktop import log, paths
from desktop.adapters.system.single_instance import SingleInstance
from desktop.app.application import App
from desktop.app.gui_thread_gc import GuiThreadGc
from desktop.composition import config_files, container
from desktop.controllers.main_controller import MainController
from desktop.core.errors import Problem
from desktop.launch_request import LaunchRequest
from desktop.ui.main_window import MainWindow

CARE_AFTER_MS = 20_000
WARM_AFTER_MS = 1_000
CLOSE_S = 1.0


@dataclass(frozen=True, slots=True)
class StartupState:
    """What the start has made: the window, what the settings file held, and troubles that it met."""

    window: MainWindow
    settings: dict[str, Any]
    problems: tuple[Problem, ...]
    launch_request: LaunchRequest
    name: str


def run_until_left(app: App, state: StartupState) -> None:
    """The whole life of the program after its first paint."""
    log.to_file(paths.folders())
    log.catch_our_bugs()
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        runner.run(run(app, state))


class QtEventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop over Qt's, which other threads may call while it closes.

    qasync hands such a call over by a signal of an object that `close` takes apart; a thread that is emitting at that
    moment brings the process down.
    """

    def __init__(self, app: QApplication) -> None:
        self._handing_over = threading.RLock()  # a collection in the middle of a call may close a generator by a call
        self._takes_calls = True
        super().__init__(app)

    def call_soon_threadsafe(self, callback: Callable[..., object], *args: object, context: Any = None) -> None:
        """Run `callback` soon on the loop's thread; do nothing once the loop is closed."""
        with self._handing_over:
            if self._takes_calls:
                super().call_soon_threadsafe(callback, *args, context=context)

    def close(self) -> None:
        """Close the loop as asyncio does, once no thread is in the middle of a call."""
        if not self.is_running():
            with self._handing_over:  # not around the rest: closing waits for threads, which may call
                self._takes_calls = False
        super().close()


def qt_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """The event loop over Qt's.

    An async generator that is left in its middle is closed by a task, as asyncio's own loops do it and qasync's does
    not; otherwise the interpreter complains when it is collected.
    """
    loop: asyncio.AbstractEventLoop = QtEventLoop(app)

    def close(left: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, left.aclose())

    sys.set_asyncgen_hooks(finalizer=close)
    return loop


async def run(app: App, state: StartupState) -> None:
    """From the first paint to the last byte on the disk."""
    leaving = asyncio.Event()
    window = state.window
    collecting = GuiThreadGc()
    collecting.start()
    made = container.build_container(window, state.settings, state.problems)
    main_controller = MainController(made, app.font())
    instance = SingleInstance(state.name)
    window.closed.connect(leaving.set)
    window.actions_["quit"].triggered.connect(leaving.set)
    app.quit_wanted.connect(leaving.set)
    app.commitDataRequest.connect(lambda _: made.history.save_draft())
    instance.called.connect(lambda message: main_controller.launch(LaunchRequest.from_json(message)))
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, ValueError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(each, leaving.set)
    made.storage.start()
    made.history.restore()
    if state.launch_request != LaunchRequest():
        main_controller.launch(state.launch_request)
    warm = QTimer(window, singleShot=True, interval=WARM_AFTER_MS)
    warm.timeout.connect(lambda: made.tasks.start("warm decoder", made.image_pipeline.warm()))
    warm.start()
    care = QTimer(window, singleShot=True, interval=CARE_AFTER_MS)
    care.timeout.connect(made.storage.run_maintenance)
    care.start()
    if window.wants_to_close:
        leaving.set()
    await leaving.wait()
    instance.close()
    await close(made)
    collecting.stop()


async def close(made: container.Container) -> None:
    """Leave in order: what is on the desk, what is under way, what is open. Nothing here waits for what hangs."""
    made.window.hide()
    config_files.save_window_layout(made.window.layout_state())
    made.history.save_draft()
    made.history.purge_deleted()
    await made.tasks.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(made.providers.close(), CLOSE_S)
    made.storage.close()  # which may still have to cover a picture
    made.decoder.close()
    made.ocr_reader.close()
    made.window.deleteLater()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
