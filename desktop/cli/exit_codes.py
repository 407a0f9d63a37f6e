"""How commands end: their exit codes, and a sentence on standard error."""

import os
import sys

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.problems import message_for, without_question

ANSWERED, USAGE, IMAGE, REFUSED, UNREACHED, INCOMPLETE, HELD_BACK, STOPPED = 0, 2, 3, 4, 5, 6, 7, 130

_UNREACHED = {
    ProblemKind.UNKNOWN_HOST,
    ProblemKind.CONNECTION_FAILED,
    ProblemKind.TLS,
    ProblemKind.CERTIFICATES,
    ProblemKind.PROXY,
    ProblemKind.CONNECT_TIMEOUT,
}
_INCOMPLETE = {
    ProblemKind.FIRST_TOKEN_TIMEOUT,
    ProblemKind.CUT_OFF,
    ProblemKind.STREAM_STALLED,
    ProblemKind.TOTAL_TIMEOUT,
    ProblemKind.TOKEN_LIMIT_REACHED,
    ProblemKind.CONTENT_FILTERED,
    ProblemKind.STREAM_ERROR,
    ProblemKind.ANSWER_TOO_LARGE,
    ProblemKind.MALFORMED_RESPONSE,
    ProblemKind.EMPTY_ANSWER,
    ProblemKind.INTERNAL_ERROR,
}


def exit_code(problem: Problem) -> int:
    """Which of the promised exit codes a trouble with the endpoint means."""
    if problem.kind in _UNREACHED:
        return UNREACHED
    return INCOMPLETE if problem.kind in _INCOMPLETE else REFUSED


def fail(problem: Problem, code: int, kept: bool = False) -> int:
    """Say what went wrong; `kept` when the question is in the history. The answer is `code`."""
    words = message_for(problem).text if kept else without_question(message_for(problem).text)
    if problem.kind is ProblemKind.NO_KEY:
        words += " Set OPENAI_API_KEY, or keep a key in the window's settings."
    print(f"askance: {words}", file=sys.stderr)
    return code


def silence_stdout() -> None:
    """Whoever read us is gone; what is still printed goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
