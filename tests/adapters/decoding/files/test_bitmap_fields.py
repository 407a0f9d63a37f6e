"""BMPs with bit fields of their own."""

import struct

import pytest
from PIL import Image

from desktop.adapters.decoding.files.bitmap_fields import bit_fields, read_bit_fields
from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ProblemKind
from tests.adapters.decoding.opened_files import difference, opened, page, shown
from tests.helpers.images import encoded, ten_bit_bitmap


def ten_bits() -> bytes:
    """The page with 10 bits a colour."""
    bands = [band.convert("I").point(lambda value: value * (1023 / 255)) for band in page().split()]
    words = [
        red << 20 | green << 10 | blue
        for red, green, blue in zip(*(band.get_flattened_data() for band in bands), strict=True)
    ]
    return ten_bit_bitmap(Image.frombytes("I", page().size, struct.pack(f"<{len(words)}i", *words)))


def test_ten_bits_a_colour_are_scaled_to_eight() -> None:
    assert difference(shown(opened(ten_bits())), page()) < 1


def test_only_bit_fields_are_read_here() -> None:
    assert bit_fields(encoded(page(), "BMP")) is None
    assert bit_fields(b"BM") is None


@pytest.mark.parametrize("change", [(54, bytes(4)), (54, b"\5\0\0\0"), (18, b"\xff\xff\xff\x7f"), (22, b"\0\0\0\x10")])
def test_impossible_ones_are_refused(change: tuple[int, bytes]) -> None:
    at, value = change
    data = ten_bits()
    data = data[:at] + value + data[at + len(value) :]
    fields = bit_fields(data)
    assert fields is not None
    with pytest.raises(ImageOpenError) as refused:
        read_bit_fields(data, fields)
    assert refused.value.kind in (ProblemKind.TRUNCATED, ProblemKind.TOO_MANY_PIXELS)


def test_a_dark_bitmap_of_16_bits_a_pixel_stays_dark() -> None:
    word = 7 << 11 | 15 << 5 | 7  # 5, 6 and 5 bits of the colours
    head = struct.pack("<IiiHHIIiiII", 40, 16, 16, 1, 16, 3, 512, 0, 0, 0, 0) + struct.pack("<3I", 0xF800, 0x7E0, 0x1F)
    start = 14 + len(head)
    found = opened(b"BM" + struct.pack("<IHHI", start + 512, 0, 0, start) + head + struct.pack("<H", word) * 256)
    assert shown(found).getpixel((8, 8)) == (57, 60, 57)
    assert found.color_conversion.remarks == ()
