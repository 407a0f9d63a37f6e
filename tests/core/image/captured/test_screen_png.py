"""PNGs of captured pixels: what every decoder reads is what was captured."""

import io

import pytest
from PIL import Image, ImageChops

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.geometry.rect import Rect
from desktop.core.image.captured.screen_png import screen_png
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer
from tests.helpers.images import screenshot


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (17, 401), (1500, 700)])
def test_the_pixels_come_back_whatever_they_are(size: tuple[int, int]) -> None:
    for image in (Image.effect_noise(size, 90).convert("RGB"), screenshot(*size)):
        with Image.open(io.BytesIO(screen_png(PixelBuffer.of(image))), formats=["PNG"]) as back:
            back.load()
            assert (back.mode, back.size, back.info) == ("RGB", size, {})
            assert ImageChops.difference(back, image.convert("RGB")).getbbox() is None


def test_the_decoder_finds_what_is_taken_as_known_of_it() -> None:
    pixels, decoder = PixelBuffer.of(screenshot(300, 200)).part(Rect(20, 30, 220, 130)), Decoder()
    try:
        decoded = decoder.decode(screen_png(pixels))
    finally:
        decoder.close()
    assert (decoded.pixels.width, decoded.pixels.height) == (200, 100)
    assert ImageChops.difference(decoded.pixels.image(), pixels.image()).getbbox() is None
    known = DecodedImage.of(decoded.pixels, "image/png")
    assert decoded == known
