"""Facts that all gestures share: the image and the frame in which a drag began, and where.

A gesture is created when the mouse button goes down (or when the keyboard places something). It is asked for the edited
image at every move, as a preview, and once more at the end, as the edit. Points are view pixels of the gesture's frame.
"""

import math
from dataclasses import dataclass

from desktop.core.geometry.rect import Point
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage


@dataclass(frozen=True, slots=True)
class GestureStart:
    """The start of a gesture. `name` is the undo step; `annotation_id` is the annotation that is chosen afterwards."""

    image: AnnotatedImage
    frame: ViewTransform
    start: Point
    name: str
    annotation_id: str

    def is_drag(self, point: Point, least: float) -> bool:
        """Returns True if `point` is at least so many view pixels from the start, which a click does not reach."""
        return math.dist(self.start, point) >= least

    def label_at(self, point: Point) -> str:
        """The position of `point` and the size dragged so far, both in source pixels."""
        x, y = map(round, self.frame.to_image(point))
        first = self.frame.to_image(self.start)
        return f"{x}, {y}   {abs(x - round(first[0]))} × {abs(y - round(first[1]))}"


def squared(start: Point, point: Point) -> Point:
    """`point` moved so that it spans a square with `start`."""
    side = max(abs(point[0] - start[0]), abs(point[1] - start[1]))
    return start[0] + math.copysign(side, point[0] - start[0]), start[1] + math.copysign(side, point[1] - start[1])


def snapped_to_45_degrees(start: Point, point: Point) -> Point:
    """`point` rotated about `start` to the nearest multiple of 45°."""
    angle = round(math.atan2(point[1] - start[1], point[0] - start[0]) / (math.pi / 4)) * (math.pi / 4)
    length = math.dist(start, point)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)
