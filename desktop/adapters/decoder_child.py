"""The decoder's child process: a request on standard input, a reply and pixels on standard output, until the end.

Request: one JSON line `{"mime": …, "bytes": N}`, then N bytes. Reply: one JSON line, `{"kind": …}` on refusal or
`{"width", "height", "animated"}`, followed by width·height·4 bytes of blue, green, red, unused. Bands of rows keep a
huge picture from existing twice. It may neither write files nor grow without bound; when its parent is gone, standard
input ends and so does it.
"""

import contextlib
import json
import os
import sys
from typing import BinaryIO

from desktop.adapters.opening import PLUGINS, Unopened, opened
from desktop.core.errors import Kind

MEMORY_BYTES = 4_000_000_000
BAND_BYTES = 8_000_000


def main() -> int:
    """Serve until standard input ends."""
    _bound()
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # what a library prints must not run into the replies
        while line := source.readline():
            asked = json.loads(line)
            data = source.read(asked["bytes"])
            if len(data) < asked["bytes"]:
                return 0
            _reply(replies, data, asked["mime"])
    return 0


def _bound() -> None:
    """Bounds that the system enforces, where it can."""
    with contextlib.suppress(ImportError):
        import resource  # POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reply(replies: BinaryIO, data: bytes, mime: str) -> None:
    try:
        if mime not in PLUGINS:
            raise Unopened(Kind.NOT_A_PICTURE)
        image, animated = opened(data, mime)
    except Unopened as refused:
        replies.write(json.dumps({"kind": refused.kind.value}).encode() + b"\n")
        replies.flush()
        return
    head = {"width": image.width, "height": image.height, "animated": animated}
    replies.write(json.dumps(head).encode() + b"\n")
    rows = max(1, BAND_BYTES // (image.width * 4))
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        replies.write(band.tobytes("raw", "BGRX"))
    replies.flush()
