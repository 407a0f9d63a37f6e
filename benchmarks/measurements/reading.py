"""How much of small text a real recogniser reads in what is sent, against what it reads in the original."""

import difflib
import random
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw, ImageFont

from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.pixel_buffer import PixelBuffer

SHRUNK = 0.71  # a 1080p screen on gpt-4o
HEIGHTS = (10, 12, 14)  # pixels of a letter's body in the picture as the model sees it
WORDS = [
    "the",
    "quick",
    "brown",
    "fox",
    "jumps",
    "over",
    "lazy",
    "dogs",
    "while",
    "errors",
    "refuse",
    "connections",
    "from",
    "server",
    "port",
    "table",
]


def kept_share(prepared: Callable[[Image.Image], Image.Image]) -> Iterator[tuple[int, float]]:
    """For each height: letters read after preparing, as a share of those read before (1.0 is no loss)."""
    reader = OcrReader()
    for height in HEIGHTS:
        image, text = _page(round(height / SHRUNK))
        before, after = _read(reader, image), _read(reader, prepared(image))
        yield height, _right(after, text) / max(0.01, _right(before, text))
    reader.close()


def _page(letters_px: int) -> tuple[Image.Image, list[str]]:
    """A 1080p screen of words, and its lines."""
    chance = random.Random(letters_px)
    image = Image.new("RGB", (1920, 1080), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(letters_px)
    lines = []
    for top in range(30, 1040, letters_px * 3):
        line = " ".join(chance.choice(WORDS) for _ in range(9))
        draw.text((40, top), line, "black", font)
        lines.append(line)
    return image, lines


def _read(reader: OcrReader, image: Image.Image) -> str:
    return reader.read(PixelBuffer.of(image)).text


def _right(read: str, lines: list[str]) -> float:
    """The share of letters that were read rightly, spaces aside."""
    wanted = "".join("".join(lines).split())
    return difflib.SequenceMatcher(None, wanted, "".join(read.split()), autojunk=False).ratio()
