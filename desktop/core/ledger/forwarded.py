"""Requests that a proxy forwards by itself, and answers in the endpoint's place."""

from desktop.core.errors import Problem, ProxyFault

_TIMED_OUT = 408


def may_have_arrived(problem: Problem) -> bool:
    """Returns True if the proxy has perhaps forwarded the request, and failed or timed out after that."""
    return problem.code == ProxyFault.WEB_PAGE and (problem.status >= 500 or problem.status == _TIMED_OUT)
