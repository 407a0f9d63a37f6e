"""The decoder's child process: a request on standard input, a reply and pixels on standard output, until the end.

Request: one JSON line `{"load": […], "mime": …, "bytes": N, "page": …, "side": …, "covers": [[left, top, right,
bottom], …]}`, then N bytes. Reply: one JSON line, `{"kind": …}` on refusal or facts about the image, followed by
width·height·4 bytes of blue, green, red, unused. With `"as": "file"` the reply is `{"file": N}` and an encoded image
with the covers filled; with `"as": "text"` it is `{"file": N}` and the own text of a page (page_texts.py). With `"as":
"view"` the parent answers the facts with one more line, `[left, top, right, bottom, width, height]`, and gets `{"file":
N}` and that part at that size, in bytes of red, green, blue. A request `{"load": […], "report": true}` has the reply
`{"report": […]}`: the protections.

The first request loads the libraries of all formats, of those that load separately the media types in `load`; from then
on the child is sealed and loads no others. When its parent is gone, standard input ends, and so does the child.
"""

import itertools
import json
import os
import select
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from desktop.adapters.cage import system_calls
from desktop.adapters.cage.child_cage import ChildCage
from desktop.adapters.cage.limits import DECODER_LIMITS
from desktop.adapters.decoding.codecs import FONT_FOLDERS, load_codecs
from desktop.adapters.decoding.image_loader import OpenedImage, open_image
from desktop.adapters.decoding.open_errors import ImageOpenError, open_error
from desktop.adapters.decoding.page_texts import text_reply
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image_formats import BY_MIME, Opener

IDLE_MS = 200  # after an image; chosen


def main() -> int:
    """Serves requests until standard input ends. Returns the exit code."""
    cage = ChildCage(DECODER_LIMITS, FONT_FOLDERS)
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # output printed by a library must not mix with the replies
        while line := source.readline():
            request = json.loads(line)
            if not cage.is_sealed:
                load_codecs(request["load"])
                cage.seal(needs_files=any(BY_MIME[mime].opener is Opener.PDFIUM for mime in request["load"]))
            if request.get("report"):
                _write_line(replies, {"report": cage.report.to_plain()})
                replies.flush()
                continue
            data = source.read(request["bytes"])
            if len(data) < request["bytes"]:
                return 0
            _reply(replies, data, request, source)
            del data
            _wait_for_more()
    return 0


def _wait_for_more() -> None:
    """Waits a moment for the next request. If none comes, the memory of this image goes back to the system.

    In a series of images it is used again, which saves a fifth of the processor time.
    """
    if sys.platform.startswith("linux"):
        waiting = select.poll()
        waiting.register(0, select.POLLIN)
        if not waiting.poll(IDLE_MS):
            system_calls.return_free_memory()


def _reply(replies: BinaryIO, data: bytes, request: dict[str, Any], source: BinaryIO) -> None:
    try:
        if request["mime"] not in BY_MIME:
            raise ImageOpenError(ProblemKind.NOT_A_IMAGE)
        if request.get("as") == "text":
            _write_file(replies, text_reply(data, request["mime"], request["page"], request["side"]))
            return
        covers = [Rect(*edges) for edges in request.get("covers", ())]
        opened = open_image(data, request["mime"], request.get("page", 0), request.get("side", 0), covers)
        bands = opened.bands()
        first = next(bands)  # before anything is written: its colours may be refused
    except ImageOpenError as refused:
        _write_refusal(replies, refused)
        return
    except Exception as error:
        # any library's exception about colours; the same as above
        _write_refusal(replies, open_error(error, request["mime"]))
        return
    if request.get("as") == "view":
        _reply_view(replies, opened, request["mime"], source)
    elif request.get("as") == "file":
        _write_file(replies, opened.covered(covers))
    else:
        _write_line(replies, _head(opened))
        for band in itertools.chain((first,), bands):
            replies.write(band.tobytes("raw", "BGRX"))
        replies.flush()


def _reply_view(replies: BinaryIO, opened: OpenedImage, mime: str, source: BinaryIO) -> None:
    """Tells the facts of an image, is told what is wanted of it, and writes that."""
    _write_line(replies, _head(opened))
    replies.flush()
    *crop, width, height = json.loads(source.readline())
    try:
        view = opened.view(Rect(*crop), (width, height)).tobytes()
    except Exception as error:
        # any library's exception, as above
        _write_refusal(replies, open_error(error, mime))
        return
    _write_file(replies, view)


def _write_file(replies: BinaryIO, data: bytes) -> None:
    _write_line(replies, {"file": len(data)})
    replies.write(data)
    replies.flush()


def _write_refusal(replies: BinaryIO, refused: ImageOpenError) -> None:
    facts = {"kind": refused.kind.value, "fault": refused.fault or "", "detail": refused.detail, "trace": refused.trace}
    _write_line(replies, facts)
    replies.flush()


def _write_line(replies: BinaryIO, line: dict[str, Any]) -> None:
    replies.write(json.dumps(line).encode() + b"\n")


def _head(opened: OpenedImage) -> dict[str, Any]:
    return {
        "width": opened.image.width,
        "height": opened.image.height,
        "pages": opened.pages,
        "grain": asdict(opened.compression),
        "metadata": opened.metadata,
        "remarks": opened.remarks,
        "tips_at": opened.color_conversion.redact_before_color_from_px,
    }
