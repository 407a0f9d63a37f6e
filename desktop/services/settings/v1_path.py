"""Checks whether an endpoint that is no API as it was typed is one with /v1 after its path."""

from desktop.core.errors import ENDPOINT_WITH_V1, AskanceError, Problem, ProblemKind
from desktop.core.settings.endpoint import with_v1
from desktop.services.ports.provider import Provider


async def problem_with_offer(problem: Problem, provider: Provider, endpoint: str, key: str | None) -> Problem:
    """Returns the problem, or one that names the endpoint with /v1 if that lists its models.

    Only the list is requested: no question goes out a second time.
    """
    longer = with_v1(endpoint)
    if problem.kind is not ProblemKind.NOT_AN_API or not longer:
        return problem
    try:
        await provider.models(longer, key)
    except AskanceError:
        return problem
    return Problem(ProblemKind.NOT_AN_API, problem.name, longer, problem.status, ENDPOINT_WITH_V1)
