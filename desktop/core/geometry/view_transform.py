"""The mapping between source pixels and view pixels.

*Source pixels* are those of the upright source image. *View pixels* are those that are seen, and sent at full size:
cropped, then turned. Annotations are stored in source pixels, so that neither a crop nor a turn changes them.
"""

from dataclasses import dataclass

from desktop.core.geometry.rect import Point, Rect, Size, rotate_point, rotate_size


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """Shows `crop` (source pixels) after `quarter_turns` clockwise."""

    crop: Rect
    quarter_turns: int = 0

    @property
    def size(self) -> Size:
        """Width and height in view pixels."""
        return rotate_size(self.crop.size, self.quarter_turns)

    def to_view(self, point: Point) -> Point:
        """Returns a point of the source in view pixels."""
        return rotate_point((point[0] - self.crop.left, point[1] - self.crop.top), self.quarter_turns, self.crop.size)

    def to_image(self, point: Point) -> Point:
        """Returns a point of the view in source pixels."""
        x, y = rotate_point(point, -self.quarter_turns, self.size)
        return x + self.crop.left, y + self.crop.top

    def rect_to_view(self, rect: Rect) -> Rect:
        """Returns a rectangle of the source in view pixels, even where it lies outside the view."""
        first, second = rect.corners
        return Rect.from_corners(self.to_view(first), self.to_view(second))

    def rect_to_image(self, rect: Rect) -> Rect:
        """Returns a rectangle of the view in source pixels."""
        first, second = rect.corners
        return Rect.from_corners(self.to_image(first), self.to_image(second))
