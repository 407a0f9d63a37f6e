"""The frame: how a sheet's picture is shown, as a mapping between two kinds of pixels and back.

*Picture pixels* are those of the picture as it came, upright. *Shown pixels* are what is seen and sent at full size:
cropped, then turned. Marks are kept in picture pixels, so that no crop and no turn ever changes them.
"""

from dataclasses import dataclass

from desktop.core.geometry.rect import Point, Rect, Size, rotate_point, rotate_size


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """`crop` in picture pixels, shown after `turn` quarter turns clockwise."""

    crop: Rect
    quarter_turns: int = 0

    @property
    def size(self) -> Size:
        """Width and height in shown pixels."""
        return rotate_size(self.crop.size, self.quarter_turns)

    def to_view(self, point: Point) -> Point:
        """Picture pixels → shown pixels."""
        return rotate_point((point[0] - self.crop.left, point[1] - self.crop.top), self.quarter_turns, self.crop.size)

    def to_image(self, point: Point) -> Point:
        """Shown pixels → picture pixels."""
        x, y = rotate_point(point, -self.quarter_turns, self.size)
        return x + self.crop.left, y + self.crop.top

    def rect_to_view(self, rect: Rect) -> Rect:
        """An area of the picture as it is shown, cut off nowhere."""
        first, second = rect.corners
        return Rect.from_corners(self.to_view(first), self.to_view(second))

    def rect_to_image(self, rect: Rect) -> Rect:
        """A shown area, in picture pixels."""
        first, second = rect.corners
        return Rect.from_corners(self.to_image(first), self.to_image(second))
