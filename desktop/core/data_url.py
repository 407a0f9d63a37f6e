"""Images inside of `data:` URLs, as pages and servers write them."""

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind

PIECE = 1 << 18  # characters that are decoded at a time; chosen
_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def decode_data_url(address: str, max_bytes: int) -> bytes:
    """Returns the bytes inside a `data:` URL, at most `max_bytes`. Raises ImageRejectedError."""
    head, comma, payload = address.partition(",")
    name = head[:40]
    if not comma or not head.lower().startswith("data:"):
        raise ImageRejectedError(Problem(ProblemKind.NOT_A_IMAGE, name))
    if len(payload) > max_bytes * 4 // 3 + 4:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(payload)
    try:
        return b"".join(_unpacked(unquote(payload) if "%" in payload else payload))
    except (binascii.Error, ValueError):
        raise ImageRejectedError(Problem(ProblemKind.TRUNCATED, name)) from None


def _unpacked(packed: str) -> Iterator[bytes]:
    """Yields the bytes of a Base64 text in pieces.

    Each step runs without letting other threads go on: one step for 10 MB would hold the window up for a tenth of a
    second. Raises binascii.Error and ValueError.
    """
    packed, rest = packed.rstrip("= \t\r\n"), b""
    for at in range(0, len(packed), PIECE):
        part = rest + b"".join(packed[at : at + PIECE].encode().split()).translate(_URL_SAFE)
        whole = len(part) // 4 * 4
        if b"=" in part:
            raise ValueError("a filler inside")
        yield base64.b64decode(part[:whole], validate=True)
        rest = part[whole:]
    yield base64.b64decode(rest + b"=" * (-len(rest) % 4), validate=True)
