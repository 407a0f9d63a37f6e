"""The reader's child process: pixels on standard input, words on standard output, until the end.

Request: one JSON line `{"width": …, "height": …, "scale": …}`, then width·height·4 bytes of blue, green, red, unused.
Reply: lines `{"done": 0–1}` while it goes on, at the end `{"bytes": N}` and N bytes of JSON, in the form that
`Recogniser.read` returns.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine

MEMORY_BYTES = 6_000_000_000  # of address space; what is touched stays under 1 GB
NICENESS = 3  # behind the window, but not starved by whatever else the computer does: somebody may wait for it


def main() -> int:
    """Serve until standard input ends."""
    _bound()
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # what a library prints must not run into the replies

        def say(words: dict[str, Any]) -> None:
            replies.write(json.dumps(words).encode() + b"\n")
            replies.flush()

        recogniser: RapidOcrEngine | None = None
        while line := source.readline():
            asked = json.loads(line)
            size = asked["width"] * asked["height"] * 4
            data = source.read(size)
            if len(data) < size:
                return 0
            if recogniser is None:
                recogniser = _recogniser()
            found = recogniser.read(data, (asked["width"], asked["height"]), asked["scale"], lambda x: say({"done": x}))
            _send(replies, found, say)
            del data
    return 0


def _recogniser() -> "RapidOcrEngine":
    from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine  # a second, and 100 MB: with the first picture

    return RapidOcrEngine()


def _send(replies: BinaryIO, found: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> None:
    made = json.dumps(found).encode()
    say({"bytes": len(made)})
    replies.write(made)
    replies.flush()


def _bound() -> None:
    """Bounds that the system enforces, where it can; and the window comes first."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)
