"""The reader's child process: pixels on standard input, words on standard output, until the end.

Request: one JSON line `{"width": …, "height": …, "scale": …, "faces": true or false}`, then width·height·4 bytes of
blue, green, red, unused.
Reply: lines `{"done": 0–1}` while it goes on, one each second at least, at the end `{"bytes": N}` and N bytes of JSON,
in the form that `RapidOcrEngine.read` returns. A request `{"report": true}` has no pixels and the reply
`{"report": […]}`: the protections.

The first request loads the engine; from then on the child is sealed: it starts no process, and opens no file but
languages in the system's folders for them, where there are any.
"""

import contextlib
import ctypes
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop.adapters.cage.child_cage import ChildCage
from desktop.adapters.cage.limits import READER_LIMITS
from desktop.adapters.ocr.effort.pulse import Pulse
from desktop.adapters.ocr.scripts.language_data import data_folders
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.ocr import rapidocr_engine
else:
    rapidocr_engine = deferred("desktop.adapters.ocr.rapidocr_engine")

NICENESS = 3  # after the window, but not last of all: somebody may wait for the text


def main() -> int:
    """Serves with the engine of this installation until standard input ends. Returns the exit code."""
    folders, last = data_folders(), sys.argv[-1]
    threads = int(last) if last.isdigit() else 0
    return serve(lambda: rapidocr_engine.RapidOcrEngine(folders, threads), folders)


def serve(load_engine: "Callable[[], rapidocr_engine.RapidOcrEngine]", readable: tuple[str, ...] = ()) -> int:
    """Answers requests until standard input ends. The engine is loaded (a second, and 100 MB) with the first image.

    `readable` are the folders of languages, which the child may read until its end.
    """
    cage = ChildCage(READER_LIMITS, readable)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)  # type: ignore[attr-defined, unused-ignore]
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # 1.28 has none; a later version would
    give_back = _memory_returner()
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # output printed by a library must not mix with the replies

        def send_line(line: dict[str, Any]) -> None:
            replies.write(json.dumps(line).encode() + b"\n")
            replies.flush()

        engine: rapidocr_engine.RapidOcrEngine | None = None
        while line := source.readline():
            request = json.loads(line)
            if engine is None:
                engine = load_engine()
                cage.seal(needs_files=bool(readable))
            if request.get("report"):
                _send(replies, {"report": cage.report.to_plain()}, send_line)
                continue
            width, height = request["width"], request["height"]
            data = source.read(width * height * 4)
            if len(data) < width * height * 4:
                return 0

            def done(share: float) -> None:
                send_line({"done": share})

            with Pulse(done) as pulse:
                found = engine.read(data, (width, height), request["scale"], pulse.progress)
                if request.get("faces"):
                    found["faces"] = engine.faces(data, (width, height), pulse.progress)
            _send(replies, found, send_line)
            del data, found
            give_back()
    return 0


def _memory_returner() -> Callable[[], object]:
    """Returns a function that gives freed memory back to the system, where the C library has one (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform.startswith("linux") else None
    return (lambda: None) if trim is None else (lambda: trim(0))


def _send(replies: BinaryIO, found: dict[str, Any], send_line: Callable[[dict[str, Any]], None]) -> None:
    reply = json.dumps(found).encode()
    send_line({"bytes": len(reply)})
    replies.write(reply)
    replies.flush()
