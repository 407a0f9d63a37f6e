"""The event loop under threads that do not know that it is closing, or that Qt ends it."""

import asyncio
import os
import subprocess
import sys
import threading

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from desktop.app.event_loop import QtEventLoop, qt_loop

CALLED_WHILE_CLOSING = """
import asyncio, threading, time
from PySide6.QtWidgets import QApplication
from desktop.app.event_loop import qt_loop

app, ended, loop = QApplication([]), threading.Event(), None

def call():
    while not ended.is_set():
        current = loop
        if current is not None and not current.is_closed():
            current.call_soon_threadsafe(int)
        time.sleep(0)

threads = [threading.Thread(target=call, daemon=True) for _ in range(4)]
for thread in threads:
    thread.start()
for _ in range(150):
    loop = qt_loop(app)
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
ended.set()
for thread in threads:
    thread.join()
print("left")
"""


def test_a_call_that_is_being_handed_over_ends_before_the_loop_closes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    begun, may_end = threading.Event(), threading.Event()
    close = qasync.QEventLoop.close

    def hand_over(*_: object, **__: object) -> None:
        begun.set()
        may_end.wait(240)
        order.append("handed over")

    def closed(loop: qasync.QEventLoop) -> None:
        order.append("closed")
        close(loop)

    monkeypatch.setattr(qasync.QEventLoop, "call_soon_threadsafe", hand_over)
    monkeypatch.setattr(qasync.QEventLoop, "close", closed)
    loop = qt_loop(qapp)
    caller = threading.Thread(target=loop.call_soon_threadsafe, args=(int,))
    caller.start()
    begun.wait(240)
    released = threading.Timer(0.1, may_end.set)  # closing has begun by then, and waits or does not
    released.start()
    loop.close()
    caller.join()
    released.join()
    assert order == ["handed over", "closed"]
    loop.call_soon_threadsafe(int)
    assert order == ["handed over", "closed"]


def test_threads_may_call_loops_that_close() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", CALLED_WHILE_CLOSING],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "left"), done.stderr[-2000:]


def test_an_end_of_qts_own_loop_is_told(qapp: QApplication) -> None:
    calls: list[str] = []

    async def run(loop: QtEventLoop) -> None:
        loop.on_end_by_qt(lambda: calls.append("ended"))
        qapp.exit(1)
        await asyncio.sleep(60)

    loop = qt_loop(qapp)
    running = loop.create_task(run(loop))
    with pytest.raises(RuntimeError, match="stopped before"):
        loop.run_until_complete(running)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(running)
    loop.close()
    assert calls == ["ended"]
