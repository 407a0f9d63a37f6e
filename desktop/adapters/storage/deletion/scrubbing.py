"""Overwrites text in a file that SQLite cannot read any more: every page that holds a part of it becomes zeros.

SQLite stores a text in one piece, or in pieces of whole pages, so that each piece longer than two samples holds one. An
index of words holds them apart; its pages are overwritten as well, since nothing but a search is lost by that. The
layout of pages is that of https://sqlite.org/fileformat2.html.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SAMPLE = 8
"""Bytes that are looked for in each page; pieces shorter than two of them may remain."""
_HEADER = 100
_OTHER_PAGE = 4096
_TABLE_LEAF, _INDEX_LEAF = 0x0D, 0x0A


def scrub(path: Path, texts: Iterable[str]) -> int:
    """Overwrites the pages of the file that hold a part of the texts. Returns their number. Raises OSError."""
    samples = {sample for text in texts for sample in _samples(text.encode())}
    if not samples:
        return 0
    count = 0
    with path.open("r+b") as file:
        size = _page_size(file.read(_HEADER))
        for start in range(0, path.stat().st_size, size):
            file.seek(start)
            page = file.read(size)
            kept = page[:_HEADER] if start == 0 else b""
            if _holds(page, samples) or _is_of_index(page, len(kept)):
                file.seek(start)
                file.write(kept + bytes(len(page) - len(kept)))
                count += 1
        file.flush()
        os.fsync(file.fileno())
    return count


def _samples(text: bytes) -> Iterator[bytes]:
    step = SAMPLE if len(text) >= 2 * SAMPLE else 1
    yield from (text[at : at + SAMPLE] for at in range(0, len(text) - SAMPLE + 1, step))


def _holds(page: bytes, samples: set[bytes]) -> bool:
    return any(page[at : at + SAMPLE] in samples for at in range(len(page) - SAMPLE + 1))


def _page_size(header: bytes) -> int:
    """Returns the size of a page by the header of the file, in which 1 stands for 65,536."""
    size = int.from_bytes(header[16:18], "big")
    return 65536 if size == 1 else size if size >= 512 and size & (size - 1) == 0 else _OTHER_PAGE


def _is_of_index(page: bytes, at: int) -> bool:
    """Returns True for a leaf whose first row has a blob: only the indexes of words have any. `at` is its header."""
    try:
        kind, cell = page[at], int.from_bytes(page[at + 8 : at + 10], "big")
        if kind not in (_TABLE_LEAF, _INDEX_LEAF) or not page[at + 4]:
            return False
        _, cell = _varint(page, cell)
        if kind == _TABLE_LEAF:
            _, cell = _varint(page, cell)
        length, column = _varint(page, cell)
        end = cell + length
        while column < end:
            serial_type, column = _varint(page, column)
            if serial_type >= 12 and serial_type % 2 == 0:
                return True
    except IndexError:  # no page at all
        pass
    return False


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """Returns the number that begins at `at`, and the place behind it."""
    value = 0
    for count in range(9):
        byte = page[at + count]
        if count == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("nine bytes at the most")
