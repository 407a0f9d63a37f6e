"""Numbers of a TIFF, in either order of bytes, with and without a sign: right, or refused by name."""

import struct

import pytest

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ImageFault, ProblemKind
from tests.adapters.decoding.opened_files import difference, opened, page, shown, tiff
from tests.helpers.images import encoded

GREY = page().convert("L")


def big_endian(code: str, values: list[float], kind: int) -> bytes:
    """A TIFF of the page, big end first, packed in the way of libtiff."""
    packed = packed_bits(struct.pack(f">{len(values)}{code}", *values))
    bits = struct.calcsize(code) * 8
    tags = {256: 180, 257: 110, 258: bits, 259: 32773, 262: 1, 273: 8, 277: 1, 278: 110, 279: len(packed)}
    entries = b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in sorted({**tags, 339: kind}.items()))
    return b"MM\0*" + struct.pack(">I", 8 + len(packed)) + packed + struct.pack(">H", 10) + entries + bytes(4)


def packed_bits(data: bytes) -> bytes:
    """PackBits without a run."""
    return b"".join(bytes([len(data[at : at + 128]) - 1]) + data[at : at + 128] for at in range(0, len(data), 128))


@pytest.mark.parametrize(
    ("code", "kind", "factor", "least"), [("f", 3, 0.5, 0), ("h", 2, 100, -9000), ("i", 2, 1000, -90_000)]
)
def test_packed_numbers_with_their_big_end_first(code: str, kind: int, factor: float, least: int) -> None:
    values = [value * factor + least for value in GREY.tobytes()]
    numbers: list[float] = values if code == "f" else [int(value) for value in values]
    assert difference(shown(opened(big_endian(code, numbers, kind))), GREY) < 2


def test_signed_numbers_of_8_bits_are_refused_by_name() -> None:
    with pytest.raises(ImageOpenError) as refused:
        opened(tiff(4, 4, bytes(16), t258=(8,), t262=(1,), t277=(1,), t339=(2,)))
    assert refused.value.detail == "TIFF with signed numbers of 8 bits"


def test_lab_colours_in_planes_are_refused_by_name() -> None:
    places = {"t273": (8, 24, 40), "t279": (16, 16, 16)}
    with pytest.raises(ImageOpenError) as refused:
        opened(tiff(4, 4, bytes(48), t258=(8, 8, 8), t262=(8,), t277=(3,), t284=(2,), **places))
    assert refused.value.fault is ImageFault.UNREAD_VARIANT


def test_a_palette_of_8_bits_is_not_black() -> None:
    colors = page().quantize(40)
    flat = list(colors.getpalette() or [])
    flat += [0] * (768 - len(flat))
    data = tiff(
        180, 110, colors.tobytes(), t258=(8,), t262=(3,), t277=(1,), t320=(*flat[::3], *flat[1::3], *flat[2::3])
    )
    assert difference(shown(opened(data)), colors.convert("RGB")) < 1


def test_a_directory_that_is_cut_off_is_damage() -> None:
    data = encoded(page(), "TIFF", compression="tiff_lzw")
    for cut in (1, 4, 12, len(data) // 3):
        with pytest.raises(ImageOpenError) as refused:
            opened(data[:-cut])
        assert (refused.value.kind, refused.value.fault) == (ProblemKind.TRUNCATED, None)


def test_a_big_tiff_that_is_not_read_is_no_damage() -> None:
    with pytest.raises(ImageOpenError) as refused:
        opened(b"MM\0+\0\x08\0\0" + bytes(200))
    assert refused.value.fault is ImageFault.UNREAD_VARIANT


def test_numbers_with_a_sign_use_half_of_their_range() -> None:
    values = GREY.convert("I").point(lambda value: value * 100)
    data = tiff(180, 110, values.convert("I;16").tobytes(), t258=(16,), t262=(1,), t277=(1,), t339=(2,))
    brightest = shown(opened(data)).convert("L").getextrema()[1]
    assert isinstance(brightest, int) and brightest > 190
