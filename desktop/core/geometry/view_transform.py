"""The frame: how a sheet's picture is shown, as a mapping between two kinds of pixels and back.

*Picture pixels* are those of the picture as it came, upright. *Shown pixels* are what is seen and sent at full size:
cropped, then turned. Marks are kept in picture pixels, so that no crop and no turn ever changes them.
"""

from dataclasses import dataclass

from desktop.core.geometry.rect import Area, Point, Size, turned, turned_size


@dataclass(frozen=True, slots=True)
class Frame:
    """`crop` in picture pixels, shown after `turn` quarter turns clockwise."""

    crop: Area
    turn: int = 0

    @property
    def size(self) -> Size:
        """Width and height in shown pixels."""
        return turned_size(self.crop.size, self.turn)

    def shown(self, point: Point) -> Point:
        """Picture pixels → shown pixels."""
        return turned((point[0] - self.crop.left, point[1] - self.crop.top), self.turn, self.crop.size)

    def picture(self, point: Point) -> Point:
        """Shown pixels → picture pixels."""
        x, y = turned(point, -self.turn, self.size)
        return x + self.crop.left, y + self.crop.top

    def shown_area(self, area: Area) -> Area:
        """An area of the picture as it is shown, cut off nowhere."""
        first, second = area.corners
        return Area.between(self.shown(first), self.shown(second))

    def picture_area(self, area: Area) -> Area:
        """A shown area, in picture pixels."""
        first, second = area.corners
        return Area.between(self.picture(first), self.picture(second))
