"""Runs the program behind the window until it is left. The only module that knows qasync.

The loop ends when `run` returns, never because Qt quit: closing the window, the end of the desktop session, a signal
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
from desktop.adapters.system.core_dumps import forbid_core_dumps
from desktop.adapters.system.meeting_point import MeetingPoint
from desktop.adapters.system.single_instance import SingleInstance
from desktop.app.application import App
from desktop.app.gui_thread_gc import GuiThreadGc
from desktop.composition import config_files, container
from desktop.controllers.main_controller import MainController
from desktop.core.errors import Problem
from desktop.launch_request import LaunchRequest
from desktop.ui.main_window import MainWindow

MAINTENANCE_AFTER_MS = 20_000  # so that the start is over; chosen
LOOK_AFTER_MS = 3_000  # between looks at whether the history is still there, and tries to write what waits; chosen
MAINTENANCE_EVERY_MS = 24 * 60 * 60 * 1000
WARM_AFTER_MS = 1_000  # chosen
CLOSE_S = 1.0  # for connections to close; chosen


@dataclass(frozen=True, slots=True)
class StartupState:
    """The results of the start: the shown window, the content of the settings file, and the problems so far.

    `point` is where later starts find this one; None where there is no safe place for that.
    """

    window: MainWindow
    settings: dict[str, Any]
    problems: tuple[Problem, ...]
    launch_request: LaunchRequest
    point: MeetingPoint | None


def run_until_left(app: App, state: StartupState) -> None:
    """Runs the program from its first paint until it is left."""
    log.to_file(paths.folders())
    log.catch_our_bugs()
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        runner.run(run(app, state))


class QtEventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop over Qt's, which other threads may call while it closes.

    qasync passes such a call on by a signal of an object that `close` destroys; a thread that emits at that moment
    crashes the process.
    """

    def __init__(self, app: QApplication) -> None:
        self._calling = threading.RLock()  # reentrant: garbage collection during a call may close a generator by a call
        self._takes_calls = True
        super().__init__(app)

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


def qt_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """Returns an event loop over Qt's.

    It closes an unfinished async generator by a task, as asyncio's own loops do and qasync's does not; otherwise the
    interpreter complains when the generator is collected.
    """
    loop: asyncio.AbstractEventLoop = QtEventLoop(app)

    def close(generator: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    sys.set_asyncgen_hooks(finalizer=close)
    return loop


async def run(app: App, state: StartupState) -> None:
    """Connects everything, waits until the user leaves, and closes everything."""
    leaving = asyncio.Event()
    window = state.window
    forbid_core_dumps()
    collecting = GuiThreadGc()
    collecting.start()
    parts = container.build_container(window, state.settings, state.problems)
    main_controller = MainController(parts, app.font())
    instance = SingleInstance(state.point.socket if state.point is not None and state.point.is_mine else None)
    window.closed.connect(leaving.set)
    window.actions_["quit"].triggered.connect(leaving.set)
    app.quit_wanted.connect(leaving.set)
    app.commitDataRequest.connect(lambda _: parts.history.save_draft())
    instance.called.connect(lambda message: main_controller.launch(LaunchRequest.from_json(message)))
    for signal_number in filter(None, (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))):
        with contextlib.suppress(NotImplementedError, ValueError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(signal_number, leaving.set)
    parts.storage.start()
    parts.history.restore()
    if state.launch_request != LaunchRequest():
        main_controller.launch(state.launch_request)
    warm = QTimer(window, singleShot=True, interval=WARM_AFTER_MS)
    warm.timeout.connect(lambda: parts.tasks.start("warm decoder", parts.image_pipeline.warm()))
    warm.start()
    maintenance = QTimer(window, interval=MAINTENANCE_AFTER_MS)
    maintenance.timeout.connect(parts.storage.run_maintenance)
    maintenance.timeout.connect(lambda: maintenance.setInterval(MAINTENANCE_EVERY_MS))
    maintenance.start()
    look_after = QTimer(window, interval=LOOK_AFTER_MS)
    look_after.timeout.connect(parts.storage.look_after)
    look_after.start()
    if window.wants_to_close:
        leaving.set()
    await leaving.wait()
    instance.close()
    await close(parts)
    collecting.stop()


async def close(parts: container.Container) -> None:
    """Saves the draft, then ends all tasks, then closes all resources. It never waits for a call that hangs."""
    parts.window.hide()
    config_files.save_window_layout(parts.window.layout_state())
    parts.history.save_draft()
    parts.history.purge_deleted()
    await parts.tasks.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(parts.providers.close(), CLOSE_S)
    parts.storage.close()  # it may still have to redact an image, so the decoder is closed later
    parts.decoder.close()
    parts.ocr_reader.close()
    parts.window.deleteLater()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
