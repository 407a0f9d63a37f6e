"""What is covered is gone: nothing that would be sent depends on a covered pixel, in any mode, turn, crop or format."""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.flattening import flatten
from desktop.core.image.pixel_buffer import PixelBuffer, build_mipmaps
from tests.helpers.images import image_of, quarters
from tests.helpers.redactions import InProcess, case

CASES, PART = 3000, 300


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, CASES, PART))
def test_no_byte_depends_on_what_is_covered(first: int) -> None:
    leaks = [seed for seed in range(first, first + PART) if case(seed).leaks]
    assert leaks == []


def test_the_pairs_do_differ_where_nothing_is_covered() -> None:
    bare = [replace(case(seed), covers=(), crop=None) for seed in range(100)]
    different = sum(pair.leaks for pair in bare)
    assert different > 80  # the others were covered where nothing is (outside), or drew the same noise


def test_a_cover_takes_every_pixel_that_a_small_form_would_mix() -> None:
    white, black = (image_of(Image.new("RGB", (1000, 700), color)) for color in ((255, 255, 255), (0, 0, 0)))
    image = white[0].with_annotation(Redaction("r", Rect(333, 111, 517, 402)))
    inside = black[1].image()
    outside = white[1].image()
    outside.paste(inside.crop((333, 111, 517, 402)), (333, 111))
    for plain, secret in zip(build_mipmaps(white[1]), build_mipmaps(PixelBuffer.of(outside)), strict=True):
        assert flatten(image, plain).tobytes() == flatten(image, secret).tobytes()


def test_a_cover_is_solid_and_exact_where_nothing_spreads() -> None:
    image, pixels = image_of(Image.new("RGB", (50, 40), "white"))
    flattened = flatten(image.with_annotation(Redaction("r", Rect(10, 5, 20, 9))), pixels)
    black = sum(1 for pixel in flattened.get_flattened_data() if pixel == (0, 0, 0))
    assert black == 10 * 4
    assert flattened.getpixel((9, 5)) == (255, 255, 255) == flattened.getpixel((20, 8))


def test_a_cover_outside_the_crop_changes_nothing_that_shows() -> None:
    image, pixels = image_of(quarters())
    cropped = image.cropped(Rect(0, 0, 30, 30))
    assert flatten(cropped.with_annotation(Redaction("r", Rect(60, 40, 80, 60))), pixels) == flatten(cropped, pixels)


def test_grain_widens_to_blocks_from_the_corner_where_rows_begin() -> None:
    size = (100, 60)
    assert CompressionBlocks().affected_rect(Rect(5, 5, 9, 9), size) == Rect(5, 5, 9, 9)
    assert CompressionBlocks(16, 8).affected_rect(Rect(17, 9, 18, 10), size) == Rect(16, 8, 32, 16)
    assert CompressionBlocks(16, 8, 2).affected_rect(Rect(17, 9, 18, 10), size) == Rect(14, 6, 34, 18)
    assert CompressionBlocks(16, 16, 0, from_right=True, from_bottom=True).affected_rect(
        Rect(90, 50, 91, 51), size
    ) == Rect(84, 44, 100, 60)
    assert CompressionBlocks(16, 16, 2).affected_rect(Rect(200, 200, 210, 210), size).is_empty


@pytest.mark.parametrize("turn", [0, 1])
def test_strips_are_the_same_as_the_whole(turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.core.image.sent import scaled_view

    image, pixels = image_of(Image.effect_noise((900, 700), 90).convert("RGB"))
    image = image.with_annotation(Redaction("r", Rect(100, 100, 300, 222))).cropped(Rect(11, 5, 880, 690)).rotated(turn)
    for size in (None, (400, 300), (869, 685)):
        whole = flatten(image, pixels, size)
        monkeypatch.setattr(scaled_view, "STRIP_PIXELS", 20_000)
        in_strips = flatten(image, pixels, size)
        monkeypatch.undo()
        assert in_strips.size == whole.size
        worst = max(ImageChops.difference(whole, in_strips).tobytes())
        assert worst <= 1  # the resampling's rounding


@pytest.mark.slow
def test_the_form_for_the_disk_leaks_as_little() -> None:
    for seed in range(200):
        pair = case(seed)
        forms = []
        for data in (pair.first, pair.second):
            decoder = InProcess()
            image = AnnotatedImage.new(decoder.decode(data).facts.image(data))
            for at, rect in enumerate(pair.covers):
                image = image.with_annotation(Redaction(str(at), rect))
            forms.append(decoder.covered(data, "", 0, 0, image.redacted_rects))
        assert forms[0] == forms[1], (seed, pair.kind)
