"""A shot: what one screen showed at one moment, and where its windows were."""

from dataclasses import dataclass

from desktop.core.geometry.rect import Area, Point
from desktop.core.image.pixel_buffer import Pixels


@dataclass(frozen=True, slots=True)
class Shot:
    """`pixels` are the screen's own; `windows` in these pixels, the topmost first; `screen` is Qt's name of it."""

    screen: str
    pixels: Pixels
    windows: tuple[Area, ...] = ()

    @property
    def whole(self) -> Area:
        return Area(0, 0, self.pixels.width, self.pixels.height)

    def window_at(self, point: Point) -> Area | None:
        """The part of the topmost window under a point that is on this screen; the point is in these pixels."""
        for window in self.windows:
            if window.holds(point):
                return window.within(self.whole)
        return None
