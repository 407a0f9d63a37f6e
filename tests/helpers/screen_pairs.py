"""Pairs of screens that differ only under covers: text of other sizes, photographs or nothing lies there."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import SourceImage

WORDS = "the salary of a person is in this line and so on "
Fill = Callable[[random.Random, Image.Image], None]


@dataclass(frozen=True)
class ScreenPair:
    """Two images with the same edits, and the pixels of each."""

    first: tuple[AnnotatedImage, PixelBuffer]
    second: tuple[AnnotatedImage, PixelBuffer]


@cache
def _font(height: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(height)


def _text(height: int) -> Fill:
    def fill(_: random.Random, image: Image.Image) -> None:
        image.paste("white", (0, 0, *image.size))
        draw = ImageDraw.Draw(image)
        for top in range(2, image.height, height * 3 // 2):
            draw.text((4 + top % 7, top), WORDS * 6, "black", _font(height))

    return fill


def _flat(chance: random.Random, image: Image.Image) -> None:
    image.paste(chance.choice(["white", "black", "#3060a0"]), (0, 0, *image.size))


def _photograph(chance: random.Random, image: Image.Image) -> None:
    image.paste(Image.frombytes("RGB", image.size, chance.randbytes(3 * image.width * image.height)))


FILLS: tuple[Fill, ...] = (_text(9), _text(13), _text(30), _flat, _photograph)


def screen_pair(seed: int) -> ScreenPair:
    """Returns the pair of that number: 1,100 to 2,400 pixels wide, with one to three covers, some cropped or turned."""
    chance = random.Random(seed)
    size = chance.randint(1100, 2400), chance.randint(700, 1200)
    first = Image.new("RGB", size)
    chance.choice(FILLS)(chance, first)
    second = first.copy()
    covers = tuple(_rect(chance, size) for _ in range(chance.randint(1, 3)))
    for image in (first, second):
        for cover in covers:
            part = Image.new("RGB", cover.size)
            chance.choice(FILLS)(chance, part)
            image.paste(part, (cover.left, cover.top))
    crop = _rect(chance, size) if chance.random() < 0.3 else None
    turns = chance.randint(0, 3)
    return ScreenPair(*(_annotated(image, covers, crop, turns) for image in (first, second)))


def uncovered(pair: ScreenPair) -> ScreenPair:
    """Returns the same pair without its covers."""
    return ScreenPair(*((replace(image, annotations=()), pixels) for image, pixels in (pair.first, pair.second)))


def _rect(chance: random.Random, size: tuple[int, int]) -> Rect:
    width, height = (chance.randint(side // 5, side * 2 // 3) for side in size)
    left, top = chance.randint(0, size[0] - width), chance.randint(0, size[1] - height)
    return Rect(left, top, left + width, top + height)


def _annotated(
    image: Image.Image, covers: tuple[Rect, ...], crop: Rect | None, turns: int
) -> tuple[AnnotatedImage, PixelBuffer]:
    """Returns the image with its edits. Its bytes are its bare pixels: no decoder is asked."""
    data = image.tobytes()
    annotated = AnnotatedImage("i", SourceImage(sha256_hex(data), data, *image.size, "image/png"))
    for at, cover in enumerate(covers):
        annotated = annotated.with_annotation(Redaction(str(at), cover))
    return replace(annotated.cropped(crop), quarter_turns=turns), PixelBuffer.of(image)
