"""Preparing: the model's size, nothing but pixels, text never blurred to save bytes."""

import io

import pytest
from PIL import Image

from desktop.core.annotation.kinds.box import Box
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer, build_mipmaps
from desktop.core.image.text.text_tiles import text_fraction
from desktop.core.model_catalog import model_named
from tests.helpers.images import image_of, prepared, quarters, screenshot


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_picture_that_fits_is_sent_pixel_for_pixel() -> None:
    image = quarters()
    encoded_image = prepared(image)
    assert encoded_image.size == image.size
    assert encoded_image.mime == "image/png"
    assert opened(encoded_image.data).convert("RGB").tobytes() == image.tobytes()


def test_a_large_one_is_shrunk_to_what_the_model_sees() -> None:
    encoded_image = prepared(screenshot(3840, 2160), detail="auto")
    assert encoded_image.size == (1365, 768)
    assert opened(encoded_image.data).size == encoded_image.size


def test_text_stays_png_and_a_photo_becomes_jpeg() -> None:
    text = prepared(screenshot())
    assert text.mime == "image/png"
    noise = Image.merge("RGB", [Image.effect_noise((512, 384), 60) for _ in range(3)])
    soft = noise.resize((1024, 768), Image.Resampling.BICUBIC)
    photo = prepared(soft)
    assert photo.mime == "image/jpeg"


def test_text_is_told_from_noise_and_from_nothing() -> None:
    assert text_fraction(screenshot(640, 480)) > 0.05
    assert text_fraction(Image.effect_noise((640, 480), 60).convert("RGB")) < 0.02
    assert text_fraction(Image.new("RGB", (640, 480), "white")) == 0


def test_nothing_but_pixels_goes_out() -> None:
    encoded_image = prepared(quarters())
    assert opened(encoded_image.data).info == {}
    chunks = [
        encoded_image.data[at + 4 : at + 8]
        for at in range(len(encoded_image.data))
        if encoded_image.data[at + 4 : at + 8].isalpha()
    ]
    assert not {b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP", b"tIME"} & set(chunks)


def test_the_same_pixels_make_the_same_bytes() -> None:
    first, second = (prepared(screenshot()) for _ in range(2))
    assert first.data == second.data


def test_a_pyramid_halves_down_to_the_smallest() -> None:
    levels = build_mipmaps(PixelBuffer.of(screenshot(1000, 600)))
    assert [(level.width, level.height) for level in levels] == [(1000, 600), (500, 300), (250, 150)]


def test_pixels_refuse_bytes_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="2×2"):
        PixelBuffer(2, 2, b"123")


def test_marks_need_a_hand_to_draw_them() -> None:
    sheet, pixels = image_of(quarters())
    drawn: list[tuple[AnnotatedImage, tuple[int, int]]] = []

    def draw(what: AnnotatedImage, image: Image.Image) -> Image.Image:
        drawn.append((what, image.size))
        return Image.new("RGB", image.size, "red")

    marked = sheet.with_annotation(Box("m", Rect(1, 1, 9, 9)))
    encoded_image = encode_for_model(marked, pixels, model_named("gpt-4o"), "high", draw)
    assert drawn == [(marked, (80, 60))]
    assert encoded_image.image().getpixel((40, 30)) == (255, 0, 0)
    assert encoded_image.content_key == marked.content_key
