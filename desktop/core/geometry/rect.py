"""Rectangles and points in pixels. A point lies on the edges between pixels, so that turning and cropping are exact.

A rectangle is half open: `right` and `bottom` are the first column and row outside it. One without width and height
is a point.
"""

import math
from dataclasses import dataclass

Size = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of whole pixels, its corners in order."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def from_corners(cls, first: Point, second: Point) -> "Rect":
        """Returns the pixels that a rectangle with these opposite corners touches at all."""
        (x1, y1), (x2, y2) = first, second
        return cls(math.floor(min(x1, x2)), math.floor(min(y1, y2)), math.ceil(max(x1, x2)), math.ceil(max(y1, y2)))

    @classmethod
    def from_size(cls, size: Size) -> "Rect":
        """Returns the whole of an image of `size`."""
        return cls(0, 0, *size)

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def size(self) -> Size:
        return self.width, self.height

    @property
    def is_empty(self) -> bool:
        """True if it contains no pixel."""
        return self.width <= 0 or self.height <= 0

    @property
    def is_point(self) -> bool:
        return self.width == 0 and self.height == 0

    @property
    def center(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> tuple[Point, Point]:
        """Top left and bottom right."""
        return (self.left, self.top), (self.right, self.bottom)

    def intersection(self, other: "Rect") -> "Rect":
        """Returns the common part, which is empty where the two do not meet."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(left, top, max(left, right), max(top, bottom))

    def subtracted(self, other: "Rect") -> tuple["Rect", ...]:
        """Returns the part outside `other`, in at most four pieces."""
        inner = self.intersection(other)
        if inner.is_empty:
            return () if self.is_empty else (self,)
        pieces = (
            Rect(self.left, self.top, self.right, inner.top),
            Rect(self.left, inner.top, inner.left, inner.bottom),
            Rect(inner.right, inner.top, self.right, inner.bottom),
            Rect(self.left, inner.bottom, self.right, self.bottom),
        )
        return tuple(piece for piece in pieces if not piece.is_empty)

    def expanded(self, by: int) -> "Rect":
        """Returns the rectangle grown by so many pixels on every side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, across: int, down: int) -> "Rect":
        """Returns the rectangle moved right and down by so many pixels."""
        return Rect(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def moved_inside(self, size: Size) -> "Rect":
        """Returns the rectangle moved into an image of `size`; it is cut only where it is larger than that."""
        width, height = min(self.width, size[0]), min(self.height, size[1])
        left = max(0, min(self.left, size[0] - width))
        top = max(0, min(self.top, size[1] - height))
        return Rect(left, top, left + width, top + height)

    def contains(self, point: Point, reach: float = 0.0) -> bool:
        """Returns True if `point` is inside, or not further than `reach` outside."""
        x, y = point
        return self.left - reach <= x <= self.right + reach and self.top - reach <= y <= self.bottom + reach

    def scaled(self, across: float, down: float) -> "Rect":
        """Returns the pixels that it touches after scaling by these factors; a point stays a point."""
        if self.is_point:
            x, y = round(self.left * across), round(self.top * down)
            return Rect(x, y, x, y)
        return Rect.from_corners((self.left * across, self.top * down), (self.right * across, self.bottom * down))


def rounded_point(point: Point) -> Point:
    """Returns the point moved to the nearest corner of a pixel."""
    return float(round(point[0])), float(round(point[1]))


def rotate_point(point: Point, quarters: int, size: Size) -> Point:
    """Returns the position of a point of an image of `size` after so many clockwise quarter turns."""
    (x, y), (width, height) = point, size
    for _ in range(quarters % 4):
        x, y, width, height = height - y, x, height, width
    return x, y


def rotate_size(size: Size, quarters: int) -> Size:
    """Returns the size of an image after so many quarter turns."""
    return size if quarters % 2 == 0 else (size[1], size[0])
