"""The stops of the Tab key: who has the focus, and how much of its place changed on the screen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

from tests.x11.reader.reading import Node, Reader

LEAST_PIXELS, LEAST_CONTRAST = 20, 3.0
MARGIN = 4  # pixels around a control, where its frame may be


@dataclass(frozen=True)
class Stop:
    """A stop, and the highest contrast between a pixel there before and after; `changed` is the number of them."""

    node: Node
    changed: int
    contrast: float

    @property
    def is_seen(self) -> bool:
        """True if the focus can be seen there."""
        return self.changed > LEAST_PIXELS and self.contrast >= LEAST_CONTRAST

    def __str__(self) -> str:
        return f"{self.node.role} {self.node.name!r}: {self.changed} pixels, {self.contrast:.1f}"


def stops(reader: Reader, count: int) -> Iterator[Stop]:
    """Presses Tab so often. Yields the stops."""
    before = _screenshot(reader)
    for _ in range(count):
        last = _focused(reader)
        reader.at.key("Tab")
        found: list[Node] = []

        def moved(last: Node | None = last, found: list[Node] = found) -> bool:
            node = _focused(reader)
            found[:] = [node] if node is not None and (last is None or node.path != last.path) else []
            return bool(found)

        reader.at.wait(moved)
        now = _screenshot(reader)
        left, top, width, height = found[0].place
        box = (max(0, left - MARGIN), max(0, top - MARGIN), left + width + MARGIN, top + height + MARGIN)
        yield _stop(found[0], before.crop(box), now.crop(box))
        before = now


def _screenshot(reader: Reader) -> Image.Image:
    return Image.open(io.BytesIO(reader.at.picture())).convert("RGB")


def _focused(reader: Reader) -> Node | None:
    """Returns what has the focus: the innermost, but not an item of a list."""
    nodes = [node for node in reader.tree() if {"focused", "showing"} <= node.states and "list item" not in node.role]
    named = [node for node in nodes if node.name]
    return named[-1] if named else None


def _stop(node: Node, before: Image.Image, now: Image.Image) -> Stop:
    changed = ImageChops.difference(before, now).convert("L").point(lambda value: 255 if value else 0)
    pairs = {
        (old, new)
        for old, new, is_changed in zip(_pixels(before), _pixels(now), changed.tobytes(), strict=True)
        if is_changed
    }
    contrast = max((_contrast(old, new) for old, new in pairs), default=1.0)
    return Stop(node, changed.histogram()[255], contrast)


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
