"""What counts towards spending limits while runs ask: what was known before, and what rows have entered since."""

from collections.abc import Callable, Collection
from datetime import date

from desktop.adapters.files.spending_file import SpendingFile
from desktop.composition import spending
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit, Spending, has_limit, limit_in_the_way


def run_account(locked: Callable[[], Collection[str]]) -> "RunAccount":
    """Returns the account of this user. `locked` returns the fields that a policy sets."""
    return RunAccount(locked, spending.spending_file(), spending.spent_so_far)


class RunAccount:
    """The account of one day: at another one, be it that the clock has jumped, it is made up anew."""

    def __init__(
        self,
        locked: Callable[[], Collection[str]],
        file: SpendingFile,
        spent_so_far: Callable[[], Spending],
        today: Callable[[], date] = date.today,
    ) -> None:
        """`locked` returns the fields that a policy sets; `spent_so_far` adds up what was spent, and blocks."""
        self._locked = locked
        self._file = file
        self._spent_so_far = spent_so_far
        self._today = today
        self._day: date | None = None
        self._before = Spending()
        self._entered = Spending()

    def find_spending(self, settings: Settings) -> None:
        """Adds up what was spent before, once a day, where a limit is set. Blocks."""
        day = self._today()
        if self._day != day and has_limit(settings) and not settings.is_local:
            self._entered = Spending()  # what is entered from now on
            self._before = self._spent_so_far()
            self._day = day

    def find_limit(self, settings: Settings, cost_usd: float | None) -> tuple[ExceededLimit, float] | None:
        """Returns the spending limit that a cost would exceed, with the cost."""
        if settings.is_local or not has_limit(settings):
            return None
        before, entered = self._before, self._entered
        own = Spending(before.today_usd + entered.today_usd, before.month_usd + entered.month_usd)
        limit = limit_in_the_way(self._file.spent().or_more(own), settings, self._locked(), cost_usd)
        return (limit, cost_usd or 0.0) if limit is not None else None

    def enter(self, usd: float, day: date) -> None:
        """Enters an amount into the account of this user, under the day that it belongs to. Raises StorageError."""
        self._file.add(usd, day)
        of_today, of_month = self._entered.today_usd, self._entered.month_usd
        now = self._day or day
        of_today += usd if day == now else 0.0
        of_month += usd if (day.year, day.month) == (now.year, now.month) else 0.0
        self._entered = Spending(of_today, of_month)
