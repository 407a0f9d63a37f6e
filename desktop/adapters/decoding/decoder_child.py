"""The decoder's child process: a request on standard input, a reply and pixels on standard output, until the end.

Request: one JSON line `{"mime": …, "bytes": N, "page": …, "side": …, "covers": [[left, top, right, bottom], …]}`, then
N bytes. Reply: one JSON line, `{"kind": …}` on refusal or facts about the image, followed by width·height·4 bytes of
blue, green, red, unused. With `"as": "file"` the reply is `{"file": N}` and an encoded image with the covers filled.

The child may neither write files nor grow without bound; when its parent is gone, standard input ends and so does it.
"""

import contextlib
import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop.adapters.decoding.image_loader import ImageOpenError, OpenedImage, open_image
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image_formats import BY_MIME
from desktop.deferred import deferred

if TYPE_CHECKING:
    import resource
else:
    resource = deferred("resource")

MEMORY_BYTES = 1_500_000_000  # of address space; an image of 120 million pixels needs 1.1 billion


def main() -> int:
    """Serves requests until standard input ends. Returns the exit code."""
    _bound()
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # output printed by a library must not mix with the replies
        while line := source.readline():
            request = json.loads(line)
            data = source.read(request["bytes"])
            if len(data) < request["bytes"]:
                return 0
            _reply(replies, data, request)
            del data
    return 0


def _bound() -> None:
    """Limits memory, written files and core dumps, where the system can."""
    with contextlib.suppress(ImportError):  # POSIX only
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reply(replies: BinaryIO, data: bytes, request: dict[str, Any]) -> None:
    try:
        if request["mime"] not in BY_MIME:
            raise ImageOpenError(ProblemKind.NOT_A_IMAGE)
        covers = [Rect(*edges) for edges in request.get("covers", ())]
        opened = open_image(data, request["mime"], request.get("page", 0), request.get("side", 0), covers)
    except ImageOpenError as refused:
        replies.write(json.dumps({"kind": refused.kind.value}).encode() + b"\n")
        replies.flush()
        return
    if request.get("as") == "file":
        data = opened.covered(covers)
        replies.write(json.dumps({"file": len(data)}).encode() + b"\n")
        replies.write(data)
    else:
        replies.write(json.dumps(_head(opened)).encode() + b"\n")
        for band in opened.bands():
            replies.write(band.tobytes("raw", "BGRX"))
    replies.flush()


def _head(opened: OpenedImage) -> dict[str, Any]:
    return {
        "width": opened.image.width,
        "height": opened.image.height,
        "pages": opened.pages,
        "grain": asdict(opened.compression),
        "metadata": opened.metadata,
        "tips_at": opened.color_conversion.redact_before_color_from_px,
    }
