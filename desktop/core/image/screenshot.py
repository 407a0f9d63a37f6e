"""A screenshot of one screen, and the positions of its windows."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.pixel_buffer import PixelBuffer


class CaptureUse(StrEnum):
    """What becomes of a region: it goes into the window, into that of Quick ask, or only its text is read."""

    ASK = "ask"
    QUICK = "quick"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Screenshot:
    """`pixels` of the screen that Qt calls `screen`; `windows` in these pixels, the topmost first."""

    screen: str
    pixels: PixelBuffer
    windows: tuple[Rect, ...] = ()

    @property
    def whole(self) -> Rect:
        """The whole screen, in its pixels."""
        return Rect(0, 0, self.pixels.width, self.pixels.height)

    def window_at(self, point: Point) -> Rect | None:
        """Returns the part on this screen of the topmost window under `point` (in its pixels), or None."""
        for window in self.windows:
            if window.contains(point):
                return window.intersection(self.whole)
        return None


@dataclass(frozen=True, slots=True)
class TakenRegion:
    """The place of a region that was taken: the screen that Qt names so, its whole and the region in its own pixels."""

    screen: str
    whole: Rect
    rect: Rect
