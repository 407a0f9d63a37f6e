"""A plugin that shakes the order in which things end: what passes only in the usual order fails sooner.

    .venv/bin/python -m pytest -p tests.shaken --shake 7 -n 3 …

Worker threads begin and end late, calls to the loop arrive late, sleeps last longer, waits look seldom, the server of
the tests answers hesitantly, and files are tested in another order. Each test draws its delays from the number that is
given and from its own name, so that a failure comes back with the same number, as far as the machine lets it.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.event_loop import QtEventLoop
from desktop.services.tasks import DaemonThreads
from tests.helpers.clocks.still_loop import StillLoop
from tests.loopback import Connection

SHARE = 0.2  # of all that could be late
LATE_S = (0.0, 0.35)
SHORT_S = 1.0  # sleeps of the program that are longer are about time itself


class Shaker:
    """Draws delays; the same ones for the same number and test."""

    def __init__(self, number: str) -> None:
        self._number = number
        self._random = random.Random(number)

    def begin(self, name: str) -> None:
        """Begins anew for a test."""
        self._random = random.Random(f"{self._number} {name}")

    def late_s(self) -> float:
        """Returns how many seconds the next thing is late, mostly none."""
        return self._random.uniform(*LATE_S) if self._random.random() < SHARE else 0.0

    def wait(self) -> None:
        """Holds up a thread that is not the main one."""
        if threading.get_ident() != threading.main_thread().ident:  # asking for the thread itself would make Qt's known
            time.sleep(self.late_s())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shake", metavar="NUMBER", default="", help="delay at random what other threads and servers do")


def pytest_configure(config: pytest.Config) -> None:
    if number := config.getoption("--shake"):
        shaker = Shaker(number)
        shake(shaker, pytest.MonkeyPatch())
        config.pluginmanager.register(_Begins(shaker))


def places_of(files: set[Path], number: str) -> dict[Path, int]:
    """Returns the place of each file in an order that is the same for the same number."""
    order = sorted(files)
    random.Random(number).shuffle(order)
    return {file: at for at, file in enumerate(order)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts the files in another order: what one leaves behind must not matter to any other."""
    if number := config.getoption("--shake"):
        places = places_of({item.path for item in items}, number)
        items.sort(key=lambda item: places[item.path])


class _Begins:
    def __init__(self, shaker: Shaker) -> None:
        self._shaker = shaker

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._shaker.begin(item.nodeid)


def shake(shaker: Shaker, patch: pytest.MonkeyPatch) -> None:
    """Has everything that may be late ask `shaker` first."""
    submit, call_soon, sleep, send, wait = (
        DaemonThreads.submit,
        QtEventLoop.call_soon_threadsafe,
        asyncio.sleep,
        Connection.send,
        QtBot.wait,
    )

    def late_submit(threads: DaemonThreads, call: Callable[..., Any], /, *args: Any, **options: Any) -> Any:
        def late(*given: Any, **named: Any) -> Any:
            shaker.wait()
            try:
                return call(*given, **named)
            finally:
                shaker.wait()

        return submit(threads, late, *args, **options)

    def late_call(loop: QtEventLoop, callback: Callable[..., object], *args: object, context: Any = None) -> None:
        shaker.wait()
        call_soon(loop, callback, *args, context=context)

    async def long_sleep(delay: float, result: Any = None) -> Any:
        is_real = not isinstance(asyncio.get_running_loop(), StillLoop)
        return await sleep(delay + shaker.late_s() if is_real and 0 < delay < SHORT_S else delay, result)

    def late_send(connection: Connection, data: bytes) -> None:
        shaker.wait()
        send(connection, data)

    def long_wait(bot: QtBot, ms: int) -> None:
        wait(bot, ms + round(1000 * shaker.late_s()))

    patch.setattr(DaemonThreads, "submit", late_submit)
    patch.setattr(QtEventLoop, "call_soon_threadsafe", late_call)
    patch.setattr(asyncio, "sleep", long_sleep)
    patch.setattr(Connection, "send", late_send)
    patch.setattr(QtBot, "wait", long_wait)
