"""Hit tests: the annotation or the handle at a point. Points and distances are view pixels."""

import math

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.registry import Annotation, drag_handles, hit_test, transform
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.rect import Point
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.change import CROP_ID


def annotation_at(image: AnnotatedImage, point: Point, reach: float) -> Annotation | None:
    """The topmost annotation that a click at `point` hits; a miss by up to `reach` still counts."""
    frame = image.view
    unit = unit_of(frame.size)
    for annotation in reversed(image.annotations):
        if hit_test(transform(annotation, frame.to_view), point, unit, reach):
            return annotation
    return None


def crop_handles(image: AnnotatedImage) -> tuple[Point, ...]:
    """The corners of the crop, clockwise from the top left, in the uncropped view."""
    return drag_handles(Box(CROP_ID, image.uncropped_view.rect_to_view(image.view.crop)))


def resize_handles(annotation: Annotation, frame: ViewTransform) -> tuple[tuple[int, Point], ...]:
    """The indexes and positions of the handles that are offered. A number's first corner is covered by its badge."""
    handles = tuple(enumerate(drag_handles(transform(annotation, frame.to_view))))
    return handles[1:] if isinstance(annotation, NumberBadge) else handles


def resize_handle_at(annotation: Annotation, frame: ViewTransform, point: Point, reach: float) -> int | None:
    """The index of the annotation's handle at `point`, if there is one."""
    handles = resize_handles(annotation, frame)
    return next((index for index, handle in handles if math.dist(handle, point) <= reach), None)


def crop_handle_at(image: AnnotatedImage, point: Point, reach: float) -> int | None:
    """The index of the crop's corner at `point`, if there is one."""
    handles = enumerate(crop_handles(image))
    return next((index for index, handle in handles if math.dist(handle, point) <= reach), None)
