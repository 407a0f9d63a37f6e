"""Garbage is collected on the GUI thread, and nowhere else while the program runs."""

import gc
import threading
import weakref

import pytest

from desktop.collecting import Collecting
from tests.flows.looped import on_the_loop, until


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("qapp")
def test_it_is_collected_here_and_not_in_a_thread() -> None:
    freed_in: list[threading.Thread] = []

    async def run() -> None:
        collecting = Collecting()
        collecting.start()
        try:
            ring = Ring()
            weakref.finalize(ring, lambda: freed_in.append(threading.current_thread()))
            del ring
            work = threading.Thread(target=lambda: [[each] for each in range(200_000)])  # enough for Python to look
            work.start()
            work.join()
            assert freed_in == []
            for _ in range(2000):
                Ring()
            await until(lambda: freed_in)
        finally:
            collecting.stop()
        assert freed_in == [threading.main_thread()]
        assert gc.isenabled()

    on_the_loop(run())
