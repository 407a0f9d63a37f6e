"""The program with its window: start, wait, leave. The only module that knows qasync.

The loop ends when `run` returns, never because Qt quit: closing the window, the system's end of the session, a signal
and Quit all set one event.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import log, parts, paths, product
from desktop.adapters.instance import Instance, handed_over, name_for
from desktop.launch import Launch
from desktop.wiring import Wiring

CARE_AFTER_MS = 20_000
CLOSE_S = 1.0


class App(QApplication):
    """The application; a wish to quit is a signal, not the end."""

    quit_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)


def main(arguments: Sequence[str]) -> int:
    """Open the window, or hand the pictures to the one that is open."""
    if not _has_screen():
        print("askance: there is no screen here. `askance ask PICTURE QUESTION` works without one.", file=sys.stderr)
        return 2
    folders = paths.folders()
    log.to_file(folders)
    log.catch_our_bugs()
    app = App([sys.argv[0]])
    app.setApplicationName("askance")
    app.setApplicationDisplayName("Askance")
    app.setDesktopFileName("askance")
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(paths.resource("askance.png"))))
    launch = Launch.of(arguments, Path.cwd())
    name = name_for(folders.data)
    if handed_over(name, launch.to_json()):
        return 0
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        runner.run(run(app, launch, Instance(name)))
    return 0


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


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def run(app: App, launch: Launch, instance: Instance) -> None:
    """From the first paint to the last byte on the disk."""
    leaving = asyncio.Event()
    made = product.build(app.font())
    wiring = Wiring(made, app.font())
    window = made.window
    window.put_in_places(parts.held_places())
    window.closed.connect(leaving.set)
    window.actions_["quit"].triggered.connect(leaving.set)
    app.quit_wanted.connect(leaving.set)
    app.commitDataRequest.connect(lambda _: made.history.save_draft())
    instance.called.connect(lambda message: wiring.launch(Launch.from_json(message)))
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, ValueError, AttributeError):
            asyncio.get_running_loop().add_signal_handler(each, leaving.set)
    window.show()
    window.composer.field.setFocus()
    made.history.restore()
    if launch.pictures:
        wiring.launch(launch)
    care = QTimer(window, singleShot=True, interval=CARE_AFTER_MS)
    care.timeout.connect(made.keeper.care)
    care.start()
    await leaving.wait()
    instance.close()
    await close(made)


async def close(made: product.Product) -> None:
    """Leave in order: what is on the desk, what is under way, what is open. Nothing here waits for what hangs."""
    made.window.hide()
    parts.write_places(made.window.places())
    made.history.save_draft()
    await made.tasks.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(made.providers.close(), CLOSE_S)
    made.decoder.close()
    made.keeper.close()
    made.window.deleteLater()
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
