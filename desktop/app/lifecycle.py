"""The program behind the window: run, wait, leave. The only module that knows qasync.

The loop ends when `run` returns, never because Qt quit: closing the window, the system's end of the session, a signal
and Quit all set one event.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import qasync
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from desktop import log, paths
from desktop.adapters.system.single_instance import Instance
from desktop.app.gui_thread_gc import Collecting
from desktop.app.startup import App
from desktop.composition import config_files, container
from desktop.controllers.main_controller import Wiring
from desktop.core.errors import Trouble
from desktop.launch_request import Launch
from desktop.ui.main_window import Window

CARE_AFTER_MS = 20_000
WARM_AFTER_MS = 1_000
CLOSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Begun:
    """What the start has made: the window, what the settings file held, and troubles that it met."""

    window: Window
    settings: dict[str, Any]
    troubles: tuple[Trouble, ...]
    launch: Launch
    name: str


def run_until_left(app: App, begun: Begun) -> None:
    """The whole life of the program after its first paint."""
    log.to_file(paths.folders())
    log.catch_our_bugs()
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        runner.run(run(app, begun))


def qt_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """The event loop over Qt's. An async generator that is left in its middle is closed by a task, as asyncio's own
    loops do it and qasync's does not; otherwise the interpreter complains when it is collected.
    """
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(app)

    def close(left: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, left.aclose())

    sys.set_asyncgen_hooks(finalizer=close)
    return loop


async def run(app: App, begun: Begun) -> None:
    """From the first paint to the last byte on the disk."""
    leaving = asyncio.Event()
    window = begun.window
    collecting = Collecting()
    collecting.start()
    made = container.build(window, begun.settings, begun.troubles)
    wiring = Wiring(made, app.font())
    instance = Instance(begun.name)
    window.closed.connect(leaving.set)
    window.actions_["quit"].triggered.connect(leaving.set)
    app.quit_wanted.connect(leaving.set)
    app.commitDataRequest.connect(lambda _: made.history.save_draft())
    instance.called.connect(lambda message: wiring.launch(Launch.from_json(message)))
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, ValueError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(each, leaving.set)
    made.keeper.start()
    made.history.restore()
    if begun.launch != Launch():
        wiring.launch(begun.launch)
    warm = QTimer(window, singleShot=True, interval=WARM_AFTER_MS)
    warm.timeout.connect(lambda: made.tasks.start("warm decoder", made.darkroom.warm()))
    warm.start()
    care = QTimer(window, singleShot=True, interval=CARE_AFTER_MS)
    care.timeout.connect(made.keeper.care)
    care.start()
    if window.wants_to_close:
        leaving.set()
    await leaving.wait()
    instance.close()
    await close(made)
    collecting.stop()


async def close(made: container.Product) -> None:
    """Leave in order: what is on the desk, what is under way, what is open. Nothing here waits for what hangs."""
    made.window.hide()
    config_files.write_places(made.window.places())
    made.history.save_draft()
    made.history.forget_what_is_gone()
    await made.tasks.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(made.providers.close(), CLOSE_S)
    made.keeper.close()  # which may still have to cover a picture
    made.decoder.close()
    made.reader.close()
    made.window.deleteLater()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
