"""Gestures that change something existing: moving or resizing an annotation, and the crop."""

from dataclasses import dataclass

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.registry import drag_handle, transform, translate
from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.gesture import GestureStart, squared

CROP_ID = "crop"  # in the place of an annotation's id


@dataclass(frozen=True, slots=True)
class MoveGesture(GestureStart):
    """Moves an annotation."""

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`; `even` makes no difference."""
        annotation = self.image.annotation(self.annotation_id)
        assert annotation is not None
        (x1, y1), (x2, y2) = self.frame.to_image(self.start), self.frame.to_image(point)
        return self.image.with_annotation(translate(annotation, round(x2 - x1), round(y2 - y1)))


@dataclass(frozen=True, slots=True)
class ResizeGesture(GestureStart):
    """Resizes an annotation by the handle of that index (see `drag_handles` in core)."""

    handle: int

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`; `even` makes no difference."""
        annotation = self.image.annotation(self.annotation_id)
        assert annotation is not None
        shown = transform(annotation, self.frame.to_view)
        return self.image.with_annotation(transform(drag_handle(shown, self.handle, point), self.frame.to_image))


@dataclass(frozen=True, slots=True)
class CropGesture(GestureStart):
    """Draws a new crop from corner to corner; its frame is the uncropped view."""

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`; `even` asks for a square."""
        rect = Rect.from_corners(self.start, squared(self.start, point) if even else point)
        return self.image.cropped(self.frame.rect_to_image(rect))


@dataclass(frozen=True, slots=True)
class CropMoveGesture(GestureStart):
    """Moves the crop within the image."""

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`; `even` makes no difference."""
        across, down = round(point[0] - self.start[0]), round(point[1] - self.start[1])
        rect = self.frame.rect_to_view(self.image.view.crop).moved(across, down).moved_inside(self.frame.size)
        return self.image.cropped(self.frame.rect_to_image(rect))


@dataclass(frozen=True, slots=True)
class CropResizeGesture(GestureStart):
    """Resizes the crop by the corner of that index, clockwise from the top left."""

    handle: int

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`; `even` makes no difference."""
        crop = Box(CROP_ID, self.frame.rect_to_view(self.image.view.crop))
        resized = drag_handle(crop, self.handle, point)
        assert isinstance(resized, Box)
        return self.image.cropped(self.frame.rect_to_image(resized.rect))
