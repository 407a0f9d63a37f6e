"""A test states what happens, in which order, and how much work it was; it does not depend on how fast a machine is."""

import asyncio
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from tests.helpers.clocks.effort import calls_of, is_done_within
from tests.helpers.clocks.patience import Patience
from tests.helpers.clocks.still_loop import run_still
from tests.project.clocks.clock_bounds import clock_bounds

TESTS = Path(__file__).parents[2]


def test_no_test_has_an_upper_bound_on_a_clock() -> None:
    files = sorted(TESTS.rglob("*.py"))
    found = {path.relative_to(TESTS).as_posix(): clock_bounds(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}, "see tests/helpers/clocks"


@pytest.mark.parametrize(
    "code",
    [
        "began = time.monotonic()\n    work()\n    assert time.monotonic() - began < 2",
        "began = perf_counter()\n    work()\n    spent = perf_counter() - began\n    assert 0 < spent <= 2",
        "began = time.process_time()\n    assert 5 > time.process_time() - began",
        "spent_s = cpu_spent_s(child.pid) - before\n    assert spent_s < 25",
        "left = []\n    left.append(time.monotonic())\n    work()\n    assert time.monotonic() - left[0] < 2",
        "heard = [time.monotonic()]\n    gaps = [b - a for a, b in pairwise(heard)]\n    assert max(gaps) < 3",
        "def took():\n        began = time.time()\n        return time.time() - began\n    assert took() < 40 * took()",
        "until = time.monotonic() + 20\n    while time.monotonic() < until: work()",
        "process.communicate(timeout=10)",
    ],
)
def test_upper_bounds_are_seen(code: str) -> None:
    assert clock_bounds(f"def test_it():\n    {code}\n")


@pytest.mark.parametrize(
    "code",
    [
        "until = time.monotonic() + 60\n    while time.monotonic() < until: work()",
        "began = time.monotonic()\n    work()\n    assert time.monotonic() - began >= 0.2",
        "before = time.process_time()\n    assert before <= cpu_spent_s(pid) <= time.process_time()",
        "created = int(time.time())\n    assert count - 1 < 5",
        "process.communicate(timeout=240)",
        "assert bus.receive(timeout=0.1)",
    ],
)
def test_lower_bounds_orders_and_wide_waits_are_allowed(code: str) -> None:
    assert clock_bounds(f"def test_it():\n    {code}\n") == []


def readings(*durations_s: float) -> Iterator[float]:
    """Yields what a clock shows before and after each of some runs."""
    return chain.from_iterable((0.0, duration_s) for duration_s in durations_s)


@pytest.mark.parametrize(
    ("durations_s", "is_quick"),
    [((1.0,), True), ((190.0, 1.0), True), ((190.0, 190.0, 1.0), True), ((9.0, 8.0, 7.0, 1.0), False)],
)
def test_the_least_of_three_times_counts(durations_s: tuple[float, ...], is_quick: bool) -> None:
    runs: list[None] = []
    clock = readings(*durations_s).__next__
    assert is_done_within(5, lambda: runs.append(None), clock) is is_quick
    assert len(runs) == min(3, len(durations_s))


def test_calls_of_python_and_of_c_are_counted() -> None:
    def work(count: int) -> None:
        for _ in range(count):
            len("x")

    assert calls_of(lambda: work(1000)) - calls_of(lambda: work(0)) == 1000


def test_what_fails_is_not_counted_on() -> None:
    with pytest.raises(ZeroDivisionError):
        calls_of(lambda: 1 / 0)
    assert calls_of(lambda: None) == calls_of(lambda: None)


def test_a_clock_that_jumps_takes_a_second_of_a_wait_at_most() -> None:
    patience = Patience(3, iter([0.0, 190.0, 380.0, 570.0, 570.5]).__next__)
    assert [patience.is_over() for _ in range(4)] == [False, False, False, True]


def test_a_wait_is_over_when_its_time_is() -> None:
    patience = Patience(1, chain([0.0], (0.5, 1.0, 1.5), repeat(2.0)).__next__)
    assert [patience.is_over() for _ in range(3)] == [False, False, True]


def test_what_is_planned_on_a_still_loop_comes_in_its_order_and_takes_no_time() -> None:
    order: list[str] = []

    async def one(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        order.append(f"{name} {asyncio.get_running_loop().time():g}")

    async def both() -> None:
        async with asyncio.timeout(86_401):
            await asyncio.gather(one("a day", 86_400), one("an hour", 3_600), one("at once", 0))

    run_still(both())
    assert order == ["at once 0", "an hour 3600", "a day 86400"]
