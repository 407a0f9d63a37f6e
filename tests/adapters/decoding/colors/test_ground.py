"""The ground under transparency: white, dark where white would hide the content, grey where both would."""

import pytest
from PIL import Image, ImageDraw

from desktop.core.geometry.rect import Rect
from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import opened, shown
from tests.helpers.images import encoded


def letters(*colors: str) -> Image.Image:
    image = Image.new("RGBA", (200, 20 + 30 * len(colors)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for line, color in enumerate(colors):
        draw.text((10, 10 + 30 * line), "Invoice 4711, due in May", fill=color)
    return image


@pytest.mark.parametrize(
    ("colors", "remark", "ground"),
    [
        (("black",), (), (255, 255, 255)),
        (("red", "navy"), (), (255, 255, 255)),
        (("white",), (ImageRemark.ON_DARK,), (30, 30, 30)),
        (("#f4f4f4", "#ffffe0"), (ImageRemark.ON_DARK,), (30, 30, 30)),
        (("white", "black"), (ImageRemark.ON_GREY,), (128, 128, 128)),
    ],
)
@pytest.mark.parametrize("form", ["PNG", "TGA", "WEBP", "TIFF"])
def test_the_content_can_be_seen(
    form: str, colors: tuple[str, ...], remark: tuple[ImageRemark, ...], ground: tuple[int, int, int]
) -> None:
    how = {"lossless": True} if form == "WEBP" else {}
    found = opened(encoded(letters(*colors), form, **how))
    assert found.color_conversion.remarks == remark
    seen = shown(found)
    assert seen.getpixel((0, 0)) == ground
    low, high = seen.convert("L").getextrema()
    assert isinstance(low, int) and isinstance(high, int)
    assert high - low >= 90


def test_white_in_grey_with_alpha_and_by_a_palette_is_seen_too() -> None:
    image = letters("white")
    for data in (encoded(image.convert("LA")), encoded(image.quantize(4))):
        assert shown(opened(data)).getpixel((0, 0)) == (30, 30, 30)


def test_a_window_with_round_corners_stays_on_white() -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle([0, 0, 199, 99], 12, fill="white")
    for line in range(4):
        draw.text((10, 10 + 20 * line), "Invoice 4711, due in May", fill="black")
    assert opened(encoded(image)).remarks == ()


def test_the_ground_does_not_depend_on_what_is_covered() -> None:
    cover = Rect(0, 30, 200, 80)
    pair = [letters("white", other) for other in ("white", "black")]
    assert opened(encoded(pair[0])).remarks != opened(encoded(pair[1])).remarks
    found = [opened(encoded(image), (cover,)) for image in pair]
    assert found[0].remarks == found[1].remarks
    assert found[0].color_conversion.redact_before_color_from_px == 0
