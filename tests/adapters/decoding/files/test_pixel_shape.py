"""Pixels that are not square: the image gets its true shape, and covers reach as far as pixels were mixed."""

import io
import struct

import pytest
from PIL import Image

from desktop.adapters.decoding.codecs import load_codecs
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import opened, page
from tests.helpers.images import encoded, with_property

load_codecs(("image/avif", "image/heic"))


def test_a_fax_repeats_its_rows() -> None:
    fax = page(400, 120).convert("1")
    found = opened(encoded(fax, "TIFF", compression="group3", dpi=(204, 98)))
    assert found.image.size == (400, 240)
    assert found.remarks == (ImageRemark.STRETCHED,)
    assert found.image.resize((400, 120), Image.Resampling.NEAREST).tobytes() == fax.tobytes()
    assert found.compression == CompressionBlocks(1, 1, 4)


def test_other_ratios_are_interpolated_in_the_longer_direction() -> None:
    assert opened(encoded(page(), "PNG", dpi=(100, 150))).image.size == (270, 110)
    assert opened(encoded(page(), "PNG", dpi=(150, 100))).image.size == (180, 165)


def test_a_turned_image_is_stretched_in_its_own_direction() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(encoded(page(), "PNG", dpi=(150, 100), exif=exif)).image.size == (165, 180)
    assert opened(encoded(page(), "TIFF", dpi=(150, 100), exif=exif)).image.size == (165, 180)


def test_a_ratio_in_a_jpeg_counts_and_its_resolution_does_not() -> None:
    out = io.BytesIO()
    page().save(out, "JPEG", dpi=(72, 36))
    data = out.getvalue()
    assert opened(data).image.size == (180, 110)
    at = data.index(b"JFIF\0") + 7
    ratio = data[:at] + b"\0\0\4\0\3" + data[at + 5 :]  # no unit, pixels 4:3
    assert opened(ratio).image.size == (240, 110)


def test_what_no_device_has_is_not_believed() -> None:
    for dpi in ((72, 72), (300, 299), (1, 300), (0, 98)):
        assert opened(encoded(page(), "TIFF", dpi=dpi)).remarks == ()


def spaced(data: bytes, across: int, down: int) -> bytes:
    return with_property(data, b"pasp", struct.pack(">2i", across, down))


@pytest.mark.parametrize("form", ["AVIF", "HEIF"])
def test_the_shape_that_an_avif_or_heic_states_is_honoured(form: str) -> None:
    data = encoded(page(), form)
    assert opened(data).image.size == opened(spaced(data, 1, 1)).image.size == (180, 110)
    wide = opened(spaced(data, 3, 2))
    assert (wide.image.size, wide.remarks) == ((270, 110), (ImageRemark.STRETCHED,))
    assert opened(spaced(data, 40, 60)).image.size == (180, 165)
    for nonsense in ((0, 0), (-1, 1), (1, 0), (1, 1000)):
        assert opened(spaced(data, *nonsense)).remarks == ()


def test_the_shape_of_a_turned_avif_or_heic_is_turned_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(spaced(encoded(page(), "AVIF", exif=exif), 3, 2)).image.size == (110, 270)
    turned = with_property(spaced(encoded(page(), "HEIF"), 3, 2), b"irot", b"\3")
    assert opened(turned).image.size == (110, 270)
