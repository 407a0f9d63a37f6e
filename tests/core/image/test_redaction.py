"""What is covered is gone: nothing that would be sent depends on a covered pixel, in any mode, turn, crop or format."""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import Redaction
from desktop.core.image.compression_blocks import Grain
from desktop.core.image.flattening import flattened
from desktop.core.image.pixel_buffer import Pixels, pyramid
from tests.images import quarters, sheet_of
from tests.redactions import InProcess, case

CASES, PART = 3000, 300


@pytest.mark.parametrize("first", range(0, CASES, PART))
def test_no_byte_depends_on_what_is_covered(first: int) -> None:
    leaks = [seed for seed in range(first, first + PART) if case(seed).leaks]
    assert leaks == []


def test_the_pairs_do_differ_where_nothing_is_covered() -> None:
    bare = [replace(case(seed), covers=(), crop=None) for seed in range(100)]
    told = sum(each.leaks for each in bare)
    assert told > 80  # the others were covered where nothing is (outside), or drew the same noise


def test_a_cover_takes_every_pixel_that_a_small_form_would_mix() -> None:
    white, black = (sheet_of(Image.new("RGB", (1000, 700), colour)) for colour in ((255, 255, 255), (0, 0, 0)))
    sheet = white[0].marked(Redaction("r", Area(333, 111, 517, 402)))
    inside = black[1].image()
    outside = white[1].image()
    outside.paste(inside.crop((333, 111, 517, 402)), (333, 111))
    for plain, secret in zip(pyramid(white[1]), pyramid(Pixels.of(outside)), strict=True):
        assert flattened(sheet, plain).tobytes() == flattened(sheet, secret).tobytes()


def test_a_cover_is_solid_and_exact_where_nothing_spreads() -> None:
    sheet, pixels = sheet_of(Image.new("RGB", (50, 40), "white"))
    made = flattened(sheet.marked(Redaction("r", Area(10, 5, 20, 9))), pixels)
    black = sum(1 for pixel in made.get_flattened_data() if pixel == (0, 0, 0))
    assert black == 10 * 4
    assert made.getpixel((9, 5)) == (255, 255, 255) == made.getpixel((20, 8))


def test_a_cover_outside_the_crop_changes_nothing_that_shows() -> None:
    sheet, pixels = sheet_of(quarters())
    cropped = sheet.cropped(Area(0, 0, 30, 30))
    assert flattened(cropped.marked(Redaction("r", Area(60, 40, 80, 60))), pixels) == flattened(cropped, pixels)


def test_grain_widens_to_blocks_from_the_corner_where_rows_begin() -> None:
    size = (100, 60)
    assert Grain().widened(Area(5, 5, 9, 9), size) == Area(5, 5, 9, 9)
    assert Grain(16, 8).widened(Area(17, 9, 18, 10), size) == Area(16, 8, 32, 16)
    assert Grain(16, 8, 2).widened(Area(17, 9, 18, 10), size) == Area(14, 6, 34, 18)
    assert Grain(16, 16, 0, from_right=True, from_bottom=True).widened(Area(90, 50, 91, 51), size) == Area(
        84, 44, 100, 60
    )
    assert Grain(16, 16, 2).widened(Area(200, 200, 210, 210), size).empty


@pytest.mark.parametrize("turn", [0, 1])
def test_strips_are_the_same_as_the_whole(turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.core.image import flattening

    sheet, pixels = sheet_of(Image.effect_noise((900, 700), 90).convert("RGB"))
    sheet = sheet.marked(Redaction("r", Area(100, 100, 300, 222))).cropped(Area(11, 5, 880, 690)).turned(turn)
    for size in (None, (400, 300), (869, 685)):
        whole = flattened(sheet, pixels, size)
        monkeypatch.setattr(flattening, "STRIP_PIXELS", 20_000)
        in_strips = flattened(sheet, pixels, size)
        monkeypatch.undo()
        assert in_strips.size == whole.size
        worst = max(ImageChops.difference(whole, in_strips).tobytes())
        assert worst <= 1  # the resampling's rounding


def test_the_form_for_the_disk_leaks_as_little() -> None:
    for seed in range(200):
        each = case(seed)
        forms = []
        for data in (each.first, each.second):
            decoder = InProcess()
            sheet = Sheet.of(decoder.decode(data).picture(data))
            for at, area in enumerate(each.covers):
                sheet = sheet.marked(Redaction(str(at), area))
            forms.append(decoder.covered(data, "", 0, 0, sheet.covered))
        assert forms[0] == forms[1], (seed, each.kind)
