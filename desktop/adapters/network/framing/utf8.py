"""Turns a body in UTF-16 or UTF-32 into UTF-8, as all that reads answers expects them. JSON shows its encoding.

Every JSON and every event begins with two letters of ASCII, or a mark before them, so its first four bytes tell in
which of these encodings it is (RFC 4627, section 3). What is in none of them is handed on as it is.
"""

import codecs
from collections.abc import AsyncIterator

ENOUGH = 4  # bytes that tell the encoding
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BY_ZEROS = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}


async def in_utf8(source: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yields the bytes of `source` in UTF-8, if they begin as UTF-16 or UTF-32 does; otherwise as they are."""
    begin, decoder, is_known = b"", None, False
    async for part in source:
        if not is_known:
            begin += part
            if len(begin) < ENOUGH:
                continue
            part, is_known = begin, True
            if encoding := _encoding_of(begin):
                decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield part if decoder is None else decoder.decode(part).encode("utf-8", "replace")
    if not is_known and begin:
        yield begin


def _encoding_of(begin: bytes) -> str:
    """Returns the name of the encoding that the first bytes show; empty for UTF-8 and all others."""
    marked = next((encoding for mark, encoding in _MARKS if begin.startswith(mark)), "")
    first, second, third, fourth = (byte == 0 for byte in begin[:ENOUGH])
    return marked or _BY_ZEROS.get((first, second, third, fourth), "")
