"""Requests that a proxy forwards by itself, and answers in the endpoint's place."""

from desktop.core.errors import Problem, ProxyFault

_TIMED_OUT, _SIGN_IN = 408, 511


def may_have_arrived(problem: Problem) -> bool:
    """Returns True if the proxy has perhaps forwarded the request, and failed or timed out after that."""
    is_late = problem.status >= 500 or problem.status == _TIMED_OUT
    return problem.code in (ProxyFault.WEB_PAGE, ProxyFault.UNANSWERED) and is_late and problem.status != _SIGN_IN
