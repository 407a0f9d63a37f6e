"""The log: what happened to the program, never what was asked, seen or answered, and never a key.

Messages are ours and carry facts only. A traceback is written as its places and the error's type: an error's own
words may quote a file's content, a question or a key, so they stay out.
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

MAX_BYTES = 512 * 1024
MOST_RECORDS = 5000  # in one run; a fault that repeats itself must not fill the disk


class TracebackWithoutMessages(logging.Formatter):
    """Formats a traceback without the messages of its exceptions."""

    def formatException(self, ei: Any) -> str:
        return places(ei[1])


class RecordLimit(logging.Filter):
    """Lets so many records through, and no more."""

    def __init__(self) -> None:
        super().__init__()
        self._left = MOST_RECORDS

    def filter(self, record: logging.LogRecord) -> bool:
        self._left -= 1
        return self._left >= 0


def places(error: BaseException | None) -> str:
    """Where an error went through, and its type; the chain of causes too."""
    lines = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        for frame in traceback.extract_tb(error.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


_LOG_FILE = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


def to_file(where: Folders) -> None:
    """Write the log to its file from now on; without a place for it the log stays silent.

    A file that has grown is set aside first. The library's rotating handler does that at any moment, but it brings
    pickle and sockets, a megabyte that every window would hold.
    """
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        where.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        if where.log_file.exists() and where.log_file.stat().st_size > MAX_BYTES:
            where.log_file.replace(where.log_file.with_suffix(".log.1"))
        os.close(os.open(where.log_file, _LOG_FILE, 0o600))  # private, and never where a link leads
        file = logging.FileHandler(where.log_file, encoding="utf-8")
    except OSError:
        log.addHandler(logging.NullHandler())
        return
    file.addFilter(RecordLimit())
    file.setFormatter(TracebackWithoutMessages("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(file)


def catch_our_bugs() -> None:
    """An error that nobody caught is ours: it goes to the log, and its type to standard error."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.error("not caught", exc_info=(kind, error, trace))
        print(f"askance: an error of ours ({kind.__name__}); the log says where.", file=sys.stderr)

    sys.excepthook = caught
    threading.excepthook = lambda told: caught(told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback)
