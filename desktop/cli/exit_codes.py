"""The exit codes of commands, and their sentences on standard error."""

import os
import sys
from typing import NoReturn

from desktop.core.errors import Problem, ProblemKind
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for

ANSWERED, USAGE, IMAGE, REFUSED, UNREACHED, INCOMPLETE, HELD_BACK, STOPPED = 0, 2, 3, 4, 5, 6, 7, 130

_UNREACHED = {
    ProblemKind.UNKNOWN_HOST,
    ProblemKind.CONNECTION_FAILED,
    ProblemKind.TLS,
    ProblemKind.CERTIFICATES,
    ProblemKind.PROXY,
    ProblemKind.CONNECT_TIMEOUT,
    ProblemKind.PLAIN_HTTP,
}
_INCOMPLETE = {
    ProblemKind.FIRST_TOKEN_TIMEOUT,
    ProblemKind.CUT_OFF,
    ProblemKind.STREAM_STALLED,
    ProblemKind.TOTAL_TIMEOUT,
    ProblemKind.TOKEN_LIMIT_REACHED,
    ProblemKind.LENGTH_SPENT_THINKING,
    ProblemKind.CONTENT_FILTERED,
    ProblemKind.STREAM_ERROR,
    ProblemKind.ANSWER_TOO_LARGE,
    ProblemKind.MALFORMED_RESPONSE,
    ProblemKind.EMPTY_ANSWER,
    ProblemKind.UNKNOWN_ENDING,
    ProblemKind.TOOL_WANTED,
    ProblemKind.IMAGE_IN_ANSWER,
    ProblemKind.INTERNAL_ERROR,
}


def exit_code(problem: Problem) -> int:
    """Returns the exit code of a problem with an endpoint (README.md lists the codes)."""
    if problem.kind in _UNREACHED:
        return UNREACHED
    return INCOMPLETE if problem.kind in _INCOMPLETE else REFUSED


def fail(problem: Problem, code: int, kept: bool = False, has_answer: bool = True) -> int:
    """Prints a problem's sentence to standard error and returns `code`. `kept`: the history has the question.

    `has_answer` is False if nothing of an answer had come.
    """
    message = message_for(problem, has_answer)
    words = message.text if kept else message.statement
    if problem.kind is ProblemKind.NO_KEY:
        words = sentences(words, _("Set OPENAI_API_KEY, or save a key in the settings of the window."))
    print(f"askance: {words}", file=sys.stderr)
    return code


def warn(problem: Problem) -> None:
    """Prints a problem's sentence to standard error; the command goes on."""
    print(f"askance: {message_for(problem).text}", file=sys.stderr)


def silence_stdout() -> None:
    """Discards further output, because the program that read it has closed the pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def flush_stdout() -> None:
    """Writes out what standard output still buffers; discards it if the program that read it has closed the pipe.

    Left to the end of the interpreter, a closed pipe would bring a complaint there, and another exit code.
    """
    if sys.stdout is None:  # a program without a console, started from a desktop
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()


def usage(words: str) -> NoReturn:
    """Ends the program with a sentence on standard error and the exit code for wrong usage."""
    print(f"askance: {strip_control_characters(words)}", file=sys.stderr)
    raise SystemExit(USAGE)
