"""Problems as the history holds them."""

import pytest

from desktop.core.conversation.serialization import problem_from_plain, problem_to_plain
from desktop.core.errors import Problem, ProblemKind


def test_a_problem_comes_back() -> None:
    problem = Problem(ProblemKind.OVERLOADED, "host.example", detail="busy")
    assert problem_from_plain(problem_to_plain(problem)) == problem
    assert problem_from_plain(None) is None


@pytest.mark.parametrize(
    ("stored", "kind"),
    [("effort_refused", ProblemKind.BAD_REQUEST), ("of a later version", ProblemKind.INTERNAL_ERROR)],
)
def test_kinds_that_do_not_occur_any_more_and_those_of_later_versions(stored: str, kind: ProblemKind) -> None:
    plain = problem_to_plain(Problem(ProblemKind.BAD_REQUEST, "host.example"))
    assert plain is not None
    problem = problem_from_plain({**plain, "kind": stored})
    assert problem is not None and (problem.kind, problem.name) == (kind, "host.example")
