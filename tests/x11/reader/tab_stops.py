"""The stops of the Tab key, as assistive technologies are told of them and as eyes see them."""

import contextlib
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from tests.x11.reader.reading import Reader

AROUND_PX = 4  # a frame may stand that close around the field that it belongs to
LEAST_PX, RATIO = 16, 3.0  # as in tests/ui/keys/test_focus_is_seen.py
SEEN_WITHIN_S, TOLD_WITHIN_S = 3.0, 10.0
MOST = 90


@dataclass(frozen=True)
class Stop:
    """What has the focus after a press of Tab, and how many pixels around it changed by a contrast of 3:1."""

    role: str
    name: str
    place: tuple[int, int, int, int]
    seen_px: int

    @property
    def is_seen(self) -> bool:
        """True if enough has changed to be noticed."""
        return self.seen_px >= LEAST_PX

    def is_same(self, other: "Stop") -> bool:
        """Returns True for the same stop, even if it was scrolled meanwhile."""
        return (self.role, self.name, self.place[2:]) == (other.role, other.name, other.place[2:])

    def __str__(self) -> str:
        return f"{self.role} {self.name!r} at {self.place}: {self.seen_px} px"


def screenshot(reader: Reader) -> Image.Image:
    """Returns what is on the screen."""
    return Image.open(io.BytesIO(reader.at.picture())).convert("RGB")


def luminance(image: Image.Image) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Returns the relative luminance of each pixel."""
    parts = np.asarray(image) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def changed_px(before: Image.Image, after: Image.Image, place: tuple[int, int, int, int]) -> int:
    """Returns how many pixels around a place differ by that contrast."""
    left, top, width, height = place
    box = (left - AROUND_PX, top - AROUND_PX, left + width + AROUND_PX, top + height + AROUND_PX)
    one, other = luminance(before.crop(box)), luminance(after.crop(box))
    ratio = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return int((ratio >= RATIO).sum())


def press(reader: Reader, key: str) -> Stop | None:
    """Presses a key that moves the focus. Returns where it is; None if nothing was told to have it."""
    before, count = screenshot(reader), reader.order("focused")["count"]
    reader.at.key(key)
    reports: list[dict[str, Any]] = []
    seen = [0]

    def is_told() -> bool:
        reports[:] = [reader.order("focused")]
        return bool(reports[0]["count"] > count)

    def is_seen() -> bool:
        is_told()  # of a list and its item the item comes last
        seen[0] = changed_px(before, screenshot(reader), tuple(reports[0]["place"]))
        return seen[0] >= LEAST_PX

    try:
        reader.at.wait(is_told, TOLD_WITHIN_S)
    except AssertionError:
        return None
    with contextlib.suppress(AssertionError):  # the stop tells how little was seen
        reader.at.wait(is_seen, SEEN_WITHIN_S)
    return Stop(reports[0]["role"], reports[0]["name"], tuple(reports[0]["place"]), seen[0])


def tab_stops(reader: Reader) -> list[Stop]:
    """Presses Tab until the focus is where it was before. Returns each stop once."""
    reader.order("follow")
    stops: list[Stop] = []
    for _ in range(MOST):
        stop = press(reader, "Tab")
        assert stop is not None, f"the focus was lost after {stops[-1] if stops else 'the first Tab'}"
        if stops and stop.is_same(stops[0]):
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not come back: {[str(stop) for stop in stops[-5:]]}")


def faulty_stops(stops: list[Stop], window: tuple[int, int, int, int]) -> list[str]:
    """Returns the stops that have no name, whose focus cannot be seen, or that are out of the window."""
    left, top, width, height = window
    found = []
    for stop in stops:
        x, y = stop.place[0] + stop.place[2] // 2, stop.place[1] + stop.place[3] // 2
        if not stop.name.strip():
            found.append(f"no name: {stop}")
        if not stop.is_seen:
            found.append(f"not seen: {stop}")
        if not (left <= x < left + width and top <= y < top + height):
            found.append(f"out of the window: {stop}")
    return found
