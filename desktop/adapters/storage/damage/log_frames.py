"""Reads the write-ahead log of a history by itself: what it says that it holds, and what of that is legible.

SQLite takes a log up to its first damaged frame, and says nothing of what follows. The format is described at
https://sqlite.org/fileformat2.html#the_write_ahead_log.
"""

import struct
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER_BYTES, _FRAME_HEAD_BYTES = 32, 24
_PAGE_BYTES = 4096
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""The order of the bytes in the numbers that are summed up."""
_Sums = tuple[int, int]


class LogFrame(NamedTuple):
    """A frame: `pages` is the length of the history with it, 0 where no transaction ends."""

    page: int
    pages: int
    salts: bytes
    sums: _Sums
    head: bytes
    data: bytes


def frames_named(log: Path) -> int:
    """Returns how many frames belong to ended transactions by the log's own words, damaged or not.

    It is more than any log holds where the log's own header is damaged, and 0 without a log.
    """
    return max(_ends_named(log), default=0)


def transactions_beyond(log: Path, taken: Callable[[], int]) -> int:
    """Returns how many ended transactions the log names beyond the frames that SQLite takes of it.

    There are several where the log's own header is damaged. `taken` is asked for the number of frames if there are any.
    """
    ends = _ends_named(log)
    taken_frames = taken() if ends else 0
    return sum(end > taken_frames for end in ends)


def _ends_named(log: Path) -> list[int]:
    """Returns the numbers of the frames that end transactions; beyond all of them where the header is damaged."""
    header, frames = _read(log)
    if frames and not _is_sound(header):
        return [len(frames) + 1, len(frames) + 2]
    return [at for at, frame in enumerate(frames, 1) if frame.salts == header[16:24] and frame.pages]


def write_legible_frames(log: Path, history: Path) -> None:
    """Writes into a working copy of the history every page of ended transactions that the log has whole.

    What follows the last end of a transaction was never part of the history.
    """
    header, frames = _read(log)
    if not frames:
        return
    order = _MAGIC.get(int.from_bytes(header[:4], "big"), "<")
    sums: _Sums | None
    if _is_sound(header):
        salts, sums = header[16:24], _numbers(header[24:32])
    else:
        sums = _sums_before_first(header, frames[0], order)
        salts = frames[0].salts if sums is not None else _newest_salts(frames, order)
    ending: list[LogFrame] = []
    with history.open("r+b") as target:
        for frame in frames:
            is_legible = sums is None or _follows(frame, sums, order)
            sums = frame.sums
            if frame.page > 0 and frame.salts == salts and is_legible:
                ending.append(frame)
                if frame.pages:
                    _write_pages(target, ending)
                    ending.clear()


def _write_pages(target: BinaryIO, frames: list[LogFrame]) -> None:
    for frame in frames:
        target.seek((frame.page - 1) * _PAGE_BYTES)
        target.write(frame.data)


def _read(log: Path) -> tuple[bytes, list[LogFrame]]:
    """Returns the header of a log and its frames; nothing where there is none."""
    if not log.is_file():
        return b"", []
    with log.open("rb") as file:
        return file.read(_HEADER_BYTES), list(_frames(file))


def _frames(file: BinaryIO) -> Iterator[LogFrame]:
    while len(read := file.read(_FRAME_HEAD_BYTES + _PAGE_BYTES)) == _FRAME_HEAD_BYTES + _PAGE_BYTES:
        head, data = read[:_FRAME_HEAD_BYTES], read[_FRAME_HEAD_BYTES:]
        page, pages = _numbers(head[:8])
        yield LogFrame(page, pages, head[8:16], _numbers(head[16:24]), head, data)


def _is_sound(header: bytes) -> bool:
    order = _MAGIC.get(int.from_bytes(header[:4], "big"))
    return order is not None and _summed(header[:24], order, (0, 0)) == _numbers(header[24:32])


def _numbers(pair: bytes) -> _Sums:
    first, second = struct.unpack(">II", pair)
    return first, second


def _sums_before_first(header: bytes, first: LogFrame, order: str) -> _Sums | None:
    """Returns what a damaged header summed up to; None if neither its numbers nor their sum can be right."""
    for sums in (_numbers(header[24:32]), _summed(header[:24], order, (0, 0))):
        if _follows(first, sums, order):
            return sums
    return None


def _newest_salts(frames: list[LogFrame], order: str) -> bytes:
    """Returns the salts of the newest generation: it begins at the first frame, and leaves older ones behind its end.

    A generation of a single frame, which none follows, is known by its first salt: that of the one before, plus 1.
    """
    for before, frame in pairwise(frames):
        if before.salts == frame.salts and _follows(frame, before.sums, order):
            first = frames[0].salts
            (number, random), (older, older_random) = _numbers(first), _numbers(frame.salts)
            return first if number == (older + 1) & 0xFFFFFFFF and random != older_random else frame.salts
    return Counter(frame.salts for frame in frames).most_common(1)[0][0]


def _follows(frame: LogFrame, sums: _Sums, order: str) -> bool:
    """Returns True for a frame that is whole, if `sums` are those before it."""
    return frame.page > 0 and _summed(frame.head[:8] + frame.data, order, sums) == frame.sums


def _summed(data: bytes, order: str, sums: _Sums) -> _Sums:
    """Returns the running sums of a log after more data, whose length is a multiple of 8."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
