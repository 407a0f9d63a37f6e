"""Caps of images as they are written, and what they do to a size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models.image_cap import DEFAULT_CAP, ImageCap, are_caps, cap_of, caps_of, caps_to_text

SIZES = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
CAPS = st.builds(ImageCap, st.integers(64, 20_000), st.integers(4096, 120_000_000))


def test_the_default_is_2576_pixels_and_6_megapixels() -> None:
    assert str(DEFAULT_CAP) == "2576 px, 6 MP"
    assert DEFAULT_CAP.fitted((1920, 1080)) == (1920, 1080)
    assert DEFAULT_CAP.fitted((3840, 2160)) == (2576, 1449)
    assert DEFAULT_CAP.fitted((2576, 2576)) == (2449, 2449)


@given(SIZES, CAPS)
def test_never_larger_never_empty_within_the_cap_and_stable(size: tuple[int, int], cap: ImageCap) -> None:
    width, height = cap.fitted(size)
    assert 1 <= width <= min(size[0], cap.side)
    assert 1 <= height <= min(size[1], cap.side)
    assert width * height <= cap.pixels
    assert cap.fitted((width, height)) == (width, height)


@pytest.mark.parametrize(
    ("text", "side", "pixels"),
    [
        ("2000 px, 4 MP", 2000, 4_000_000),
        (" 2000px 4mp ", 2000, 4_000_000),
        ("1344 px", 1344, 120_000_000),
        ("2.5 MP", 20_000, 2_500_000),
    ],
)
def test_caps_as_people_write_them(text: str, side: int, pixels: int) -> None:
    assert cap_of(text) == ImageCap(side, pixels)


@pytest.mark.parametrize("text", ["", "large", "2000", "10 px", "999999 px", "0 MP", "-5 px", "2000 px, 4 MP, 5"])
def test_what_is_no_cap(text: str) -> None:
    assert cap_of(text) is None


@given(st.dictionaries(st.sampled_from(["llava:7b", "*", "a b", "x/y"]), CAPS))
def test_caps_of_several_models_are_read_as_they_were_written(caps: dict[str, ImageCap]) -> None:
    text = caps_to_text(caps)
    assert are_caps(text)
    assert caps_of(text).keys() == caps.keys()
    assert all(caps_of(text)[name].side == cap.side for name, cap in caps.items())


def test_parts_that_are_none_are_left_out_and_noticed() -> None:
    text = "llava:7b: 1344 px, 2 MP; nonsense; : 5 MP"
    assert caps_of(text) == {"llava:7b": ImageCap(1344, 2_000_000)}
    assert not are_caps(text)
