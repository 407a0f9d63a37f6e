"""The rule of trying again: which failures of a request are repeated, how often, and after how long.

A request is repeated only before the first chunk of its answer, and only after a failure that passes by itself: a rate
limit, a fault of the server, a connection that was never made. A request that was sent and may be answered (and billed)
already is never repeated.
"""

from dataclasses import dataclass

from desktop.core.errors import Problem, ProblemKind

TRANSIENT_KINDS = {
    ProblemKind.RATE_LIMIT,
    ProblemKind.SERVER_FAULT,
    ProblemKind.OVERLOADED,
    ProblemKind.CONNECTION_FAILED,
    ProblemKind.CONNECT_TIMEOUT,
}
RETRIED_STATUS = {429, 498, 500, 502, 503, 504, 529, 0}
"""HTTP status codes of failures that pass by themselves; 0 if there was no response.

498 and 529 are those of Groq and Anthropic for too much load."""


@dataclass(frozen=True, slots=True)
class RetryRule:
    """The bounds of the rule: the number of attempts, and the longest wait before one, in seconds. Chosen."""

    max_attempts: int = 4
    longest_wait_s: float = 60.0

    def wait_s(self, problem: Problem, attempt: int, has_begun: bool) -> float | None:
        """Returns the seconds to wait before the attempt after `attempt`, which counts from 1; None to give up.

        The endpoint's own wait is kept where it named one, otherwise the wait doubles each time, from one second on.
        `has_begun` is True once a chunk with text has come.
        """
        if has_begun or attempt >= self.max_attempts:
            return None
        if problem.kind not in TRANSIENT_KINDS or problem.status not in RETRIED_STATUS:
            return None
        wait = problem.seconds or float(2 ** (attempt - 1))
        return wait if wait <= self.longest_wait_s else None
