"""Unpacks gzip and deflate in small parts. Nobody asks for that form, but some gateways use it."""

import zlib
from collections.abc import Iterator

import httpx2

UNPACKED = frozenset({"gzip", "x-gzip", "deflate"})
PART_BYTES = 64 * 1024
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class DamagedCompressionError(httpx2.DecodingError):
    """A response says that it is compressed, and is not, or is damaged."""


class Unpacker:
    """Takes compressed bytes cut anywhere. A small input may unfold to any size, so it comes out in bounded parts."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(_GZIP_OR_ZLIB)

    def fed(self, part: bytes) -> Iterator[bytes]:
        """Yields what `part` unfolds to, at most `PART_BYTES` at a time. Raises DamagedCompressionError."""
        while part:
            if self._engine.eof:  # another member of the same file, or zeros that fill it up
                part = part.lstrip(b"\0")
                self._engine = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                unfolded = self._engine.decompress(part, PART_BYTES)
            except zlib.error as error:
                raise DamagedCompressionError(str(error)) from None
            if unfolded:
                yield unfolded
            part = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
