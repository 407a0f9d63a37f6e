"""The user's limits on spending. The user is asked before one is exceeded."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spending:
    """The spending so far, by the endpoints' counts and the price table, where both are known."""

    today_usd: float = 0.0
    month_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class ExceededLimit:
    """A limit that would be exceeded, and the spending so far that counts towards it.

    `uncounted_model` is the model whose price is not known, so that nobody can tell if it would be exceeded.
    """

    which: str  # "today" or "this month"
    limit_usd: float
    spent_usd: float
    uncounted_model: str = ""


def first_exceeded_limit(
    spent: Spending, daily_usd: float, monthly_usd: float, cost_usd: float | None
) -> ExceededLimit | None:
    """Returns the first limit that one more question of this cost would exceed, or None.

    A limit of 0 is none. An unknown cost counts as 0.
    """
    cost = cost_usd or 0.0
    for which, limit, so_far in _limits(spent, daily_usd, monthly_usd):
        if so_far + cost > limit:
            return ExceededLimit(which, limit, so_far)
    return None


def uncountable_limit(spent: Spending, daily_usd: float, monthly_usd: float, model: str) -> ExceededLimit | None:
    """Returns the first limit that cannot count a question to `model`, whose price is not known, or None."""
    for which, limit, so_far in _limits(spent, daily_usd, monthly_usd):
        return ExceededLimit(which, limit, so_far, model)
    return None


def _limits(spent: Spending, daily_usd: float, monthly_usd: float) -> Iterator[tuple[str, float, float]]:
    """Yields the limits that are set: their names, their amounts and what is spent of each."""
    for which, limit, so_far in (
        ("today", daily_usd, spent.today_usd),
        ("this month", monthly_usd, spent.month_usd),
    ):
        if limit > 0:
            yield which, limit, so_far
