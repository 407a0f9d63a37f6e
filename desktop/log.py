"""The log: events of the program, but no question, image, answer or key.

Messages are ours and state facts only. A traceback is written as its lines of code and the type of the exception: the
message of an exception may quote a file, a question or a key, so it is left out.
"""

import logging
import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from desktop.paths import Folders

log = logging.getLogger("askance")

MAX_BYTES = 512 * 1024  # of a log file before it is set aside; chosen
MOST_RECORDS = 5000  # in one run; an error that repeats itself must not fill the disk; chosen


class TracebackWithoutMessages(logging.Formatter):
    """Formats a traceback without the messages of its exceptions."""

    def formatException(self, ei: Any) -> str:
        return traceback_lines(ei[1])


class LogFile(logging.FileHandler):
    """The file of the log. A record that cannot be written, on a full disk or a server that has gone, is dropped.

    The standard library would print it on standard error with the messages of all exceptions.
    """

    def handleError(self, record: logging.LogRecord) -> None:
        """Says nothing of what the system refuses, and of a wrong call of ours its type and place."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, OSError):
            place = f"{record.filename}:{record.lineno}"
            print(f"askance: an error of ours ({type(error).__name__}) in the log, {place}.", file=sys.stderr)


class RecordLimit(logging.Filter):
    """Passes the first `MOST_RECORDS` records and drops the others."""

    def __init__(self) -> None:
        super().__init__()
        self._left = MOST_RECORDS

    def filter(self, record: logging.LogRecord) -> bool:
        self._left -= 1
        return self._left >= 0


def traceback_lines(error: BaseException | None) -> str:
    """Returns the type of an exception and the lines of code it passed, followed by those of its causes."""
    lines = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        for frame in traceback.extract_tb(error.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


_LOG_FILE = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


def to_file(folders: Folders) -> None:
    """Writes the log to its file from now on; if the file cannot be opened, records are dropped.

    A file over `MAX_BYTES` is set aside first. The standard library's rotating handler is not used, because it imports
    pickle and sockets, a megabyte of memory.
    """
    if log.handlers:
        return
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        folders.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folders.log_file.exists() and folders.log_file.stat().st_size > MAX_BYTES:
            folders.log_file.replace(folders.log_file.with_suffix(".log.1"))
        os.close(os.open(folders.log_file, _LOG_FILE, 0o600))  # private, and never where a link leads
        file = LogFile(folders.log_file, encoding="utf-8")
    except OSError:
        log.addHandler(logging.NullHandler())
        return
    file.addFilter(RecordLimit())
    file.setFormatter(TracebackWithoutMessages("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(file)


def catch_our_bugs() -> None:
    """Logs every exception that nothing catches, since it is a bug of ours, and prints its type on standard error."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.error("uncaught exception", exc_info=(kind, error, trace))
        print(f"askance: an error of ours ({kind.__name__}); the log says where.", file=sys.stderr)

    sys.excepthook = caught
    threading.excepthook = lambda hook: caught(hook.exc_type, hook.exc_value or hook.exc_type(), hook.exc_traceback)
