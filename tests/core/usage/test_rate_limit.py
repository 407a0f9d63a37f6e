"""Limits a minute: never more than allowed in any minute, and not much less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.usage.rate_limit import MINUTE_S, RateLimit, RateReport


def used_over(limit: RateLimit, amounts: list[float], until: float) -> list[tuple[float, float]]:
    """Uses the amounts one after another as early as allowed. Returns moments and amounts."""
    now, used = 0.0, []
    for amount in amounts:
        for _ in range(10_000):
            wait = limit.wait_s(amount, now)
            if wait <= 0:
                break
            now += wait + 1e-6
        if now > until:
            break
        limit.use(amount, now)
        used.append((now, amount))
    return used


@given(st.lists(st.floats(1, 3000), min_size=20, max_size=150))
def test_no_minute_gets_more_than_the_limit(amounts: list[float]) -> None:
    used = used_over(RateLimit(15_000, 0.0), amounts, 600)
    for moment, _ in used:
        assert sum(amount for at, amount in used if moment <= at < moment + MINUTE_S - 0.01) <= 15_000 + 1e-6


def test_nearly_all_of_the_limit_is_used() -> None:
    used = used_over(RateLimit(15_000, 0.0), [1050.0] * 400, 1200)
    assert sum(amount for at, amount in used if at >= 60) >= 0.9 * 15_000 * 19


def test_an_unknown_limit_binds_nothing() -> None:
    assert RateLimit(0, 0.0).wait_s(1e9, 0.0) == 0


def test_one_request_above_the_whole_limit_goes_in_the_end() -> None:
    assert used_over(RateLimit(1000, 0.0), [5000.0, 5000.0], 600)[1][0] <= 600


def test_what_the_endpoint_says_counts() -> None:
    limit = RateLimit(0, 0.0)
    limit.use(100, 1.0)
    limit.hear(RateReport(6000, 0), 1.0)
    assert limit.per_minute == 6000
    assert limit.wait_s(100, 2.0) == pytest.approx(1 + 0.02 * 60 - 1, abs=0.3)


def test_what_was_used_after_the_request_counts_beside_what_is_said() -> None:
    limit = RateLimit(6000, 0.0)
    limit.hear(RateReport(6000, 5000), 1.0)
    limit.use(4000, 2.0)
    before = limit.wait_s(3000, 3.0)
    limit.hear(RateReport(6000, 5000), 1.0)
    assert limit.wait_s(3000, 3.0) == pytest.approx(before, abs=0.5)
