"""The height of letters, and if a model can read them."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.core.image.legibility import Legibility, legibility, x_height


def text_of(height: int, ground: str = "white", ink: str = "black") -> Image.Image:
    image = Image.new("RGB", (1200, 800), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(height)
    for row in range(800 // (height * 3 // 2)):
        draw.text(
            (15 + row % 7 * 9, row * height * 3 // 2), "raise a maximum error in some common cases now", ink, font
        )
    return image


@pytest.mark.parametrize("colors", [("white", "black"), ("#1e1e1e", "#d4d4d4")])
@pytest.mark.parametrize("height", [12, 16, 20, 28])
def test_the_height_of_letters_is_estimated(height: int, colors: tuple[str, str]) -> None:
    top = ImageFont.load_default(height).getbbox("x", anchor="ls")[1]
    found = x_height([text_of(height, *colors)])
    assert found is not None
    assert 0.65 < found / -top < 1.45


def test_without_text_there_is_no_height() -> None:
    assert x_height([Image.new("RGB", (900, 700), "white")]) is None
    assert x_height([Image.effect_noise((900, 700), 80).convert("RGB")]) is None
    assert x_height([Image.new("RGB", (5, 5), "white")]) is None


def test_what_becomes_of_small_text() -> None:
    assert legibility(8, 0.36) is Legibility.UNREADABLE
    assert legibility(8, 0.45) is Legibility.DOUBTFUL
    assert legibility(8, 0.6) is Legibility.GOOD
    assert legibility(2, 1.0) is Legibility.GOOD  # the model sees all that there is
    assert legibility(None, 0.1) is Legibility.GOOD
