"""Pages for the reader: samples whose text is known, and lines drawn in one font."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from desktop.core.image.pixel_buffer import PixelBuffer

DATA = Path(__file__).parents[2] / "data" / "reading"
SANS = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 15)


def pixels(name: str, folder: Path = DATA) -> PixelBuffer:
    """Returns the pixels of a sample."""
    return PixelBuffer.of(Image.open(folder / name).convert("RGB"))


def page(*lines: str, size: tuple[int, int] = (500, 120), ink: str = "black", ground: str = "white") -> Image.Image:
    """Returns an image with these lines, the first at (20, 15)."""
    image = Image.new("RGB", size, ground)
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((20, 15 + 30 * at), line, font=SANS, fill=ink)
    return image
