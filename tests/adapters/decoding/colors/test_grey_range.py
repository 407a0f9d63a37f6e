"""Numbers become grey as people expect it: by what the file declares, else by its range, without outliers."""

import pytest
from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import difference, opened, page, shown, tiff
from tests.helpers.images import encoded

GREY = page().convert("L")
FITTED = (ImageRemark.BRIGHTNESS_FITTED,)


def numbers(factor: float, mode: str = "I;16") -> Image.Image:
    scaled = GREY.convert("F").point(lambda value: value * factor + 0)
    return scaled if mode == "F" else scaled.convert("I").convert(mode)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_either_byte_order_are_scaled(form: str) -> None:
    found = opened(encoded(numbers(257), form))
    assert difference(shown(found), GREY) < 1 and found.remarks == ()
    if form == "TIFF":
        big = encoded(numbers(257).convert("I").convert("I;16B"), "TIFF")
        assert big[:2] == b"MM"
        assert difference(shown(opened(big)), GREY) < 1


@pytest.mark.parametrize("bits", [8, 10, 12, 14])
def test_fewer_bits_in_sixteen_become_black_to_white(bits: int) -> None:
    found = opened(encoded(numbers(((1 << bits) - 1) / 255)))
    assert difference(shown(found), GREY) < 2
    assert found.remarks == FITTED


def test_a_declared_white_is_believed() -> None:
    data = encoded(numbers(4000 / 255), "TIFF", tiffinfo={281: 8000})
    found = opened(data)
    assert found.remarks == ()
    assert shown(found).convert("L").getextrema()[1] in (127, 128)


@pytest.mark.parametrize("mode", ["I;16", "F"])
def test_a_grey_whose_zero_is_white_is_turned_round(mode: str) -> None:
    negative = GREY.point(lambda value: 255 - value).convert("F").point(lambda value: value * 257 + 0)
    image = negative if mode == "F" else negative.convert("I").convert(mode)
    assert difference(shown(opened(encoded(image, "TIFF", tiffinfo={262: 0}))), GREY) < 2


@pytest.mark.parametrize("outlier", [1e30, -1e30, float("inf"), float("nan"), 5000.0])
def test_a_number_far_outside_does_not_blacken_the_rest(outlier: float) -> None:
    image = numbers(1 / 255, "F")
    image.putpixel((0, 0), outlier)
    found = opened(encoded(image, "TIFF"))
    assert difference(shown(found), GREY) < 3
    assert (found.remarks == FITTED) is (outlier == outlier)


def test_endless_numbers_of_both_signs_do_not_hide_the_rest() -> None:
    image = numbers(1 / 255, "F")
    for at, value in enumerate((float("inf"), float("-inf"), float("nan"))):
        image.putpixel((at, 0), value)
    assert difference(shown(opened(encoded(image, "TIFF"))), GREY) < 3


def test_few_numbers_that_differ_are_no_outliers() -> None:
    image = Image.new("F", (400, 400), 1.0)
    image.putpixel((5, 5), 0.0)
    found = shown(opened(encoded(image, "TIFF")))
    assert found.getpixel((5, 5)) == (0, 0, 0) and found.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["F", "I;16"])
def test_the_range_does_not_depend_on_what_is_covered(mode: str) -> None:
    cover = Rect(100, 50, 161, 101)
    images = []
    for value in (0, 60_000):
        image = numbers(1 / 255 if mode == "F" else 16, mode)
        image.paste(value, (cover.left, cover.top, cover.right, cover.bottom))
        images.append(shown(opened(encoded(image, "TIFF"), (cover,))).tobytes())
    assert images[0] == images[1]


def test_alpha_that_colours_are_multiplied_by_is_undone() -> None:
    rows = (bytes((0, 0)) * 20 + bytes((50, 128)) * 20) * 40  # nothing, then grey of 100, half transparent
    data = tiff(40, 40, rows, t258=(8, 8), t262=(1,), t277=(2,), t338=(1,))
    found = shown(opened(data))
    assert found.getpixel((30, 5)) == (177, 177, 177) and found.getpixel((5, 5)) == (255, 255, 255)
