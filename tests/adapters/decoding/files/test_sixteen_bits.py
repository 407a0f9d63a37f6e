"""PNGs and TIFFs that use some of 16 bits a colour: shown by what the file declares, else by the bits in use."""

import itertools
import struct

import pytest
from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import difference, opened, page, shown, tiff
from tests.helpers.images import sixteen_bit_png

GREY = page().convert("L")
FITTED = (ImageRemark.BRIGHTNESS_FITTED,)
WIDTH, HEIGHT = 64, 24


def ramp(kind: int, bits: int, highest: int, alpha_bits: int, stretch: int = 1) -> list[int]:
    """From black to `highest` of these bits, in thirds: transparent, half transparent, opaque."""
    samples = []
    for y in range(HEIGHT):
        alpha = ((1 << alpha_bits) - 1) * (y * 3 // HEIGHT) // 2
        for x in range(WIDTH):
            color = x * highest // (WIDTH - 1) * stretch
            samples += [color] * (3 if kind in (2, 6) else 1) + [alpha] * (kind in (4, 6))
    return samples


def row(found: Image.Image, y: int) -> list[int]:
    return [found.getpixel((x, y))[0] for x in (0, 16, 32, 48, 63)]  # type: ignore[index]


@pytest.mark.parametrize("kind", [2, 4, 6])
@pytest.mark.parametrize("bits", [5, 8, 12, 14])
def test_colours_of_fewer_bits_in_sixteen_become_black_to_white(kind: int, bits: int) -> None:
    like = GREY.convert("RGB") if kind == 4 else page()
    planes = [[(value << bits) // 256 for value in band.tobytes()] for band in like.split()]
    planes = (planes[:1] if kind == 4 else planes) + ([[65_535] * len(planes[0])] if kind > 2 else [])
    samples = list(itertools.chain.from_iterable(zip(*planes, strict=True)))
    found = opened(sixteen_bit_png(like.size, kind, samples))
    assert difference(shown(found), like) < (3 if bits > 6 else 6)
    assert found.color_conversion.remarks == (ImageRemark.BRIGHTNESS_FITTED,)


@pytest.mark.parametrize("kind", [2, 6])
@pytest.mark.parametrize("most", [50, 200, 2000])
def test_what_is_covered_does_not_decide_which_bits_are_shown(kind: int, most: int) -> None:
    cover, places, found = Rect(0, 0, 20, 20), [(x, y) for y in range(40) for x in range(40)], []
    for hidden in (0, 200, 60_000):
        colors = (hidden if x < 20 and y < 20 else (x + y) * most // 78 for x, y in places)
        pixels = ((color,) * 3 + (65_535,) * (kind == 6) for color in colors)
        data = sixteen_bit_png((40, 40), kind, list(itertools.chain.from_iterable(pixels)))
        found.append(shown(opened(data, (cover,))).tobytes())
    assert found[0] == found[1] == found[2]
    assert max(found[0]) > 180 and found[0][0] == 0


@pytest.mark.parametrize("kind", [4, 6])
@pytest.mark.parametrize("bits", [3, 8, 10, 12, 14])
@pytest.mark.parametrize("is_alpha_few", [False, True])
def test_declared_bits_are_scaled_beside_transparency_too(kind: int, bits: int, is_alpha_few: bool) -> None:
    alpha_bits = bits if is_alpha_few else 16
    declared = bytes([bits] * (kind - 3 if kind == 4 else 3) + [alpha_bits])
    most = (1 << bits) - 1
    found = opened(sixteen_bit_png((WIDTH, HEIGHT), kind, ramp(kind, bits, most, alpha_bits), declared))
    like = [x * most // (WIDTH - 1) * 255 / most for x in (0, 16, 32, 48, 63)]
    assert row(shown(found), HEIGHT - 1) == pytest.approx(like, abs=1.5)
    assert row(shown(found), HEIGHT // 2) == pytest.approx([255 - (255 - value) / 2 for value in like], abs=20)
    assert set(row(shown(found), 1)) == {255}
    assert found.remarks == () and found.color_conversion.redact_before_color_from_px == 0


def test_what_is_declared_holds_before_the_bits_in_use() -> None:
    for kind, declared in ((2, b"\x08\x08\x08"), (6, b"\x08\x08\x08\x10")):
        samples = [60, 60, 60] + [65_535] * (kind == 6)
        found = opened(sixteen_bit_png((8, 8), kind, samples * 64, declared))
        assert shown(found).getpixel((4, 4)) == (60, 60, 60)
        assert found.remarks == ()


@pytest.mark.parametrize(("bits", "step"), [(8, 257), (12, 16), (10, 64)])
def test_numbers_that_were_scaled_to_16_bits_stay_as_they_are(bits: int, step: int) -> None:
    declared = bytes([bits] * 3 + [16])
    dark = ramp(6, bits, 20 if bits == 8 else 15, 16, step)
    found = opened(sixteen_bit_png((WIDTH, HEIGHT), 6, dark, declared))
    assert max(row(shown(found), HEIGHT - 1)) == max(dark[:-1:4]) >> 8


def test_many_levels_of_few_bits_are_kept() -> None:
    for bits in (9, 10, 12):
        found = shown(opened(sixteen_bit_png((WIDTH, HEIGHT), 2, ramp(2, bits, (1 << bits) - 1, 16))))
        assert len(found.getcolors() or ()) == WIDTH


@pytest.mark.parametrize("kind", [2, 4, 6])
def test_what_is_covered_does_not_decide_whether_the_file_is_believed(kind: int) -> None:
    cover, found = Rect(0, 0, 20, 20), []
    declared = b"\x08\x08\x08" if kind == 2 else b"\x08\x08" if kind == 4 else b"\x08\x08\x08\x08"
    for hidden in (7, 60_000):
        samples: list[int] = []
        for y, x in itertools.product(range(40), range(40)):
            color = hidden if x < 20 and y < 20 else x + y
            samples += [color] * (1 if kind == 4 else 3) + [hidden if color == hidden else 3 * (x + y)] * (kind > 2)
        data = sixteen_bit_png((40, 40), kind, samples, declared)
        assert opened(data).color_conversion.redact_before_color_from_px == 0
        found.append(shown(opened(data, (cover,))).tobytes())
    assert found[0] == found[1]


@pytest.mark.parametrize("bits", [8, 9, 10, 12, 14])
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_tiff_of_few_bits_keeps_its_levels(bits: int, order: str) -> None:
    samples = ramp(2, bits, (1 << bits) - 1, 16)
    data = tiff(WIDTH, HEIGHT, struct.pack(f"{order}{len(samples)}H", *samples), t258=(16,) * 3, t262=(2,), t277=(3,))
    found = opened(data if order == "<" else turned_to_big_endian(data, 2 * len(samples)))
    like = [x * ((1 << bits) - 1) // (WIDTH - 1) * 255 / ((1 << bits) - 1) for x in (0, 16, 32, 48, 63)]
    assert row(shown(found), 5) == pytest.approx(like, abs=1.5)
    assert found.remarks == FITTED


def test_few_bits_are_found_in_a_png_with_a_damaged_text() -> None:
    data = sixteen_bit_png((WIDTH, HEIGHT), 2, ramp(2, 12, 4095, 16))
    broken = struct.pack(">I", 8) + b"zTXt" + b"ab\0\5xxxx" + b"none"
    found = opened(data[:33] + broken + data[33:])
    assert shown(found).tobytes() == shown(opened(data)).tobytes()
    assert set(found.remarks) == {ImageRemark.MENDED, *opened(data).remarks}


def test_a_tiff_of_few_bits_that_is_cut_is_shown_with_both_words() -> None:
    samples = ramp(2, 12, 4095, 16)
    pixels = struct.pack(f"<{len(samples)}H", *samples)
    tags = {"t258": (16,) * 3, "t262": (2,), "t277": (3,), "t279": (len(pixels),)}
    place = len(tiff(WIDTH, HEIGHT, b"", t273=(0,), **tags))
    data = tiff(WIDTH, HEIGHT, b"", t273=(place,), **tags) + pixels
    assert opened(data).remarks == FITTED
    assert set(opened(data[: -len(pixels) // 10]).remarks) == {ImageRemark.INCOMPLETE, *FITTED}


def turned_to_big_endian(data: bytes, size: int) -> bytes:
    """A TIFF with its numbers in the other order, but for those of its pixels, which lie at the beginning."""
    at = 8 + size
    (count,) = struct.unpack_from("<H", data, at)
    entries = b"".join(
        struct.pack(">HHII", *struct.unpack_from("<HHII", data, at + 2 + 12 * number)) for number in range(count)
    )
    rest = data[at + 2 + 12 * count + 4 :]
    extra = struct.pack(f">{len(rest) // 4}I", *struct.unpack(f"<{len(rest) // 4}I", rest))
    head = b"MM\0*" + struct.pack(">I", at) + data[8:at] + struct.pack(">H", count)
    return head + entries + bytes(4) + extra
