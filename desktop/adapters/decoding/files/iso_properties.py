"""What an AVIF or HEIC says of its main image in properties of its own: a crop, and the shape of a pixel.

The layout is that of ISO/IEC 14496-12 (boxes, `clap`, `pasp`) and 23008-12 (`pitm`, `iprp`, `irot`).
"""

from collections.abc import Iterator
from fractions import Fraction

from PIL import Image

FULL_HEAD = 4  # bytes of version and flags
MOST_BOXES = 1000  # that are looked at in one place; chosen
_Box = tuple[bytes, bytes]  # its type, and what is in it


def cropped(image: Image.Image, data: bytes) -> Image.Image:
    """Returns a loaded image, still as it is stored, without what the file's crop leaves out."""
    values = _numbers(main_properties(data).get(b"clap", b""), 8)
    if not values or not all(values[1::2]):
        return image
    width, height, right, down = (Fraction(*pair) for pair in zip(values[::2], values[1::2], strict=True))
    size = round(width), round(height)
    left, top = round(right + (image.width - width) / 2), round(down + (image.height - height) / 2)
    is_inside = 0 <= left <= image.width - size[0] and 0 <= top <= image.height - size[1]
    if not is_inside or min(size) < 1 or size == image.size:
        return image
    return image.crop((left, top, left + size[0], top + size[1]))


def spacing(data: bytes) -> tuple[int, int]:
    """Returns width and height of a pixel relative to one another, as it is stored; 0 and 0 if nothing is said."""
    across, down = _numbers(main_properties(data).get(b"pasp", b""), 2) or (0, 0)
    return across, down


def is_turned_by_a_quarter(data: bytes) -> bool:
    """Returns True if the main image is shown lying on its side."""
    return main_properties(data).get(b"irot", b"\0")[:1] in (b"\1", b"\3")


def main_properties(data: bytes) -> dict[bytes, bytes]:
    """Returns the properties of the main image by their types; none of a damaged file."""
    meta = dict(_boxes(next((inside for kind, inside in _boxes(data) if kind == b"meta"), b"")[FULL_HEAD:]))
    main, parts = meta.get(b"pitm", b""), dict(_boxes(meta.get(b"iprp", b"")))
    item = int.from_bytes(main[FULL_HEAD:])
    known = list(_boxes(parts.get(b"ipco", b"")))
    places = _places(parts.get(b"ipma", b""), item)
    return dict(known[place - 1] for place in places if 0 < place <= len(known))


def _places(associations: bytes, item: int) -> tuple[int, ...]:
    """Returns the numbers of the properties of an item, from 1."""
    if len(associations) < FULL_HEAD + 4:
        return ()
    item_bytes, place_bytes = 4 if associations[0] else 2, 2 if associations[3] & 1 else 1
    at = FULL_HEAD + 4
    while at + item_bytes < len(associations):
        found = int.from_bytes(associations[at : at + item_bytes])
        count, at = associations[at + item_bytes], at + item_bytes + 1
        end = at + count * place_bytes
        if found == item:
            bits = (1 << 8 * place_bytes - 1) - 1  # the highest says that it must be understood
            places = (associations[start : start + place_bytes] for start in range(at, end, place_bytes))
            return tuple(int.from_bytes(place) & bits for place in places)
        at = end
    return ()


def _boxes(data: bytes) -> Iterator[_Box]:
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(data):
            return
        size, head = int.from_bytes(data[at : at + 4]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        end = at + size if size else len(data)
        if end < at + head or end > len(data):
            return
        yield data[at + 4 : at + 8], data[at + head : end]
        at = end


def _numbers(box: bytes, count: int) -> tuple[int, ...]:
    """Returns numbers of 4 bytes with a sign; none if the box is too short."""
    if len(box) < 4 * count:
        return ()
    return tuple(int.from_bytes(box[at : at + 4], signed=True) for at in range(0, 4 * count, 4))
