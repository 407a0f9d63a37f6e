"""Images inside of `data:` URLs, as pages and servers write them."""

import base64
import binascii
from urllib.parse import unquote_to_bytes

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind

_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def decode_data_url(address: str, max_bytes: int) -> bytes:
    """Returns the bytes inside a `data:` URL, at most `max_bytes`. Raises ImageRejectedError."""
    head, comma, payload = address.partition(",")
    name = head[:40]
    if not comma or not head.lower().startswith("data:"):
        raise ImageRejectedError(Problem(ProblemKind.NOT_A_IMAGE, name))
    if len(payload) > max_bytes * 4 // 3 + 4:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, name))
    raw = unquote_to_bytes(payload)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        packed = b"".join(raw.split()).translate(_URL_SAFE)
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ImageRejectedError(Problem(ProblemKind.TRUNCATED, name)) from None
