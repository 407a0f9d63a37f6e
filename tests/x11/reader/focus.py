"""The stops of the Tab key: who has the focus, and how much of its place changed on the screen."""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

from tests.x11.reader.reading import Reader

LEAST_PIXELS, LEAST_CONTRAST = 20, 3.0
PAINTED_WITHIN_S = 3.0
MARGIN = 4  # pixels around a control, where its frame may be


@dataclass(frozen=True)
class Stop:
    """A stop, and the highest contrast between a pixel there before and after; `changed` is the number of them."""

    name: str
    changed: int
    contrast: float

    @property
    def is_seen(self) -> bool:
        """True if the focus can be seen there."""
        return self.changed > LEAST_PIXELS and self.contrast >= LEAST_CONTRAST


def stops(reader: Reader, count: int) -> Iterator[Stop]:
    """Presses Tab so often. Yields the stops."""
    reader.order("listen")
    reader.order("heard")
    before = _screenshot(reader)
    for _ in range(count):
        reader.at.key("Tab")
        yield _stop(reader, _focused(reader), before)
        before = _screenshot(reader)


def _focused(reader: Reader) -> dict[str, Any]:
    """Returns the next event that tells of a focus."""
    heard: list[dict[str, Any]] = []

    def has_moved() -> bool:
        heard.extend(one for one in reader.order("heard") if "focused" in one["type"] and one["on"])
        return bool(heard)

    reader.at.wait(has_moved)
    return heard[-1]


def _stop(reader: Reader, focused: dict[str, Any], before: Image.Image) -> Stop:
    """Returns a stop once its focus is painted, or as it is after a while."""
    left, top, width, height = focused["place"]
    box = (max(0, left - MARGIN), max(0, top - MARGIN), left + width + MARGIN, top + height + MARGIN)
    name, found = f"{focused['role']} {focused['name']}", list[Stop]()

    def look() -> bool:
        found[:] = [_compared(name, before.crop(box), _screenshot(reader).crop(box))]
        return found[0].is_seen

    with contextlib.suppress(AssertionError):  # what is never seen is returned as such
        reader.at.wait(look, PAINTED_WITHIN_S)
    return found[0]


def _screenshot(reader: Reader) -> Image.Image:
    return Image.open(io.BytesIO(reader.at.picture())).convert("RGB")


def _compared(name: str, before: Image.Image, now: Image.Image) -> Stop:
    changed = ImageChops.difference(before, now).convert("L").point(lambda value: 255 if value else 0)
    pairs = {
        (old, new)
        for old, new, is_changed in zip(_pixels(before), _pixels(now), changed.tobytes(), strict=True)
        if is_changed
    }
    contrast = max((_contrast(old, new) for old, new in pairs), default=1.0)
    return Stop(name, changed.histogram()[255], contrast)


def _contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    """Returns the contrast of two colours by WCAG."""
    dark, bright = sorted((_luminance(first), _luminance(second)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: tuple[int, int, int]) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.03928 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    data = image.tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))
