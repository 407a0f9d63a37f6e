"""The plugin that delays what other threads do: the same delays and order for the same number, and nothing else."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.services.tasks import DaemonThreads
from tests.services.qt_loop import on_the_loop
from tests.shaken import Shaker, places_of, shake


class CountedShaker(Shaker):
    """Delays nothing, and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__("1")
        self.asked = 0

    def late_s(self) -> float:
        self.asked += 1
        return 0.0


def delays(number: str, test: str) -> list[float]:
    shaker = Shaker(number)
    shaker.begin(test)
    return [shaker.late_s() for _ in range(50)]


def test_a_failure_comes_back_with_its_number() -> None:
    assert delays("7", "test_a") == delays("7", "test_a")
    assert delays("7", "test_a") != delays("7", "test_b")
    assert delays("7", "test_a") != delays("8", "test_a")
    assert min(delays("7", "test_a")) == 0 < max(delays("7", "test_a"))


def test_files_come_in_an_order_of_the_number() -> None:
    files = {Path(f"test_{letter}.py") for letter in "abcdefgh"}
    places = places_of(files, "7")
    assert places == places_of(files, "7") and set(places) == files
    assert sorted(places.values()) == list(range(8))
    assert places != places_of(files, "8")


def test_what_a_thread_does_is_late_at_both_ends_and_returns_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    shaker, threads = CountedShaker(), DaemonThreads(1, "shaken")
    shake(shaker, monkeypatch)
    assert threads.submit(divmod, 17, 5).result() == (3, 2)
    threads.shutdown()
    assert shaker.asked == 2


def test_a_call_to_the_loop_is_late_where_another_thread_makes_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shaker = CountedShaker()
    shake(shaker, monkeypatch)

    async def story() -> int:
        before = shaker.asked
        assert await asyncio.to_thread(abs, -3) == 3
        return before

    assert on_the_loop(story()) < shaker.asked


def test_only_short_sleeps_last_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    shaker = CountedShaker()
    shake(shaker, monkeypatch)

    async def sleep_and_yield() -> str:
        await asyncio.sleep(0)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(30)
        assert shaker.asked == 0
        return await asyncio.sleep(0.001, "awake")

    assert asyncio.run(sleep_and_yield()) == "awake"
    assert shaker.asked == 1
