"""JPEGs that are damaged in their middle: the library goes on behind the damage without a word, but seldom ends where
the file does.

The pixels of a scan are one stream of codes. A damaged one holds too few of them, and the library invents the rest, or
some are left over. Files are handed over so that both can be seen. In whole ones neither happens, whoever wrote them;
damage after which the number of codes is right by chance is not found, and in progressive ones left over codes are not.
Large progressive files and those with very many restarts are not looked at: that would take too long.
The layout is that of ITU-T T.81, annex B.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, JpegImagePlugin

SEQUENTIAL, PROGRESSIVE = (0xC0, 0xC1), 0xC2  # frames in codes of Huffman; others are not looked at
TABLES = (0xDB, 0xC4)  # of quantization, of codes
RESTART_INTERVAL, SCAN = 0xDD, 0xDA
_MARKER = re.compile(rb"(?<!\xff)\xff++([\x01-\xfe])")
_RESTARTS = range(0xD0, 0xD8)
END = b"\xff\xd9"
LEFT_OVER = 4  # bytes; up to 3 are padding that some cameras write
READ_AHEAD = bytes(8)  # as many as the library reads before it needs them
OTHER_CODES = b"\x55" * 32
MOST_COMPARED = 30_000_000  # pixels of a progressive file, which is decoded twice; chosen
MOST_INTERVALS = 4000  # each of which is decoded by itself; chosen
MOST_TABLES = 8000  # bytes, which come before each of these; chosen
LONGEST_SIDE = 65_500


@dataclass(frozen=True)
class _Scan:
    """The first scan of a file: `start` and `end` are those of its codes, `tables` all that they need."""

    frame: int
    head: bytes  # of the frame
    tables: bytes
    start: int
    end: int
    interval: int  # of blocks between two restarts; 0 without them
    is_only: bool
    is_last: bool  # nothing but the end of the file's picture follows
    restarts: tuple[tuple[int, int, int], ...]  # start, end and number of each marker


def load_watched(image: Image.Image, data: bytes) -> bool:
    """Loads the pixels of a JPEG. Returns True if it is damaged for certain."""
    scan = _first_scan(data) if isinstance(image, JpegImagePlugin.JpegImageFile) else None
    if scan is None or not isinstance(image, JpegImagePlugin.JpegImageFile):
        image.load()
        return False
    if scan.frame == PROGRESSIVE or not scan.is_only:
        image.load()
        return _depends_on_other_codes(image, data)
    if not scan.is_last:
        with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as whole:
            whole.load()  # raises an error where the library cannot read what follows
        del whole  # or two of them would be in memory
    if scan.interval:
        image.load()
        return _has_damaged_interval(scan, data, image.size)
    return _is_damaged_stream(image, data, scan.start, scan.end)


def _is_damaged_stream(image: JpegImagePlugin.JpegImageFile, data: bytes, start: int, end: int) -> bool:
    """Loads the pixels while it watches how much of the file they need.

    Many equal bytes at the end are padding, or the codes of a plain ground: a whole file needs none of them or all.
    """
    last = data[end - 1 : end]
    used = start + len(data[start:end].rstrip(last)) + 1 if data[end - 2 : end] == 2 * last else end
    file = _WatchedFile(data, start, used, end)
    image.fp = file
    image.load()
    return file.is_damaged


class _WatchedFile(io.BytesIO):
    """A JPEG that is handed over in parts: around the end of what is no padding, around that of its codes, the rest."""

    def __init__(self, data: bytes, start: int, used: int, end: int) -> None:
        super().__init__(data)
        padded = (used - LEFT_OVER, used + LEFT_OVER + len(READ_AHEAD)) if end - used > LEFT_OVER else ()
        self._parts = [max(start, at) for at in (*padded, end - LEFT_OVER) if at <= end - LEFT_OVER]
        self._end = end
        self._ahead = READ_AHEAD if end < len(data) else b""  # a file that ends there is cut
        self._needed = 0  # parts
        self._is_too_short = False

    @property
    def is_damaged(self) -> bool:
        """True if what was needed ends neither with the padding nor with the codes."""
        is_too_short = self._is_too_short and self._ahead  # what lacks of a file that is cut, is told by others
        return bool(is_too_short) or self._needed not in (len(self._parts), max(1, len(self._parts) - 2))

    def read(self, size: int | None = -1, /) -> bytes:
        """Returns the next bytes, not beyond the end of a part."""
        at = self.tell()
        for number, part in enumerate(self._parts):
            if at < part:
                self._needed = number
                return super().read(min(size or part, part - at))
        self._needed = len(self._parts)
        if at < self._end:
            return super().read(self._end - at) + self._ahead
        self._is_too_short = True
        return super().read(size)


def _has_damaged_interval(scan: _Scan, data: bytes, size: tuple[int, int]) -> bool:
    """Returns True if restarts are missing, or a part between two of them has too few or too many codes."""
    across, down = _blocks(scan.head)
    row = -(-size[0] // across)
    blocks = row * -(-size[1] // down)
    numbers = [number for _, _, number in scan.restarts]
    count = -(-blocks // scan.interval)
    if count > MOST_INTERVALS or len(scan.tables) > MOST_TABLES:
        return False
    if [number % 8 for number in range(count - 1)] != numbers[: count - 1] or len(numbers) > count:
        return True
    edges = [scan.start, *(edge for found in scan.restarts[: count - 1] for edge in found[:2])]
    last = scan.restarts[count - 1][0] if len(numbers) == count else scan.end
    for at, (start, end) in enumerate(zip(edges[::2], [*edges[1::2], last], strict=True)):
        inside = min(scan.interval, blocks - at * scan.interval)
        wide, high = (row, inside // row) if inside % row == 0 else (inside, 1)
        if max(wide * across, high * down) <= LONGEST_SIDE and _is_damaged_part(
            scan, data[start:end], wide * across, high * down
        ):
            return True
    return False


def _is_damaged_part(scan: _Scan, codes: bytes, width: int, height: int) -> bool:
    frame = scan.head[:5] + height.to_bytes(2) + width.to_bytes(2) + scan.head[9:]
    beginning = b"\xff\xd8" + frame + scan.tables
    data = beginning + codes + END
    with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as part:
        part.draft(None, (width // 8, height // 8))
        return _is_damaged_stream(part, data, len(beginning), len(beginning) + len(codes))


def _blocks(head: bytes) -> tuple[int, int]:
    """Returns the pixels across and down of what is coded together."""
    factors = head[11::3]
    if len(factors) == 1:
        return 8, 8
    return 8 * max(factor >> 4 for factor in factors), 8 * max(factor & 15 for factor in factors)


def _depends_on_other_codes(image: Image.Image, data: bytes) -> bool:
    """Returns True if more codes at the end of each scan make other pixels: there were too few."""
    more = _with_other_codes(data)
    if not more or image.width * image.height > MOST_COMPARED:
        return False
    with JpegImagePlugin.JpegImageFile(io.BytesIO(more)) as other:
        other.load()
        return ImageChops.difference(image, other).getbbox(alpha_only=False) is not None


def _with_other_codes(data: bytes) -> bytes:
    parts, done = [], 0
    for marker, _, end in _segments(data):
        if marker == SCAN:
            for stop in _stops(data, end):
                parts += [data[done : stop.start()], OTHER_CODES]
                done = stop.start()
    return b"".join((*parts, data[done:])) if parts else b""


def _first_scan(data: bytes) -> _Scan | None:
    frame, head, tables, interval = 0, b"", list[bytes](), 0
    for marker, start, end in _segments(data):
        segment = data[start - 4 : end]
        if marker in (*SEQUENTIAL, PROGRESSIVE):
            frame, head = marker, segment
        elif marker in TABLES:
            tables.append(segment)
        elif marker == RESTART_INTERVAL:
            interval = int.from_bytes(data[start : start + 2])
        elif marker == SCAN:
            if len(head) < 13:
                return None
            restarts, stop = _restarts_and_stop(data, end, interval)
            codes_end = stop.start() if stop is not None else len(data)
            if codes_end == end:
                return None
            is_only = data[start : start + 1] == head[9:10]
            is_last = stop is None or stop[1] == END[1:]
            return _Scan(
                frame, head, b"".join((*tables, segment)), end, codes_end, interval, is_only, is_last, restarts
            )
    return None


def _restarts_and_stop(
    data: bytes, start: int, interval: int
) -> tuple[tuple[tuple[int, int, int], ...], re.Match[bytes] | None]:
    """Returns the restarts among the codes from `start`, no more than are looked at, and the marker behind the codes;
    None where the file ends with them.
    """
    restarts, stop = list[tuple[int, int, int]](), None
    for stop in _stops(data, start, goes_on=interval > 0):
        number = stop[1][0] - _RESTARTS[0]
        if interval and stop[1][0] in _RESTARTS and len(restarts) <= MOST_INTERVALS:
            restarts.append((stop.start(), stop.end(), number))
    has_end = stop is not None and not (interval and stop[1][0] in _RESTARTS)
    return tuple(restarts), stop if has_end else None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yields the marker, start and end of each segment; of a scan only those of its head."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == END[1] or end > len(data):
            return
        yield marker, at + 4, end
        at = end
        if marker == SCAN:
            *_, last = (end, *(stop.start() for stop in _stops(data, end)))
            if last == end:
                return
            at = last


def _stops(data: bytes, at: int, goes_on: bool = True) -> Iterator[re.Match[bytes]]:
    """Yields the markers among codes: restarts, with `goes_on`, and the first other one."""
    for found in _MARKER.finditer(data, at):
        yield found
        if not (goes_on and found[1][0] in _RESTARTS):
            return
