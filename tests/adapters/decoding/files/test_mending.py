"""Damaged files: shown whole, shown with a word that some is missing, or refused."""

import struct
import zlib

import pytest
from PIL import Image

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ProblemKind
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import difference, opened, page, shown
from tests.helpers.images import encoded

JPEG = encoded(page(), "JPEG", quality=90, subsampling=0)
PNG = encoded(page())


def with_wrong_sum(data: bytes, name: bytes = b"tIME") -> bytes:
    """A PNG with a chunk before its pixels whose check sum is wrong."""
    at = data.index(b"IDAT") - 4
    return data[:at] + struct.pack(">I", 7) + name + bytes(7) + b"\1\2\3\4" + data[at:]


def test_a_whole_file_has_no_remark() -> None:
    assert opened(JPEG).remarks == opened(PNG).remarks == ()


@pytest.mark.parametrize("before", [b"\n", b"\r\n", b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"])
def test_what_stands_before_an_image_is_skipped(before: bytes) -> None:
    for data in (JPEG, PNG):
        assert difference(shown(opened(before + data)), page()) < 3


def test_a_jpeg_without_its_end_is_whole() -> None:
    found = opened(JPEG[:-2])
    assert found.remarks == (ImageRemark.MENDED,)
    assert difference(shown(found), page()) < 3


def test_a_png_with_a_bad_sum_beside_its_pixels_is_whole() -> None:
    for name in (b"tIME", b"tEXt", b"zzZz"):
        found = opened(with_wrong_sum(PNG, name))
        assert found.remarks == (ImageRemark.MENDED,)
        assert difference(shown(found), page()) == 0


def test_a_damaged_packed_text_or_profile_does_not_hide_a_png() -> None:
    for name in (b"zTXt", b"iCCP"):
        whole = with_wrong_sum(PNG, name).replace(name + bytes(7), name + b"Name\0\x77\0")
        found = opened(whole)
        assert found.remarks == (ImageRemark.MENDED,)
        assert difference(shown(found), page()) == 0


@pytest.mark.parametrize("cut", [1, 4, 8, 12, 14])
def test_a_png_without_its_end_is_whole(cut: int) -> None:
    found = opened(PNG[:-cut])
    assert found.remarks == (ImageRemark.MENDED,)
    assert difference(shown(found), page()) == 0


def test_what_follows_the_end_of_a_png_is_nothing_to_tell() -> None:
    assert opened(PNG + b"more").remarks == ()


def test_most_of_an_image_is_shown_and_less_is_refused() -> None:
    for data, start in ((JPEG, 800), (PNG, 60), (encoded(page(), "BMP"), 60), (encoded(page(), "PPM"), 20)):
        body = len(data) - start
        assert opened(data[: start + body * 9 // 10]).remarks == (ImageRemark.INCOMPLETE,)
        with pytest.raises(ImageOpenError) as refused:
            opened(data[: start + body // 5])
        assert refused.value.kind is ProblemKind.TRUNCATED


def test_the_inks_that_a_jpeg_lacks_are_missed() -> None:
    data = encoded(page().convert("CMYK"), "JPEG", quality=90)
    assert opened(data[: len(data) * 95 // 100]).remarks == (ImageRemark.INCOMPLETE,)
    with pytest.raises(ImageOpenError):
        opened(data[: len(data) // 2])


def test_the_colours_and_the_ink_that_a_jpeg_lacks_are_missed() -> None:
    inks = encoded(page().convert("CMYK"), "JPEG", quality=90)
    kind = inks.index(b"Adobe") + 11
    data = inks[:kind] + b"\2" + inks[kind + 1 :]  # YCCK: three of the four are stored as a brightness and two colours
    assert opened(data).remarks == ()
    assert opened(data[: len(data) * 95 // 100]).remarks == (ImageRemark.INCOMPLETE,)
    for share in (50, 20):
        with pytest.raises(ImageOpenError):
            opened(data[: len(data) * share // 100])


def test_most_of_a_lossy_webp_is_shown_and_what_is_missing_is_grey() -> None:
    whole = Image.effect_noise((180, 110), 60).convert("RGB")
    whole.paste(page().crop((0, 0, 180, 50)), (0, 0))
    data = encoded(whole, "WEBP", quality=90)
    found = opened(data[: len(data) * 85 // 100])
    assert found.remarks == (ImageRemark.INCOMPLETE,)
    top, bottom = (0, 0, 180, 60), (0, 105, 180, 110)
    like = shown(opened(data))
    assert difference(shown(found).crop(top), like.crop(top)) < 1
    assert shown(found).crop(bottom).getextrema() == ((128, 128),) * 3
    with pytest.raises(ImageOpenError) as refused:
        opened(data[: len(data) // 4])
    assert refused.value.kind is ProblemKind.TRUNCATED


def test_a_png_that_ends_within_a_text_is_whole() -> None:
    end = PNG.index(b"IEND") - 4
    found = opened(PNG[:end] + struct.pack(">I", 30) + b"tEXtdate")
    assert found.remarks == (ImageRemark.MENDED,)
    assert difference(shown(found), page()) == 0


@pytest.mark.parametrize("form", ["PNG", "GIF", "TIFF", "AVIF", "JPEG"])
def test_a_beginning_of_a_known_format_is_damage(form: str) -> None:
    data = encoded(page(), form)
    with pytest.raises(ImageOpenError) as refused:
        opened(data[:60])
    assert (refused.value.kind, refused.value.fault) == (ProblemKind.TRUNCATED, None)


def test_coarse_scans_of_a_progressive_jpeg_are_not_taken_for_the_whole() -> None:
    data = encoded(page(), "JPEG", quality=90, progressive=True)
    scans = [at for at in range(len(data)) if data[at : at + 3] == b"\xff\xda\0"]
    assert opened(data[:-2]).remarks == (ImageRemark.MENDED,)
    assert opened(data[: scans[4]]).remarks == (ImageRemark.INCOMPLETE,)
    with pytest.raises(ImageOpenError):
        opened(data[: scans[1]])


def test_a_damaged_stream_is_refused_in_the_words_for_damage() -> None:
    at = PNG.index(b"IDAT") + 12
    broken = PNG[:at] + bytes(200) + PNG[at + 200 :]
    with pytest.raises(ImageOpenError) as refused:
        opened(broken)
    assert refused.value.kind is ProblemKind.TRUNCATED
    assert zlib.crc32(broken) != zlib.crc32(PNG)
