"""The limit that keeps a question from being sent: one of a policy before one of the user."""

from dataclasses import replace

import pytest

from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit, Spending, limit_in_the_way

SPENT = Spending(0.9, 4.0)
BOTH = Settings(daily_limit_usd=1.0, monthly_limit_usd=4.05)


def test_the_limit_of_a_policy_comes_before_one_that_the_user_may_pass() -> None:
    own = ExceededLimit("today", 1.0, 0.9)
    assert limit_in_the_way(SPENT, BOTH, (), 0.2) == own
    fixed = ExceededLimit("this month", 4.05, 4.0, is_fixed=True)
    assert limit_in_the_way(SPENT, BOTH, ("monthly_limit_usd",), 0.2) == fixed
    assert limit_in_the_way(SPENT, BOTH, ("monthly_limit_usd", "model"), 0.01) is None


def test_an_unknown_price_meets_a_limit_until_the_user_has_let_it_go() -> None:
    uncounted = ExceededLimit("today", 1.0, 0.9, "gpt-4o")
    assert limit_in_the_way(SPENT, BOTH, (), None) == uncounted
    assert limit_in_the_way(SPENT, BOTH, (), None, may_go_uncounted=True) is None
    assert limit_in_the_way(SPENT, Settings(), (), None) is None


def test_an_unknown_price_never_gets_around_the_limit_of_a_policy() -> None:
    for allowed in (True, False):
        limit = limit_in_the_way(SPENT, BOTH, ("daily_limit_usd",), None, may_go_uncounted=allowed)
        assert limit == ExceededLimit("today", 1.0, 0.9, "gpt-4o", is_fixed=True)


def test_the_larger_sum_counts() -> None:
    assert Spending(1, 2).or_more(Spending(0.5, 3)) == Spending(1, 3)


@pytest.mark.parametrize("host", ["127.0.0.1:11434", "localhost:1234", "[::1]:8000"])
def test_a_model_of_this_computer_is_asked_about_once_and_never_stopped(host: str) -> None:
    here = replace(BOTH, endpoint=f"http://{host}/v1", model="llava")
    for locked in ((), ("daily_limit_usd", "monthly_limit_usd")):
        assert limit_in_the_way(SPENT, here, locked, None) == ExceededLimit("today", 1.0, 0.9, "llava")
        assert limit_in_the_way(Spending(2.0, 9.0), here, locked, None, may_go_uncounted=True) is None


@pytest.mark.parametrize(
    ("endpoint", "model"),
    [
        ("http://192.168.1.5:11434/v1", "llava"),
        ("https://gw.example/v1", "llava"),
        ("http://127.0.0.1:4000/v1", "gpt-4o"),
    ],
)
def test_a_policy_still_stops_what_may_cost_something(endpoint: str, model: str) -> None:
    settings = replace(BOTH, endpoint=endpoint, model=model)
    limit = limit_in_the_way(SPENT, settings, ("daily_limit_usd",), None, may_go_uncounted=True)
    assert limit is not None and limit.is_fixed
