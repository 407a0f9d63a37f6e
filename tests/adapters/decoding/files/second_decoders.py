"""Other programs that show pictures, to compare with: ImageMagick and poppler. `run.py test --all` installs both."""

import io
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

IMAGE_MAGICK = Path("/usr/bin/convert")
POPPLER = Path("/usr/bin/pdftoppm")
UPRIGHT_ON_WHITE = ("-auto-orient", "-background", "white", "-alpha", "remove", "-colorspace", "sRGB", "-depth", "8")


def by_image_magick(path: Path) -> Image.Image:
    """The first image of a file as ImageMagick shows it, upright on white."""
    command = [str(IMAGE_MAGICK), f"{path}[0]", *UPRIGHT_ON_WHITE, "ppm:-"]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def by_poppler(path: Path, side: int) -> Image.Image:
    """The first page of a PDF as poppler shows it, its longer side `side` pixels long."""
    command = [str(POPPLER), "-png", "-f", "1", "-l", "1", "-cropbox", "-scale-to", str(side), str(path)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """How far two images of one size differ, of 255: in the mean of their worst channel, and at most."""
    difference = ImageStat.Stat(ImageChops.difference(one, other))
    return max(difference.mean), max(high for _, high in difference.extrema)


def kept_beside(folder: Path, found: Image.Image, like: Image.Image) -> str:
    """Keeps both pictures in a folder of the test, and returns where, for the log."""
    found.save(folder / "found.png")
    like.save(folder / "like.png")
    return f"found.png and like.png are in {folder}"
