"""The tools: a gesture on the canvas → a new Sheet. No Qt; points are in the shown pixels of the gesture's frame.

A gesture is made when the mouse goes down (or the keyboard places something), asked for its sheet at every move, which
is only a preview, and once more at the end, which is the edit.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.registry import (
    Annotation,
    drag_handle,
    drag_handles,
    hit_test,
    kind_of,
    transform,
    translate,
)
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.polyline import simplify_polyline
from desktop.core.geometry.rect import Point, Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage

CROP_ID = "crop"


class Tool(StrEnum):
    """What the mouse does; the value is its key."""

    CHOOSE = "V"
    CROP = "C"
    NUMBER = "N"
    BOX = "B"
    ARROW = "A"
    PEN = "P"
    NOTE = "T"
    HIGHLIGHT = "H"
    REDACT = "R"


STEP_NAMES = {
    Tool.NUMBER: "Number",
    Tool.BOX: "Box",
    Tool.ARROW: "Arrow",
    Tool.PEN: "Stroke",
    Tool.NOTE: "Text",
    Tool.HIGHLIGHT: "Highlight",
    Tool.REDACT: "Redact",
}


@dataclass(frozen=True, slots=True)
class Gesture:
    """From `start` on, in `frame`. `name` is what undo will call it; `mark_id` what is chosen after it."""

    image: AnnotatedImage
    frame: ViewTransform
    start: Point
    name: str
    mark_id: str = ""

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The sheet if the gesture ended at `point`; `even` is for squares and for arrows at multiples of 45°."""
        raise NotImplementedError

    def beyond(self, point: Point, least: float) -> bool:
        """Whether it has gone further than a click does."""
        return math.dist(self.start, point) >= least

    def words_at(self, point: Point) -> str:
        """Coordinates and size, in picture pixels."""
        x, y = map(round, self.frame.to_image(point))
        first = self.frame.to_image(self.start)
        return f"{x}, {y}   {abs(x - round(first[0]))} × {abs(y - round(first[1]))}"


@dataclass(frozen=True, slots=True)
class DrawGesture(Gesture):
    """A new mark of the tool's kind, from corner to corner or along the way."""

    tool: Tool = Tool.BOX
    color: str = ""
    number: int = 1
    way: tuple[Point, ...] = ()

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        return self.image.with_annotation(transform(self._shown(point, even), self.frame.to_image))

    def along(self, point: Point) -> "DrawGesture":
        """The pen has come to `point`."""
        return replace(self, way=(*self.way, point))

    def _shown(self, point: Point, even: bool) -> Annotation:
        if self.tool is Tool.PEN:
            way = simplify_polyline((self.start, *self.way, point), unit_of(self.frame.size) * 0.3)
            return FreehandStroke(self.mark_id, way, self.color)
        if self.tool is Tool.ARROW:
            return Arrow(self.mark_id, self.start, _on_compass(self.start, point) if even else point, self.color)
        rect = Rect.from_corners(self.start, _squared(self.start, point) if even else point)
        if self.tool is Tool.REDACT:
            return Redaction(self.mark_id, rect.intersection(Rect.from_size(self.frame.size)))
        if self.tool is Tool.HIGHLIGHT:
            return Highlight(self.mark_id, rect.intersection(Rect.from_size(self.frame.size)), self.color)
        if self.tool is Tool.NUMBER:
            if point == self.start:  # a click is a point
                x, y = round(point[0]), round(point[1])
                rect = Rect(x, y, x, y)
            return NumberBadge(self.mark_id, rect, self.number, self.color)
        return Box(self.mark_id, rect, self.color)


@dataclass(frozen=True, slots=True)
class MoveGesture(Gesture):
    """A mark taken elsewhere."""

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        annotation = self.image.annotation(self.mark_id)
        assert annotation is not None
        (x1, y1), (x2, y2) = self.frame.to_image(self.start), self.frame.to_image(point)
        return self.image.with_annotation(translate(annotation, round(x2 - x1), round(y2 - y1)))


@dataclass(frozen=True, slots=True)
class ResizeGesture(Gesture):
    """A mark resized by one of its handles."""

    handle: int = 0

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        annotation = self.image.annotation(self.mark_id)
        assert annotation is not None
        shown = transform(annotation, self.frame.to_view)
        return self.image.with_annotation(transform(drag_handle(shown, self.handle, point), self.frame.to_image))


@dataclass(frozen=True, slots=True)
class CropGesture(Gesture):
    """A new crop from corner to corner; the one there moved (`handle` -1), or pulled by a handle."""

    handle: int | None = None

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        if self.handle is None:
            rect = Rect.from_corners(self.start, _squared(self.start, point) if even else point)
        else:
            rect = self.frame.rect_to_view(self.image.view.crop)
            if self.handle < 0:
                by = round(point[0] - self.start[0]), round(point[1] - self.start[1])
                rect = rect.moved(*by).moved_inside(self.frame.size)
            else:
                held = drag_handle(Box(CROP_ID, rect), self.handle, point)
                assert isinstance(held, Box)
                rect = held.rect
        return self.image.cropped(self.frame.rect_to_image(rect))


def _squared(start: Point, point: Point) -> Point:
    side = max(abs(point[0] - start[0]), abs(point[1] - start[1]))
    return start[0] + math.copysign(side, point[0] - start[0]), start[1] + math.copysign(side, point[1] - start[1])


def _on_compass(start: Point, point: Point) -> Point:
    """`point` moved to the nearest of eight directions from `start`."""
    angle = round(math.atan2(point[1] - start[1], point[0] - start[0]) / (math.pi / 4)) * (math.pi / 4)
    length = math.dist(start, point)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


# what a press means


def crop_handles(image: AnnotatedImage) -> tuple[Point, ...]:
    """The corners of the crop in the uncropped frame."""
    return drag_handles(Box(CROP_ID, image.uncropped_view.rect_to_view(image.view.crop)))


def annotation_at(image: AnnotatedImage, point: Point, reach: float) -> Annotation | None:
    """The topmost mark that a click at `point` (shown pixels) means; `reach` is how far beside is still meant."""
    frame = image.view
    unit = unit_of(frame.size)
    for annotation in reversed(image.annotations):
        if hit_test(transform(annotation, frame.to_view), point, unit, reach):
            return annotation
    return None


def resize_grips(annotation: Annotation, frame: ViewTransform) -> tuple[tuple[int, Point], ...]:
    """The handles that are offered, with their numbers, in shown pixels. A number's own corner shows the number."""
    found = tuple(enumerate(drag_handles(transform(annotation, frame.to_view))))
    return found[1:] if isinstance(annotation, NumberBadge) else found


def grip_at(annotation: Annotation, frame: ViewTransform, point: Point, reach: float) -> int | None:
    """The handle of the mark at `point`."""
    return next((at for at, each in resize_grips(annotation, frame) if math.dist(each, point) <= reach), None)


def handle_at(points: tuple[Point, ...], point: Point, reach: float) -> int | None:
    """The handle at `point`."""
    return next((at for at, each in enumerate(points) if math.dist(each, point) <= reach), None)


@dataclass(frozen=True, slots=True)
class ToolState:
    """What the user holds: the tool, its colour, the number that comes next, the mark that is chosen."""

    tool: Tool = Tool.CHOOSE
    color: str = ""
    number: int = 1
    chosen: str = ""


def begin_gesture(image: AnnotatedImage, hand: ToolState, point: Point, reach: float) -> Gesture | None:
    """The gesture that a press at `point` begins; None when it only changes what is chosen."""
    frame = image.uncropped_view if hand.tool is Tool.CROP else image.view
    if hand.tool is Tool.CROP:
        held = handle_at(crop_handles(image), point, reach) if image.crop else None
        if held is None and image.crop and frame.rect_to_view(image.crop).contains(point):
            held = -1
        return CropGesture(image, frame, point, "Crop", CROP_ID, held)
    chosen = image.annotation(hand.chosen)
    if chosen is not None:
        held = grip_at(chosen, frame, point, reach)
        if held is not None:
            return ResizeGesture(image, frame, point, "Resize mark", chosen.id, held)
    if hand.tool is Tool.CHOOSE:
        annotation = annotation_at(image, point, reach)
        if annotation is None or (kind_of(annotation).hit_by_area and annotation is not chosen):
            return None  # a cover is chosen before it moves: what it hides must not come out by a slip of the hand
        return MoveGesture(image, frame, point, "Move mark", annotation.id)
    if hand.tool is Tool.NOTE or not Rect.from_size(frame.size).contains(point):
        return None  # beside the picture nothing can be marked
    name = STEP_NAMES[hand.tool]
    return DrawGesture(image, frame, point, name, new_id(), hand.tool, hand.color, hand.number)


def place_by_keyboard(image: AnnotatedImage, hand: ToolState, view: Rect) -> tuple[Gesture, Point]:
    """A gesture with its end, in the middle of what is in view (shown pixels): what Enter does with a tool."""
    x, y = view.center
    across, down = max(8.0, view.width / 8), max(8.0, view.height / 12)
    start, end = (x - across, y - down), (x + across, y + down)
    gesture = begin_gesture(image, replace(hand, chosen=""), start, 0.0)
    assert gesture is not None
    if hand.tool is Tool.CROP:
        gesture = CropGesture(image, image.uncropped_view, start, "Crop", CROP_ID)
    return gesture, end


def nudge(image: AnnotatedImage, hand: ToolState, across: int, down: int, resize: bool) -> tuple[str, AnnotatedImage]:
    """The step's name and the sheet after the arrow keys moved what is chosen by so many shown pixels; with `resize`
    only its far corner. With the crop tool that is the crop.
    """
    if hand.tool is Tool.CROP:
        frame = image.uncropped_view
        rect = frame.rect_to_view(image.view.crop)
        if resize:
            rect = replace(rect, right=rect.right + across, bottom=rect.bottom + down)
        else:
            rect = rect.moved(across, down).moved_inside(frame.size)
        return "Crop", image.cropped(frame.rect_to_image(rect))
    frame, annotation = image.view, image.annotation(hand.chosen)
    assert annotation is not None
    shown = transform(annotation, frame.to_view)
    corners = drag_handles(shown)
    if not resize or not corners:
        return "Move mark", image.with_annotation(transform(translate(shown, across, down), frame.to_image))
    far = len(corners) // 2
    x, y = corners[far]
    return "Resize mark", image.with_annotation(
        transform(drag_handle(shown, far, (x + across, y + down)), frame.to_image)
    )
