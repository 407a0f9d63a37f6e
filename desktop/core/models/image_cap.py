"""The largest image that a model gets whose own rule is not known, and caps as people write them.

The default is the size up to which the large models of 2026 look at an image without shrinking it (docs/models.md).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core.geometry.rect import Size

SMALLEST_SIDE, LARGEST_SIDE = 64, 20_000  # pixels; chosen, like the next line
SMALLEST_PIXELS, LARGEST_PIXELS = 4_096, 120_000_000
EVERY_MODEL = "*"
_CAP = re.compile(r"(?:(?P<side>\d+) ?px)?(?:\s*(?:,|and|up to)?\s*(?P<megapixels>\d+(?:\.\d+)?) ?MP)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImageCap:
    """At most `side` pixels on the longer side, and at most `pixels` in all."""

    side: int = 2576
    pixels: int = 6_000_000

    def __post_init__(self) -> None:
        """Raises ValueError for a cap that no image can meet in a useful way, or that is none."""
        if not SMALLEST_SIDE <= self.side <= LARGEST_SIDE or not SMALLEST_PIXELS <= self.pixels <= LARGEST_PIXELS:
            raise ValueError(f"a cap of {self.side} px and {self.pixels} pixels")

    def fitted(self, size: Size) -> Size:
        """Returns `size` shrunk, never enlarged, so that it is within the cap."""
        width, height = size
        if max(size) <= self.side and width * height <= self.pixels:
            return size
        factor = min(1.0, self.side / max(size), math.sqrt(self.pixels / (width * height)))
        longest = min(self.side, self.pixels)
        if min(width, height) * factor < 1:  # a line: its shorter side stays one pixel
            return (min(width, longest), 1) if width >= height else (1, min(height, longest))
        return int(width * factor + 1e-9), int(height * factor + 1e-9)

    def __str__(self) -> str:
        """Returns it as `cap_of` reads it: “2576 px, 6 MP”, without a part that bounds nothing."""
        side = [f"{self.side} px"] if self.side < LARGEST_SIDE or self.pixels == LARGEST_PIXELS else []
        pixels = [f"{self.pixels / 1e6:g} MP"] if self.pixels < LARGEST_PIXELS else []
        return ", ".join([*side, *pixels])


DEFAULT_CAP = ImageCap()
Caps = Mapping[str, ImageCap]
"""Caps by the names of models; `EVERY_MODEL` stands for all others."""


def cap_of(text: str) -> ImageCap | None:
    """Returns the cap of “2576 px, 6 MP”, “2000 px” or “4 MP”, or None if the text is none of these."""
    found = _CAP.fullmatch(" ".join(text.split()))
    if found is None or not any(found.groups()):
        return None
    side, megapixels = found["side"], found["megapixels"]
    try:
        return ImageCap(
            int(side) if side else LARGEST_SIDE,
            round(float(megapixels) * 1e6) if megapixels else LARGEST_PIXELS,
        )
    except ValueError:
        return None


def caps_of(text: str) -> Caps:
    """Returns the caps of “llava: 1344 px, 2 MP; *: 4 MP”. Parts that are none are left out."""
    caps = {}
    for part in text.split(";"):
        name, separator, words = part.rpartition(": ")
        cap = cap_of(words)
        if separator and name.strip() and cap is not None:
            caps[name.strip()] = cap
    return caps


def are_caps(text: str) -> bool:
    """Returns True if `caps_of` understands every part of a text."""
    return len(caps_of(text)) == sum(1 for part in text.split(";") if part.strip())


def caps_to_text(caps: Caps) -> str:
    """Returns caps as `caps_of` reads them, in the order of their names."""
    return "; ".join(f"{name}: {cap}" for name, cap in sorted(caps.items()))
