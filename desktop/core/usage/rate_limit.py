"""What an endpoint allows a minute, of requests or of tokens: how long to wait before more of it may be used."""

from collections import deque
from dataclasses import dataclass

MINUTE_S = 60.0
BURST_S = 5.0
"""Seconds of the limit that may be used at once; chosen. Endpoints often enforce a minute's limit second by second."""
RESERVE = 0.02
"""The share that is left unused of what an endpoint says remains, since others may use it, too; chosen."""


@dataclass(frozen=True, slots=True)
class RateReport:
    """What an endpoint says of one of its limits with an answer: None where it says nothing."""

    limit: float | None = None
    remaining: float | None = None


@dataclass(frozen=True, slots=True)
class RateReports:
    """What an endpoint says of its limits: of requests and of tokens."""

    requests: RateReport = RateReport()
    tokens: RateReport = RateReport()


class RateLimit:
    """One limit. Times are those of a clock that never jumps, in seconds; a limit of 0 is not known and binds nothing.

    Where the endpoint says how much remains, that counts. Otherwise no span of a minute gets more than the limit, and
    the use is spread evenly over it.
    """

    def __init__(self, per_minute: float, now: float) -> None:
        self._limit = per_minute
        self._level, self._at = self._burst, now
        self._used: deque[tuple[float, float]] = deque()  # moments and amounts of the last minute
        self._used_sum = 0.0
        self._is_told = self._is_known = False

    def seed(self, per_minute: float) -> None:
        """Takes over a limit that the user has named (0: none), unless the endpoint has named one."""
        if per_minute and not self._is_known:
            is_new = not self._limit and not self._used
            self._limit = per_minute
            if is_new:
                self._level = self._burst

    @property
    def per_minute(self) -> float:
        """The limit, 0 if it is not known."""
        return self._limit

    def wait_s(self, amount: float, now: float) -> float:
        """Returns the seconds until so much may be used; 0 if it may be used now.

        More than a whole minute's limit may be used as soon as nothing else was used for a minute.
        """
        if not self._limit:
            return 0.0
        self._refill(now)
        amount = min(amount, self._limit)
        wanted = amount if self._is_told else min(amount, self._burst)
        wait = max(0.0, wanted - self._level) * MINUTE_S / self._limit
        return wait if self._is_told else max(wait, self._wait_in_window(amount, now))

    def use(self, amount: float, now: float) -> None:
        """Uses so much, even if it has to be saved up afterwards."""
        self._forget_old(now)
        self._used.append((now, amount))
        self._used_sum += amount
        if self._limit:
            self._refill(now)
            self._level -= amount

    def give_back(self, amount: float, now: float) -> None:
        """Takes back what was not used after all, or (below 0) uses what was underestimated."""
        self.use(-amount, now)

    def hear(self, report: RateReport, sent_at: float) -> None:
        """Takes over what the endpoint says with the answer to a request that was sent at that moment.

        It was said of that moment: what was used since counts beside it.
        """
        if report.limit is not None and report.limit > 0:
            self._limit, self._is_known = report.limit, True
        if report.remaining is not None and self._limit:
            self._is_told = True
            since = sum(amount for moment, amount in self._used if moment > sent_at)
            self._level, self._at = report.remaining - since - RESERVE * self._limit, sent_at

    @property
    def used_in_minute(self) -> float:
        """How much was used in the last minute."""
        return self._used_sum

    @property
    def _burst(self) -> float:
        return self._limit * BURST_S / MINUTE_S

    def _refill(self, now: float) -> None:
        full = self._limit * (1 - RESERVE) if self._is_told else self._burst
        self._level = min(max(full, self._level), self._level + max(0.0, now - self._at) * self._limit / MINUTE_S)
        self._at = now

    def _wait_in_window(self, amount: float, now: float) -> float:
        self._forget_old(now)
        over, wait = self._used_sum + amount - self._limit, 0.0
        for moment, used in self._used:
            if over <= 1e-9:
                break
            over -= used
            wait = moment + MINUTE_S - now
        return max(0.0, wait)

    def _forget_old(self, now: float) -> None:
        while self._used and self._used[0][0] <= now - MINUTE_S:
            self._used_sum -= self._used.popleft()[1]
        if not self._used:
            self._used_sum = 0.0
