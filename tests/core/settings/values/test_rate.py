"""The rate that a service allows, as it is typed, and which one a run keeps to."""

import pytest

from desktop.core.many.run import RunPlan
from desktop.core.many.run_settings import run_rate
from desktop.core.settings.settings import Settings, from_plain
from desktop.core.settings.values.rate import rate_of

PLAN = RunPlan("x", "?", "https://a.example/v1", "m", "auto")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("300/15000", (300, 15000)),
        (" 300 / 15000 ", (300, 15000)),
        ("0/15000", (0, 15000)),
        ("", (0, 0)),
        ("300", None),
        ("-1/5", None),
        ("a/b", None),
        ("1/2/3", None),
    ],
)
def test_what_is_typed(text: str, rate: tuple[int, int] | None) -> None:
    assert rate_of(text) == rate


def test_a_rate_that_is_none_falls_back_to_none_known() -> None:
    assert from_plain({"rate": "fast"}).rate == ""
    assert from_plain({"rate": "300/15000"}).rate == "300/15000"


def test_the_runs_own_rate_counts_unless_a_policy_sets_it_and_never_that_of_another_service() -> None:
    own = RunPlan("x", "?", "https://a.example/v1", "m", "auto", rate=(60, 0))
    here = Settings(endpoint="https://a.example/v1", rate="300/15000")
    assert run_rate(own, here) == (60, 0)
    assert run_rate(own, here, ("rate",)) == (300, 15000)
    assert run_rate(PLAN, here) == (300, 15000)
    assert run_rate(PLAN, Settings(endpoint="https://b.example/v1", rate="300/15000")) == (0, 0)
