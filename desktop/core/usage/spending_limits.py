"""The limits on spending. The user is asked before one is exceeded; nobody is asked about one that a policy sets."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from desktop.core.model_catalog import model_named
from desktop.core.settings.hosts import is_loopback
from desktop.core.settings.settings import Settings

ROUNDING_USD = 1e-10  # that sums of fractions leave over; far below the price of a token


@dataclass(frozen=True, slots=True)
class Spending:
    """The spending so far, by the endpoints' counts and the price table, where both are known."""

    today_usd: float = 0.0
    month_usd: float = 0.0

    def or_more(self, other: "Spending") -> "Spending":
        """Returns the larger sums of two accounts of the same time, neither of which knows of everything."""
        return Spending(max(self.today_usd, other.today_usd), max(self.month_usd, other.month_usd))


@dataclass(frozen=True, slots=True)
class ExceededLimit:
    """A limit that would be exceeded, and the spending so far that counts towards it.

    `uncounted_model` is the model whose price is not known, so that nobody can tell if it would be exceeded. With
    `is_fixed`, a policy sets it, and no user may exceed it.
    """

    which: str  # "today", "this month" or "question", which only a policy limits
    limit_usd: float
    spent_usd: float
    uncounted_model: str = ""
    is_fixed: bool = False


def limit_in_the_way(
    spent: Spending, settings: Settings, locked: Collection[str], cost_usd: float | None, may_go_uncounted: bool = False
) -> ExceededLimit | None:
    """Returns the limit that keeps a question of this cost from being sent, one that a policy sets first, or None.

    `locked` are the fields that a policy sets. A cost of None is one that is not known: no limit can count it. The user
    may have allowed that (`may_go_uncounted`), though not for a limit of a policy, unless this computer runs the model.
    """
    daily, monthly = settings.daily_limit_usd, settings.monthly_limit_usd
    per_question = settings.question_limit_usd
    if per_question > 0 and not (cost_usd is None and runs_here(settings)):
        if cost_usd is None:
            return ExceededLimit("question", per_question, 0.0, settings.model, is_fixed=True)
        if cost_usd > per_question:
            return ExceededLimit("question", per_question, 0.0, is_fixed=True)
    if cost_usd is None and runs_here(settings):
        return None if may_go_uncounted else uncountable_limit(spent, daily, monthly, settings.model)
    fixed = daily if "daily_limit_usd" in locked else 0.0, monthly if "monthly_limit_usd" in locked else 0.0
    bound = first_exceeded_limit(spent, fixed[0], fixed[1], cost_usd)
    if bound is None and cost_usd is None:
        bound = uncountable_limit(spent, fixed[0], fixed[1], settings.model)
    if bound is not None:
        return replace(bound, is_fixed=True)
    exceeded = first_exceeded_limit(spent, daily, monthly, cost_usd)
    if exceeded is None and cost_usd is None and not may_go_uncounted:
        return uncountable_limit(spent, daily, monthly, settings.model)
    return exceeded


def runs_here(settings: Settings) -> bool:
    """Returns True for a model of a server on this computer that has no price anywhere, so that it costs nothing.

    A server here may also pass questions on, to a model that has one.
    """
    host = urlsplit(f"//{settings.host}").hostname or ""
    return is_loopback(host) and model_named(settings.model).price is None


def first_exceeded_limit(
    spent: Spending, daily_usd: float, monthly_usd: float, cost_usd: float | None
) -> ExceededLimit | None:
    """Returns the first limit that one more question of this cost would exceed, or None.

    A limit of 0 is none. An unknown cost counts as 0.
    """
    cost = cost_usd or 0.0
    for which, limit, so_far in _limits(spent, daily_usd, monthly_usd):
        if so_far + cost > limit + ROUNDING_USD:
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


def has_limit(settings: Settings) -> bool:
    """Returns True if what is spent counts towards a limit."""
    return max(settings.daily_limit_usd, settings.monthly_limit_usd, settings.question_limit_usd) > 0


def period_starts(now: datetime) -> tuple[float, float]:
    """Returns the beginnings of the day and the month of `now` in local time, in Unix seconds."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day.timestamp(), day.replace(day=1).timestamp()
