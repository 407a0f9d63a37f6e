"""The pace of an endpoint, on a loop and a clock of its own that jumps to whatever is waited for."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from desktop.core.usage.rate_limit import RateReport, RateReports
from desktop.services.asking.rate.pace import FIRST_SLOTS, MOST_SLOTS, Pace


class _SkippingSelector(selectors.SelectSelector):
    """Waits for nothing: its clock goes on to the moment until which a loop would have slept."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout:
            self.now += timeout
        return ready


class _QuickLoop(asyncio.SelectorEventLoop):
    """A loop on which waiting takes no time."""

    def __init__(self) -> None:
        self._clock = _SkippingSelector()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.now


def on_quick_loop(story: Callable[[Callable[[], float]], Coroutine[Any, Any, None]]) -> None:
    """Runs a story with the clock of its loop."""
    loop = _QuickLoop()
    try:
        loop.run_until_complete(story(loop.time))
    finally:
        loop.close()


def test_rows_keep_to_the_rate_in_the_order_in_which_they_came() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace, order = Pace((60, 0), clock), list[tuple[int, float]]()

        async def row(number: int) -> None:
            permit = await pace.acquire(100)
            order.append((number, clock()))
            permit.answered(100)

        await asyncio.gather(*(row(number) for number in range(30)))
        assert [number for number, _ in order] == list(range(30))
        assert order[-1][1] >= 24.0  # five at once, then one a second

    on_quick_loop(story)


def test_a_computer_that_was_asleep_sends_no_more_than_a_minute_allows() -> None:
    async def story(clock: Callable[[], float]) -> None:
        slept = 0.0
        pace, sent = Pace((60, 6000), lambda: clock() + slept), list[float]()

        async def row() -> None:
            permit = await pace.acquire(100)
            sent.append(clock() + slept)
            permit.answered(100)

        await asyncio.gather(*(row() for _ in range(20)))
        for slept in (3_600.0, 100_000.0):  # noqa: B007 (the clock reads it)
            await asyncio.gather(*(row() for _ in range(90)))
        most = max(sum(1 for other in sent if at <= other < at + 60) for at in sent)
        assert most <= 61
        assert len(sent) == 200

    on_quick_loop(story)


def test_a_question_never_waits_and_rows_wait_for_it() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace((0, 6000), clock)
        for _ in range(3):
            pace.take(1000).answered(1000)
        assert clock() == 0.0
        (await pace.acquire(100)).close()
        assert clock() > 20.0

    on_quick_loop(story)


def test_after_a_refusal_everybody_waits_and_fewer_go_at_once() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace(clock=clock)
        permits = [await pace.acquire(1) for _ in range(FIRST_SLOTS)]
        before = pace.slots
        for permit in permits:
            permit.refused(7.0)
        assert pace.slots == before // 2  # refusals of one burst count once
        (await pace.acquire(1)).close()
        assert clock() == pytest.approx(7.0)

    on_quick_loop(story)


def test_more_go_at_once_while_nobody_refuses() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace(clock=clock)
        for _ in range(MOST_SLOTS * 2):
            (await pace.acquire(1)).answered(1)
        assert pace.slots == MOST_SLOTS
        (await pace.acquire(1)).refused(0.0)
        (await pace.acquire(1)).answered(1)
        assert pace.slots == MOST_SLOTS // 2  # and grows slowly from here

    on_quick_loop(story)


def test_what_the_endpoint_says_is_taken_over() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace(clock=clock)
        permit = await pace.acquire(1)
        permit.hear(RateReports(RateReport(60, 1), RateReport(None, None)))
        permit.answered(10)
        assert pace.requests_per_s() == pytest.approx(1.0)

    on_quick_loop(story)


def test_what_the_user_says_counts_until_the_endpoint_says_something() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace(clock=clock)
        pace.seed((120, 0))
        assert pace.requests_per_s() == pytest.approx(2.0)
        pace.hear(RateReports(RateReport(60, None), RateReport(None, None)), 0.0)
        pace.seed((120, 0))
        assert pace.requests_per_s() == pytest.approx(1.0)

    on_quick_loop(story)


def test_closing_a_permit_twice_counts_once() -> None:
    async def story(clock: Callable[[], float]) -> None:
        pace = Pace(clock=clock)
        permit = await pace.acquire(1)
        permit.answered(1)
        permit.close()
        others = [await pace.acquire(1) for _ in range(FIRST_SLOTS)]
        for other in others:
            other.close()

    on_quick_loop(story)


def test_no_more_go_at_once_than_the_rate_and_the_time_of_an_answer_need() -> None:
    async def story(clock: Callable[[], float]) -> None:
        async def slots_after_answers_of(seconds: float) -> int:
            pace = Pace((120, 0), clock)
            for _ in range(60):
                permit = await pace.acquire(1)
                await asyncio.sleep(seconds)
                permit.answered(1)
            return pace.slots

        quick, slow = await slots_after_answers_of(1.0), await slots_after_answers_of(8.0)
        assert 2 <= quick < slow <= MOST_SLOTS  # two a second: about 2 and about 16 are on their way
        assert slow >= 16

    on_quick_loop(story)
