"""What questions cost, and the user's own limits on it. Limits are asked about before they are passed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spending:
    """US dollars by the endpoints' counts and the price table, where both are known."""

    today_usd: float = 0.0
    month_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class ExceededLimit:
    """A limit that would be passed: what it is, and what is spent already."""

    which: str  # "today" or "this month"
    limit_usd: float
    spent_usd: float


def first_exceeded_limit(
    spent: Spending, daily_usd: float, monthly_usd: float, cost_usd: float | None
) -> ExceededLimit | None:
    """The first limit above 0 that one more question of this cost would pass. An unknown cost counts as nothing."""
    cost = cost_usd or 0.0
    for which, limit, so_far in (
        ("today", daily_usd, spent.today_usd),
        ("this month", monthly_usd, spent.month_usd),
    ):
        if limit > 0 and so_far + cost > limit:
            return ExceededLimit(which, limit, so_far)
    return None
