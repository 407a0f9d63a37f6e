"""Colours that a PNG declares: HDR, linear values, other primaries."""

import math
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import difference, opened, page, shown
from tests.helpers.images import encoded

BT_2020, P3, SRGB = 9, 12, 1


def declaring(image: Image.Image, name: bytes, data: bytes) -> bytes:
    """The image as PNG with a chunk before its pixels."""
    png = encoded(image)
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return png[:33] + chunk + png[33:]


def light(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def mapped(change: Callable[[float], float]) -> Image.Image:
    return page().point([round(255 * change(light(value))) for value in range(256)] * 3)


def pq(share: float) -> float:
    """The signal for a share of the white of a page."""
    power = (203 * share / 10_000) ** (1305 / 8192)
    return float(((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32))


def hlg(share: float) -> float:
    scene = (203 * share / 1000) ** (1 / 1.2)
    return math.sqrt(3 * scene) if scene <= 1 / 12 else 0.17883277 * math.log(12 * scene - 0.28466892) + 0.55991073


@pytest.mark.parametrize(("transfer", "signal"), [(16, pq), (18, hlg)])
def test_hdr_is_fitted_and_white_stays_white(transfer: int, signal: Callable[[float], float]) -> None:
    data = declaring(mapped(signal), b"cICP", bytes((SRGB, transfer, 0, 1)))
    found = opened(data)
    assert found.remarks == (ImageRemark.HDR_FITTED,)
    assert difference(shown(found), page()) < 8
    assert all(band.getextrema()[1] >= 247 for band in shown(found).split())  # type: ignore[operator]


def test_linear_values_are_brightened() -> None:
    data = declaring(mapped(lambda value: value), b"gAMA", struct.pack(">I", 100_000))
    assert difference(shown(opened(data)), page()) < 3
    grey = declaring(mapped(lambda value: value).convert("L"), b"gAMA", struct.pack(">I", 100_000))
    assert difference(shown(opened(grey)), page().convert("L")) < 6


def test_what_means_srgb_changes_no_pixel() -> None:
    chromaticities = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
    for name, data in (
        (b"gAMA", struct.pack(">I", 45455)),
        (b"sRGB", b"\0"),
        (b"cHRM", chromaticities),
        (b"cICP", bytes((1, 13, 0, 1))),
        (b"cICP", bytes((1, 1, 0, 1))),
    ):
        assert shown(opened(declaring(page(), name, data))).tobytes() == page().tobytes()


def test_other_primaries_are_converted() -> None:
    green = Image.new("RGB", (8, 8), (0, 200, 0))
    wide = shown(opened(declaring(green, b"cICP", bytes((P3, 13, 0, 1)))))
    red, middle, blue = wide.getpixel((4, 4))  # type: ignore[misc]
    assert red == 0 and middle >= 200 and blue <= 60
    by_points = struct.pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
    assert difference(shown(opened(declaring(green, b"cHRM", by_points))), wide) <= 2
    nonsense = struct.pack(">8I", 31270, 32900, 64000, 33000, 64000, 33000, 15000, 6000)
    assert shown(opened(declaring(green, b"cHRM", nonsense))).getpixel((4, 4)) == (0, 200, 0)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_narrow_range_is_widened(mode: str) -> None:
    like = page().convert(mode)
    like.paste(0, (0, 0, 4, 4))
    narrow = like.point([round(16 + value * 219 / 255) for value in range(256)] * len(mode))
    found = opened(declaring(narrow, b"cICP", bytes((SRGB, 13, 0, 0))))
    assert difference(shown(found), like) < 1.5
    low, high = shown(found).convert("L").getextrema()
    assert low <= 2 and high >= 253  # type: ignore[operator]


def test_a_narrow_range_of_hdr_is_widened_too() -> None:
    signal = mapped(pq)
    narrow = signal.point([round(16 + value * 219 / 255) for value in range(256)] * 3)
    found = opened(declaring(narrow, b"cICP", bytes((SRGB, 16, 0, 0))))
    full = opened(declaring(signal, b"cICP", bytes((SRGB, 16, 0, 1))))
    assert difference(shown(found), shown(full)) < 6
