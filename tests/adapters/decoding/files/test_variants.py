"""Variants of known formats: read as they are meant, or refused by name."""

import struct

import pytest
from PIL import Image

from desktop.adapters.decoding.codecs import load_codecs
from desktop.adapters.decoding.files.iso_properties import main_properties
from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ImageFault, ProblemKind
from tests.adapters.decoding.format_samples import cursor, photoshop
from tests.adapters.decoding.opened_files import difference, opened, page, shown, tiff
from tests.helpers.clocks.effort import calls_of
from tests.helpers.images import encoded, with_property

load_codecs(("image/avif", "image/heic"))


def refusal(data: bytes) -> ImageOpenError:
    with pytest.raises(ImageOpenError) as refused:
        opened(data)
    return refused.value


def test_sixteen_bits_in_planes_are_refused_by_name() -> None:
    plane = struct.pack("<64H", *range(0, 64_000, 1000))
    places = {"t273": (8, 136, 264), "t279": (128, 128, 128), "t258": (16, 16, 16), "t262": (2,), "t277": (3,)}
    error = refusal(tiff(8, 8, 3 * plane, **places, t284=(2,)))
    assert (error.kind, error.fault) == (ProblemKind.NOT_A_IMAGE, ImageFault.UNREAD_VARIANT)
    assert error.detail == "TIFF with 16 bits in a plane for each colour"


def test_floats_in_colour_are_refused_by_name() -> None:
    data = struct.pack("<192f", *([0.5] * 192))
    error = refusal(tiff(8, 8, data, t258=(32, 32, 32), t262=(2,), t277=(3,), t339=(3, 3, 3)))
    assert error.fault is ImageFault.UNREAD_VARIANT
    assert error.detail.startswith("TIFF")


def test_the_preview_of_a_cameras_raw_file_is_not_taken_for_it() -> None:
    data = bytes(192)
    error = refusal(tiff(8, 8, data, t258=(8, 8, 8), t262=(2,), t277=(3,), t254=(1,), t330=(8,)))
    assert (error.fault, error.detail) == (ImageFault.OTHER_FORMAT, "a camera raw file")


def test_a_cursor_keeps_its_colours_and_its_transparency() -> None:
    image = page(64, 64).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 20, 20))
    found = shown(opened(cursor(image, (31, 63))))
    image.paste((255, 255, 255, 255), (0, 0, 20, 20))
    assert difference(found, image.convert("RGB")) < 1


def test_the_flattened_image_of_a_photoshop_file_is_shown() -> None:
    assert difference(shown(opened(photoshop(page()))), page()) == 0
    assert opened(photoshop(page())).pages == 1
    error = refusal(photoshop(page(), depth=16))
    assert error.fault is ImageFault.UNREAD_VARIANT


@pytest.mark.parametrize("form", ["ICO", "CUR", "TGA"])
def test_an_alpha_of_zeros_means_nothing_where_programs_leave_it_so(form: str) -> None:
    image = page(64, 64).convert("RGBA")
    image.putalpha(0)
    if form == "CUR":
        data = cursor(image)
    else:
        data = encoded(image, form, **({"sizes": [(64, 64)], "bitmap_format": "bmp"} if form == "ICO" else {}))
    assert difference(shown(opened(data)), page(64, 64)) < 1


def test_a_smaller_image_beside_a_jpeg_is_no_page() -> None:
    main = page()
    data = encoded(main, "MPO", save_all=True, append_images=[Image.new("RGB", (20, 10), "red")])
    assert opened(data).pages == 1


def test_orientation_comes_from_exif_alone() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><tiff:Orientation>6</tiff:Orientation></x:xmpmeta>'
    for form in ("JPEG", "PNG", "TIFF", "WEBP"):
        data = encoded(page(), form, xmp=xmp) if form != "TIFF" else encoded(page(), form, tiffinfo={700: xmp})
        assert opened(data).image.size == (180, 110)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (33003, "TIFF with JPEG 2000 compression"),
        (34887, "TIFF with LERC compression"),
        (50001, "TIFF with WebP compression"),
        (65432, "TIFF of a kind that is rarely used"),
    ],
)
@pytest.mark.parametrize("depth", [(8,), (8, 8, 8)])
def test_a_compression_that_is_not_read_is_named(number: int, words: str, depth: tuple[int, ...]) -> None:
    data = tiff(4, 4, bytes(48), t258=depth, t259=(number,), t262=(len(depth) // 2 + 1,), t277=(len(depth),))
    error = refusal(data)
    assert (error.fault, error.detail) == (ImageFault.UNREAD_VARIANT, words)


def test_a_damaged_tiff_is_no_unread_compression() -> None:
    data = tiff(4, 4, bytes(16), t258=(8,), t262=(1,), t277=(1,))
    for cut in (9, 20, 30):
        assert refusal(data[:cut]).fault is None


def clap(width: int, height: int, right: int, down: int) -> bytes:
    """The crop of an AVIF: its size, and how far its middle lies from that of the image, in halves of a pixel."""
    return struct.pack(">8i", width, 1, height, 1, right, 2, down, 2)


@pytest.mark.parametrize("orientation", [1, 2, 6, 7])
def test_the_crop_that_an_avif_states_is_honoured(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(page(), "AVIF", quality=95, exif=exif)
    whole = shown(opened(data))
    found = shown(opened(with_property(data, b"clap", clap(100, 60, -40, 10))))
    upright = {
        1: (20, 30, 120, 90),
        2: (60, 30, 160, 90),
        6: (20, 20, 80, 120),
        7: (20, 60, 80, 160),
    }[orientation]
    assert difference(found, whole.crop(upright)) < 1
    assert found.size == ((100, 60) if orientation < 5 else (60, 100))


def test_after_a_crop_blocks_may_begin_anywhere() -> None:
    data = encoded(page(), "AVIF", quality=95)
    whole = opened(data).compression
    found = opened(with_property(data, b"clap", clap(100, 60, -40, 10))).compression
    assert (found.block_width, found.block_height, found.is_exact) == (1, 1, False)
    assert found.filter_radius == max(whole.block_width, whole.block_height) + whole.filter_radius


def test_no_more_boxes_are_looked_at_than_a_file_can_need() -> None:
    data = encoded(page(), "AVIF", quality=95)
    many = b"".join(struct.pack(">I4s", 8, f"{number:04x}".encode()) for number in range(60_000))
    assert calls_of(lambda: main_properties(data + many)) <= calls_of(lambda: main_properties(data)) + 20


def test_an_impossible_crop_is_ignored() -> None:
    data = encoded(page(), "AVIF")
    for value in (
        clap(500, 60, 0, 0),
        clap(100, 60, 200, 0),
        clap(0, 60, 0, 0),
        clap(-5, 60, 0, 0),
        clap(100, 60, 0, -200),
        struct.pack(">8i", 100, 0, 60, 1, 0, 1, 0, 1),
    ):
        assert opened(with_property(data, b"clap", value)).image.size == (180, 110)
    cut = with_property(data, b"clap", clap(100, 60, -40, 10))
    with pytest.raises(ImageOpenError):
        opened(cut[:-30])


def test_a_crop_of_a_heic_is_honoured_by_its_library() -> None:
    data = with_property(encoded(page(), "HEIF"), b"clap", clap(100, 60, -40, 10))
    assert opened(data).image.size == (100, 60)


def test_colours_at_half_the_resolution_of_a_plain_tiff_are_refused() -> None:
    pixels = bytes((100, 100, 100, 100, 128, 128)) * 16
    for more in ({"t530": (2, 2)}, {}):
        error = refusal(tiff(8, 8, pixels, t258=(8, 8, 8), t262=(6,), t277=(3,), **more))
        assert error.fault is ImageFault.UNREAD_VARIANT
    whole = tiff(8, 8, bytes((100, 128, 128)) * 64, t258=(8, 8, 8), t262=(6,), t277=(3,), t530=(1, 1))
    assert shown(opened(whole)).getpixel((4, 4)) == (100, 100, 100)


def test_a_jpeg_2000_with_colours_at_half_the_resolution_is_refused() -> None:
    data = encoded(page(), "JPEG2000")
    at = data.index(b"\xff\x4f\xff\x51") + 42
    halved = data[: at + 3] + bytes((7, 2, 2, 7, 2, 2)) + data[at + 9 :]
    assert refusal(halved).fault is ImageFault.UNREAD_VARIANT
    assert opened(data).remarks == ()
