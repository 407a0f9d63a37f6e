"""The pace at which one endpoint is asked with one key: as fast as it allows, and no faster.

Rows of runs wait for their turn. Questions of a conversation never wait here: they count, so that the rows wait for
them. Everything happens on the loop's thread.
"""

import asyncio
import contextlib
import math
import time
from collections.abc import Callable

from desktop.core.usage.rate_limit import RateLimit, RateReports

FIRST_SLOTS, MOST_SLOTS = 4, 64  # requests on their way at once; chosen
SPARE = 1.5  # times the requests that the rate can keep on their way; chosen
LONGEST_BACK_OFF_S = 60.0  # where the endpoint names no wait; chosen
MEMORY = 0.2  # the weight of the newest answer in the means; chosen


class Permit:
    """The permission for one request, which was sent at `sent_at`. It is closed once, when its answer has ended."""

    def __init__(self, pace: "Pace", tokens: float, sent_at: float) -> None:
        self._pace = pace
        self._tokens = tokens
        self._is_open = True
        self.sent_at = sent_at

    def hear(self, reports: RateReports) -> None:
        """Takes over what the endpoint says of its limits with the answer."""
        self._pace.hear(reports, self.sent_at)

    def answered(self, tokens: int | None) -> None:
        """Closes it after an answer, which had so many tokens with its question, as far as the endpoint counted."""
        self._close(tokens, has_answer=True)

    def refused(self, wait_s: float) -> None:
        """Closes it after a refusal for going too fast; the endpoint named a wait, or 0."""
        if self._is_open:
            self._pace.back_off(wait_s, self.sent_at)
        self._close(None)

    def close(self) -> None:
        """Closes it, whatever has become of the request; closing it twice is fine."""
        self._close(None)

    def _close(self, tokens: int | None, has_answer: bool = False) -> None:
        if self._is_open:
            self._is_open = False
            self._pace.leave(self._tokens, tokens, self.sent_at, has_answer)


class Pace:
    """`rate` are the requests and tokens a minute that the user says are allowed, 0 where that is not known."""

    def __init__(self, rate: tuple[float, float] = (0, 0), clock: Callable[[], float] = time.monotonic) -> None:
        now = clock()
        self._clock = clock
        self._requests, self._tokens = RateLimit(rate[0], now), RateLimit(rate[1], now)
        self._turnstile = asyncio.Lock()
        self._changed = asyncio.Event()
        self._in_flight = 0
        self._slots = float(FIRST_SLOTS)
        self._was_refused = False
        self._refusals_in_a_row = 0
        self._paused_until = self._backed_off_at = -math.inf
        self._mean_s = self._mean_tokens = 0.0

    def seed(self, rate: tuple[float, float]) -> None:
        """Takes over what the user says is allowed, for limits of which the endpoint has said nothing."""
        self._requests.seed(rate[0])
        self._tokens.seed(rate[1])

    async def acquire(self, tokens: float) -> Permit:
        """Waits until a request of about so many tokens, its answer included, may be sent; first come, first served."""
        async with self._turnstile:
            while (wait := self._wait_s(tokens)) > 0:
                self._changed.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(None if math.isinf(wait) else wait):
                        await self._changed.wait()
            return self.take(tokens)

    def take(self, tokens: float) -> Permit:
        """Returns the permission for a request that does not wait."""
        now = self._clock()
        self._requests.use(1, now)
        self._tokens.use(tokens, now)
        self._in_flight += 1
        return Permit(self, tokens, now)

    @property
    def refusals_in_a_row(self) -> int:
        """How often in a row the endpoint has refused to go so fast, without an answer in between."""
        return self._refusals_in_a_row

    def forget_refusals(self) -> None:
        """Counts refusals in a row anew."""
        self._refusals_in_a_row = 0

    @property
    def slots(self) -> int:
        """How many requests may be on their way at once."""
        by_rate = math.inf
        if self._mean_s and (per_s := self.requests_per_s()):
            by_rate = math.ceil(per_s * self._mean_s * SPARE) + 1
        return int(max(1, min(self._slots, by_rate, MOST_SLOTS)))

    def requests_per_s(self, tokens: float = 0.0) -> float | None:
        """Returns how many requests of so many tokens (0: of the mean) the limits allow a second; None if unknown."""
        tokens = tokens or self._mean_tokens
        rates = [self._requests.per_minute] if self._requests.per_minute else []
        rates += [self._tokens.per_minute / tokens] if self._tokens.per_minute and tokens else []
        return min(rates) / 60 if rates else None

    def seconds_each(self, tokens: float) -> float | None:
        """Returns the seconds between requests of so many tokens, by the limits and the observed time of an answer."""
        by_rate = self.requests_per_s(tokens)
        by_time = self._mean_s / self.slots
        return max(1 / by_rate if by_rate else 0.0, by_time) or None

    def hear(self, reports: RateReports, sent_at: float) -> None:
        """Takes over what the endpoint says of its limits."""
        self._requests.hear(reports.requests, sent_at)
        self._tokens.hear(reports.tokens, sent_at)
        self._changed.set()

    def back_off(self, wait_s: float, sent_at: float) -> None:
        """Lets everything wait, after a refusal of a request of that moment; refusals of one burst count once."""
        now = self._clock()
        is_new = sent_at > self._backed_off_at
        if is_new:
            self._backed_off_at = now
            self._was_refused = True
            self._slots = max(1.0, self._slots / 2)
            self._refusals_in_a_row += 1
        wait = wait_s or min(LONGEST_BACK_OFF_S, 2.0 ** (self._refusals_in_a_row - 1))
        if is_new or wait_s:
            self._paused_until = max(self._paused_until, now + wait)

    def leave(self, expected: float, counted: int | None, sent_at: float, has_answer: bool) -> None:
        """Counts the end of a request."""
        now = self._clock()
        self._in_flight -= 1
        if counted is not None:
            self._tokens.give_back(expected - counted, now)
            self._mean_tokens = _mean(self._mean_tokens, counted)
        if has_answer:
            self._refusals_in_a_row = 0
            self._mean_s = _mean(self._mean_s, now - sent_at)
            self._slots = min(MOST_SLOTS, self._slots + (1 / self._slots if self._was_refused else 1.0))
        self._changed.set()

    def _wait_s(self, tokens: float) -> float:
        if self._in_flight >= self.slots:
            return math.inf
        now = self._clock()
        by_limits = max(self._requests.wait_s(1, now), self._tokens.wait_s(tokens, now))
        return max(self._paused_until - now, by_limits)


def _mean(before: float, newest: float) -> float:
    return before + MEMORY * (newest - before) if before else newest
