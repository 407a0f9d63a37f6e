"""How commands end: their exit codes, and a sentence on standard error."""

import os
import sys

from desktop.core.errors import Kind, Trouble
from desktop.messages.errors import said, without_question

ANSWERED, USAGE, PICTURE, REFUSED, UNREACHED, INCOMPLETE, HELD_BACK, STOPPED = 0, 2, 3, 4, 5, 6, 7, 130

_UNREACHED = {
    Kind.UNKNOWN_HOST,
    Kind.NOT_REACHED,
    Kind.TLS,
    Kind.CERTIFICATES,
    Kind.PROXY,
    Kind.CONNECT_TIMEOUT,
}
_INCOMPLETE = {
    Kind.NO_FIRST_WORD,
    Kind.CUT_OFF,
    Kind.SILENCE,
    Kind.OUT_OF_TIME,
    Kind.LENGTH,
    Kind.FILTERED,
    Kind.STREAM_ERROR,
    Kind.OVERLONG,
    Kind.GARBLED,
    Kind.NOTHING_SAID,
    Kind.OURS,
}


def exit_code(trouble: Trouble) -> int:
    """Which of the promised exit codes a trouble with the endpoint means."""
    if trouble.kind in _UNREACHED:
        return UNREACHED
    return INCOMPLETE if trouble.kind in _INCOMPLETE else REFUSED


def complain(trouble: Trouble, code: int, kept: bool = False) -> int:
    """Say what went wrong; `kept` when the question is in the history. The answer is `code`."""
    words = said(trouble).text if kept else without_question(said(trouble).text)
    if trouble.kind is Kind.NO_KEY:
        words += " Set OPENAI_API_KEY, or keep a key in the window's settings."
    print(f"askance: {words}", file=sys.stderr)
    return code


def nobody_reads() -> None:
    """Whoever read us is gone; what is still printed goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
