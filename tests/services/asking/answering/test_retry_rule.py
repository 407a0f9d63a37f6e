"""The rule of trying again, as a table of failures."""

import pytest

from desktop.core.errors import Problem, ProblemKind
from desktop.services.asking.answering.retry_rule import RetryRule


@pytest.mark.parametrize(
    ("problem", "attempt", "has_begun", "wait_s"),
    [
        (Problem(ProblemKind.SERVER_FAULT, "h", status=503), 1, False, 1.0),
        (Problem(ProblemKind.SERVER_FAULT, "h", status=503), 2, False, 2.0),
        (Problem(ProblemKind.SERVER_FAULT, "h", status=503), 3, False, 4.0),
        (Problem(ProblemKind.SERVER_FAULT, "h", status=503), 4, False, None),  # the last attempt
        (Problem(ProblemKind.SERVER_FAULT, "h", status=503), 1, True, None),  # an answer has begun
        (Problem(ProblemKind.SERVER_FAULT, "h", status=501), 1, False, None),
        (Problem(ProblemKind.RATE_LIMIT, "h", status=429, seconds=7.5), 1, False, 7.5),
        (Problem(ProblemKind.RATE_LIMIT, "h", status=429, seconds=60.0), 1, False, 60.0),
        (Problem(ProblemKind.RATE_LIMIT, "h", status=429, seconds=60.1), 1, False, None),  # too long to wait
        (Problem(ProblemKind.CONNECTION_FAILED, "h"), 1, False, 1.0),
        (Problem(ProblemKind.CONNECT_TIMEOUT, "h"), 1, False, 1.0),
        (Problem(ProblemKind.FIRST_TOKEN_TIMEOUT, "h"), 1, False, None),  # it was sent and may be billed
        (Problem(ProblemKind.CUT_OFF, "h"), 1, False, None),
        (Problem(ProblemKind.QUOTA, "h", status=429), 1, False, None),
        (Problem(ProblemKind.KEY_REFUSED, "h", status=401), 1, False, None),
        (Problem(ProblemKind.OVERLOADED, "h", status=529), 1, False, 1.0),
        (Problem(ProblemKind.OVERLOADED, "h", status=503, seconds=20.0), 1, False, 20.0),
        (Problem(ProblemKind.MODEL_HAS_NO_VISION, "h", status=500), 1, False, None),  # the projector is missing
        (Problem(ProblemKind.IMAGE_REJECTED, "h", status=500), 1, False, None),
        (Problem(ProblemKind.OUT_OF_MEMORY, "h", status=500), 1, False, None),
    ],
)
def test_failures_that_pass_by_themselves_are_retried(
    problem: Problem, attempt: int, has_begun: bool, wait_s: float | None
) -> None:
    assert RetryRule().wait_s(problem, attempt, has_begun) == wait_s


def test_the_bounds_can_be_narrower() -> None:
    rule = RetryRule(max_attempts=2, longest_wait_s=1.0)
    fault = Problem(ProblemKind.SERVER_FAULT, "h", status=500)
    assert rule.wait_s(fault, 1, has_begun=False) == 1.0
    assert rule.wait_s(fault, 2, has_begun=False) is None
    assert RetryRule(longest_wait_s=1.0).wait_s(fault, 2, has_begun=False) is None
