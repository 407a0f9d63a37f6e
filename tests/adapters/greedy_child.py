"""The decoder's and the reader's real child, in which the library that works on untrusted data takes ever more memory.

Arguments: `decoder` or `reader`; `bounded`, or `free` (without the cage, to show that so much can be had). At an image
that is as wide as GREEDY_WIDTH, twice the bound is asked for, in pieces that are never touched; others are worked on.
"""

import sys
from collections.abc import Callable
from typing import Any

from desktop.adapters.cage.limits import DECODER_LIMITS, READER_LIMITS
from desktop.adapters.decoding import decoder_child, image_loader
from desktop.adapters.ocr import ocr_reader_child
from tests.adapters.cage.hostile_child import NoCage

GREEDY_WIDTH = 77
PIECE_BYTES = 250_000_000


def take(bound_bytes: int) -> None:
    """Takes twice the bound, and gives it back. Raises MemoryError.

    Bytes of zeros alone are had from the system without being written.
    """
    pieces = [bytes(PIECE_BYTES) for _ in range(0, 2 * bound_bytes, PIECE_BYTES)]
    pieces.clear()


def main() -> int:
    """Serves as the child does. Returns the exit code."""
    kind, cage = sys.argv[1:]
    child: Any = decoder_child if kind == "decoder" else ocr_reader_child
    if cage == "free":
        child.ChildCage = NoCage
    if kind == "reader":
        return ocr_reader_child.serve(load_engine)
    child.open_image = open_image
    return decoder_child.main()


def open_image(*arguments: Any) -> image_loader.OpenedImage:
    opened = image_loader.open_image(*arguments)
    if opened.image.width == GREEDY_WIDTH:
        take(DECODER_LIMITS.memory_bytes)
    return opened


def load_engine() -> Any:
    class GreedyEngine:
        def read(self, data: bytes, size: tuple[int, int], scale: float, done: Callable[[float], None]) -> Any:
            if size[0] == GREEDY_WIDTH:
                take(READER_LIMITS.memory_bytes)
            return {"lines": [], "barcodes": [], "unread": []}

    return GreedyEngine()
