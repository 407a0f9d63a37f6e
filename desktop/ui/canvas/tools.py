"""The tools: a gesture on the canvas → a new Sheet. No Qt; points are in the shown pixels of the gesture's frame.

A gesture is made when the mouse goes down (or the keyboard places something), asked for its sheet at every move, which
is only a preview, and once more at the end, which is the edit.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.geometry.rect import Area, Point
from desktop.core.geometry.view_transform import Frame
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import (
    Arrow,
    Box,
    Mark,
    Note,
    Number,
    Redaction,
    Stroke,
    handles,
    hit,
    mapped,
    moved,
    pulled,
    simplified,
    unit_of,
)
from desktop.core.untrusted_text import new_id

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
    REDACT = "R"


STEP_NAMES = {
    Tool.NUMBER: "Number",
    Tool.BOX: "Box",
    Tool.ARROW: "Arrow",
    Tool.PEN: "Stroke",
    Tool.NOTE: "Text",
    Tool.REDACT: "Redact",
}
MARK_WORDS: dict[type[Mark], str] = {  # as a screen reader says them
    Number: "Number",
    Box: "Box",
    Arrow: "Arrow",
    Stroke: "Stroke",
    Note: "Note",
    Redaction: "Redaction",
}


@dataclass(frozen=True, slots=True)
class Gesture:
    """From `start` on, in `frame`. `name` is what undo will call it; `mark_id` what is chosen after it."""

    sheet: Sheet
    frame: Frame
    start: Point
    name: str
    mark_id: str = ""

    def sheet_at(self, point: Point, even: bool = False) -> Sheet:
        """The sheet if the gesture ended at `point`; `even` is for squares and for arrows at multiples of 45°."""
        raise NotImplementedError

    def beyond(self, point: Point, least: float) -> bool:
        """Whether it has gone further than a click does."""
        return math.dist(self.start, point) >= least

    def words_at(self, point: Point) -> str:
        """Coordinates and size, in picture pixels."""
        x, y = map(round, self.frame.picture(point))
        first = self.frame.picture(self.start)
        return f"{x}, {y}   {abs(x - round(first[0]))} × {abs(y - round(first[1]))}"


@dataclass(frozen=True, slots=True)
class Drawing(Gesture):
    """A new mark of the tool's kind, from corner to corner or along the way."""

    tool: Tool = Tool.BOX
    colour: str = ""
    number: int = 1
    way: tuple[Point, ...] = ()

    def sheet_at(self, point: Point, even: bool = False) -> Sheet:
        return self.sheet.marked(mapped(self._shown(point, even), self.frame.picture))

    def along(self, point: Point) -> "Drawing":
        """The pen has come to `point`."""
        return replace(self, way=(*self.way, point))

    def _shown(self, point: Point, even: bool) -> Mark:
        if self.tool is Tool.PEN:
            way = simplified((self.start, *self.way, point), unit_of(self.frame.size) * 0.3)
            return Stroke(self.mark_id, way, self.colour)
        if self.tool is Tool.ARROW:
            return Arrow(self.mark_id, self.start, _on_compass(self.start, point) if even else point, self.colour)
        area = Area.between(self.start, _squared(self.start, point) if even else point)
        area = area.within(Area.whole(self.frame.size)) if self.tool is Tool.REDACT else area
        if self.tool is Tool.REDACT:
            return Redaction(self.mark_id, area)
        if self.tool is Tool.NUMBER:
            if point == self.start:  # a click is a point
                x, y = round(point[0]), round(point[1])
                area = Area(x, y, x, y)
            return Number(self.mark_id, area, self.number, self.colour)
        return Box(self.mark_id, area, self.colour)


@dataclass(frozen=True, slots=True)
class Moving(Gesture):
    """A mark taken elsewhere."""

    def sheet_at(self, point: Point, even: bool = False) -> Sheet:
        mark = self.sheet.mark(self.mark_id)
        assert mark is not None
        (x1, y1), (x2, y2) = self.frame.picture(self.start), self.frame.picture(point)
        return self.sheet.marked(moved(mark, round(x2 - x1), round(y2 - y1)))


@dataclass(frozen=True, slots=True)
class Pulling(Gesture):
    """A mark resized by one of its handles."""

    handle: int = 0

    def sheet_at(self, point: Point, even: bool = False) -> Sheet:
        mark = self.sheet.mark(self.mark_id)
        assert mark is not None
        shown = mapped(mark, self.frame.shown)
        return self.sheet.marked(mapped(pulled(shown, self.handle, point), self.frame.picture))


@dataclass(frozen=True, slots=True)
class Cropping(Gesture):
    """A new crop from corner to corner; the one there moved (`handle` -1), or pulled by a handle."""

    handle: int | None = None

    def sheet_at(self, point: Point, even: bool = False) -> Sheet:
        if self.handle is None:
            area = Area.between(self.start, _squared(self.start, point) if even else point)
        else:
            area = self.frame.shown_area(self.sheet.frame.crop)
            if self.handle < 0:
                by = round(point[0] - self.start[0]), round(point[1] - self.start[1])
                area = area.moved(*by).inside(self.frame.size)
            else:
                held = pulled(Box(CROP_ID, area), self.handle, point)
                assert isinstance(held, Box)
                area = held.area
        return self.sheet.cropped(self.frame.picture_area(area))


def _squared(start: Point, point: Point) -> Point:
    side = max(abs(point[0] - start[0]), abs(point[1] - start[1]))
    return start[0] + math.copysign(side, point[0] - start[0]), start[1] + math.copysign(side, point[1] - start[1])


def _on_compass(start: Point, point: Point) -> Point:
    """`point` moved to the nearest of eight directions from `start`."""
    angle = round(math.atan2(point[1] - start[1], point[0] - start[0]) / (math.pi / 4)) * (math.pi / 4)
    length = math.dist(start, point)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


# what a press means


def crop_handles(sheet: Sheet) -> tuple[Point, ...]:
    """The corners of the crop in the uncropped frame."""
    return handles(Box(CROP_ID, sheet.uncropped.shown_area(sheet.frame.crop)))


def mark_at(sheet: Sheet, point: Point, reach: float) -> Mark | None:
    """The topmost mark that a click at `point` (shown pixels) means; `reach` is how far beside is still meant."""
    frame = sheet.frame
    unit = unit_of(frame.size)
    for mark in reversed(sheet.marks):
        if hit(mapped(mark, frame.shown), point, unit, reach):
            return mark
    return None


def grips(mark: Mark, frame: Frame) -> tuple[tuple[int, Point], ...]:
    """The handles that are offered, with their numbers, in shown pixels. A number's own corner shows the number."""
    found = tuple(enumerate(handles(mapped(mark, frame.shown))))
    return found[1:] if isinstance(mark, Number) else found


def grip_at(mark: Mark, frame: Frame, point: Point, reach: float) -> int | None:
    """The handle of the mark at `point`."""
    return next((at for at, each in grips(mark, frame) if math.dist(each, point) <= reach), None)


def handle_at(points: tuple[Point, ...], point: Point, reach: float) -> int | None:
    """The handle at `point`."""
    return next((at for at, each in enumerate(points) if math.dist(each, point) <= reach), None)


@dataclass(frozen=True, slots=True)
class Hand:
    """What the user holds: the tool, its colour, the number that comes next, the mark that is chosen."""

    tool: Tool = Tool.CHOOSE
    colour: str = ""
    number: int = 1
    chosen: str = ""


def begun(sheet: Sheet, hand: Hand, point: Point, reach: float) -> Gesture | None:
    """The gesture that a press at `point` begins; None when it only changes what is chosen."""
    frame = sheet.uncropped if hand.tool is Tool.CROP else sheet.frame
    if hand.tool is Tool.CROP:
        held = handle_at(crop_handles(sheet), point, reach) if sheet.crop else None
        if held is None and sheet.crop and frame.shown_area(sheet.crop).holds(point):
            held = -1
        return Cropping(sheet, frame, point, "Crop", CROP_ID, held)
    chosen = sheet.mark(hand.chosen)
    if chosen is not None:
        held = grip_at(chosen, frame, point, reach)
        if held is not None:
            return Pulling(sheet, frame, point, "Resize mark", chosen.id, held)
    if hand.tool is Tool.CHOOSE:
        mark = mark_at(sheet, point, reach)
        if mark is None or (isinstance(mark, Redaction) and mark is not chosen):
            return None  # a cover is chosen before it moves: what it hides must not come out by a slip of the hand
        return Moving(sheet, frame, point, "Move mark", mark.id)
    if hand.tool is Tool.NOTE or not Area.whole(frame.size).holds(point):
        return None  # beside the picture nothing can be marked
    name = STEP_NAMES[hand.tool]
    return Drawing(sheet, frame, point, name, new_id(), hand.tool, hand.colour, hand.number)


def placed_by_keyboard(sheet: Sheet, hand: Hand, view: Area) -> tuple[Gesture, Point]:
    """A gesture with its end, in the middle of what is in view (shown pixels): what Enter does with a tool."""
    x, y = view.middle
    across, down = max(8.0, view.width / 8), max(8.0, view.height / 12)
    start, end = (x - across, y - down), (x + across, y + down)
    gesture = begun(sheet, replace(hand, chosen=""), start, 0.0)
    assert gesture is not None
    if hand.tool is Tool.CROP:
        gesture = Cropping(sheet, sheet.uncropped, start, "Crop", CROP_ID)
    return gesture, end


def nudged(sheet: Sheet, hand: Hand, across: int, down: int, resize: bool) -> tuple[str, Sheet]:
    """The step's name and the sheet after the arrow keys moved what is chosen by so many shown pixels; with `resize`
    only its far corner. With the crop tool that is the crop.
    """
    if hand.tool is Tool.CROP:
        frame = sheet.uncropped
        area = frame.shown_area(sheet.frame.crop)
        if resize:
            area = replace(area, right=area.right + across, bottom=area.bottom + down)
        else:
            area = area.moved(across, down).inside(frame.size)
        return "Crop", sheet.cropped(frame.picture_area(area))
    frame, mark = sheet.frame, sheet.mark(hand.chosen)
    assert mark is not None
    shown = mapped(mark, frame.shown)
    corners = handles(shown)
    if not resize or not corners:
        return "Move mark", sheet.marked(mapped(moved(shown, across, down), frame.picture))
    far = len(corners) // 2
    x, y = corners[far]
    return "Resize mark", sheet.marked(mapped(pulled(shown, far, (x + across, y + down)), frame.picture))
