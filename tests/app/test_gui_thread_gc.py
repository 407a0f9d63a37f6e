"""Garbage is collected on the GUI thread, and nowhere else while the program runs."""

import gc
import threading
import weakref
from types import SimpleNamespace

import pytest

from desktop.app import gui_thread_gc
from desktop.app.gui_thread_gc import FULL_EVERY_S, GuiThreadGc
from tests.services.qt_loop import on_the_loop, until


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("qapp")
def test_it_is_collected_here_and_not_in_a_thread() -> None:
    freed_in: list[threading.Thread] = []

    async def run() -> None:
        collector = GuiThreadGc()
        collector.start()
        try:
            ring = Ring()
            weakref.finalize(ring, lambda: freed_in.append(threading.current_thread()))
            del ring
            # enough new objects for Python to collect
            work = threading.Thread(target=lambda: [[number] for number in range(200_000)])
            work.start()
            work.join()
            assert freed_in == []
            for _ in range(2000):
                Ring()
            await until(lambda: freed_in)
        finally:
            collector.stop()
        assert freed_in == [threading.main_thread()]
        assert gc.isenabled()

    on_the_loop(run())


@pytest.mark.usefixtures("qapp")
def test_everything_is_walked_over_seldom_and_only_when_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[int] = []
    old, now = [object()] * 100, [1000.0]
    collector = GuiThreadGc()
    with monkeypatch.context() as patched:
        patched.setattr(gc, "collect", walked.append)
        patched.setattr(gc, "get_count", lambda: (0, 0, 99))
        patched.setattr(gc, "get_objects", lambda generation: old)
        patched.setattr(gui_thread_gc, "time", SimpleNamespace(monotonic=lambda: now[0]))
        collector.start()
        try:
            collector.collect_if_due()
            for more in (0, 0, 26):
                now[0] += FULL_EVERY_S
                old += [object()] * more
                collector.collect_if_due()
        finally:
            collector.stop()
    assert walked == [1, 2, 1, 2]
