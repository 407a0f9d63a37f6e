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

from desktop.deferred import deferred

if TYPE_CHECKING:
    import resource

    from desktop.adapters.ocr import rapidocr_engine
else:
    resource = deferred("resource")
    rapidocr_engine = deferred("desktop.adapters.ocr.rapidocr_engine")

MEMORY_BYTES = 6_000_000_000  # of address space; what is touched stays under 1 GB
NICENESS = 3  # behind the window, but not starved by whatever else the computer does: somebody may wait for it


def main() -> int:
    """Serve with the engine of this installation until standard input ends."""
    return serve(lambda: rapidocr_engine.RapidOcrEngine())


def serve(load_engine: "Callable[[], rapidocr_engine.RapidOcrEngine]") -> int:
    """Answer requests until standard input ends. The engine is loaded (a second, and 100 MB) with the first image."""
    _bound()
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # 1.28 has none; should a later one ever get here, it keeps quiet too
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # what a library prints must not run into the replies

        def say(words: dict[str, Any]) -> None:
            replies.write(json.dumps(words).encode() + b"\n")
            replies.flush()

        engine: rapidocr_engine.RapidOcrEngine | None = None
        while line := source.readline():
            asked = json.loads(line)
            size = asked["width"] * asked["height"] * 4
            data = source.read(size)
            if len(data) < size:
                return 0
            if engine is None:
                engine = load_engine()
            found = engine.read(data, (asked["width"], asked["height"]), asked["scale"], lambda x: say({"done": x}))
            _send(replies, found, say)
            del data
    return 0


def _send(replies: BinaryIO, found: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> None:
    made = json.dumps(found).encode()
    say({"bytes": len(made)})
    replies.write(made)
    replies.flush()


def _bound() -> None:
    """Bounds that the system enforces, where it can; and the window comes first."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # POSIX only
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)
