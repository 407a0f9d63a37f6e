"""Marks on a picture: number, box, arrow, stroke, note, redaction. Plain values; geometry in picture pixels.

The same types, mapped into shown pixels, are what the canvas paints and what a click is tested against. All sizes come
from the *unit* of a frame, so that a mark looks the same on the canvas and in what is sent.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Area, Point, Size

COLOURS = ("#e0482e", "#d98a00", "#2e8b57", "#2f6fd0", "#8a4fc9", "#202020")
MOST_NUMBER = 50
BADGE_UNITS = 4.8  # a number's radius
NOTE_UNITS = 8.0  # a note's letters, in pixels of height


@dataclass(frozen=True, slots=True)
class Number:
    """A numbered mark: a point, or a box with its number at the top left corner."""

    id: str
    area: Area
    number: int
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around something."""

    id: str
    area: Area
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From `start` to its head at `end`."""

    id: str
    start: Point
    end: Point
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line drawn by hand."""

    id: str
    points: tuple[Point, ...]
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Note:
    """Words on the picture, their top left at `at`."""

    id: str
    at: Point
    text: str
    colour: str = COLOURS[0]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is under `area` is gone from everything that is made of the sheet."""

    id: str
    area: Area


Mark = Number | Box | Arrow | Stroke | Note | Redaction
Boxed = Number | Box | Redaction


def unit_of(size: Size) -> float:
    """The width of a mark's line, in pixels of a picture shown at `size`."""
    return max(2.0, max(size) / 480)


def mapped(mark: Mark, to: Callable[[Point], Point]) -> Mark:
    """The mark with every point of it moved."""
    if isinstance(mark, Boxed):
        first, second = mark.area.corners
        return replace(mark, area=Area.between(_whole(to(first)), _whole(to(second))))
    if isinstance(mark, Arrow):
        return replace(mark, start=_whole(to(mark.start)), end=_whole(to(mark.end)))
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple(_whole(to(point)) for point in mark.points))
    return replace(mark, at=_whole(to(mark.at)))


def moved(mark: Mark, across: float, down: float) -> Mark:
    """The mark elsewhere."""
    return mapped(mark, lambda point: (point[0] + across, point[1] + down))


def recoloured(mark: Mark, colour: str) -> Mark:
    """The mark in another colour. A redaction has none but its own."""
    return mark if isinstance(mark, Redaction) else replace(mark, colour=colour)


def _whole(point: Point) -> Point:
    return float(round(point[0])), float(round(point[1]))


# handles: the points by which a mark is resized


def handles(mark: Mark) -> tuple[Point, ...]:
    """Corners clockwise from the top left, or the two ends of an arrow; none where only moving makes sense."""
    if isinstance(mark, Arrow):
        return mark.start, mark.end
    if isinstance(mark, Boxed) and not mark.area.is_point:
        area = mark.area
        return (
            (area.left, area.top),
            (area.right, area.top),
            (area.right, area.bottom),
            (area.left, area.bottom),
        )
    return ()


def pulled(mark: Mark, handle: int, to: Point) -> Mark:
    """The mark with one of its handles at `to`; the opposite corner stays."""
    if isinstance(mark, Arrow):
        return replace(mark, start=_whole(to)) if handle == 0 else replace(mark, end=_whole(to))
    assert isinstance(mark, Boxed)
    return replace(mark, area=Area.between(_whole(handles(mark)[(handle + 2) % 4]), _whole(to)))


# where a mark is, for a click


def hit(mark: Mark, point: Point, unit: float, reach: float) -> bool:
    """Whether a click at `point` means this mark; all in shown pixels, `reach` is how far beside is still meant."""
    if isinstance(mark, Redaction):
        return mark.area.holds(point, reach)
    if isinstance(mark, Number):
        badge = math.dist(point, (mark.area.left, mark.area.top)) <= BADGE_UNITS * unit + reach
        return badge or (not mark.area.is_point and _on_edge(mark.area, point, unit + reach))
    if isinstance(mark, Box):
        return _on_edge(mark.area, point, unit + reach)
    if isinstance(mark, Arrow):
        return _distance(point, mark.start, mark.end) <= unit + reach
    if isinstance(mark, Stroke):
        pairs = zip(mark.points, mark.points[1:], strict=False)
        return any(_distance(point, first, second) <= unit + reach for first, second in pairs)
    return bounds(mark, unit).holds(point, reach)


def bounds(mark: Mark, unit: float) -> Area:
    """The area that the mark takes, its lines and badge included; a note's is an estimate."""
    if isinstance(mark, Redaction):
        return mark.area
    if isinstance(mark, Number):
        area, radius = mark.area.grown(math.ceil(unit)), math.ceil(BADGE_UNITS * unit) + 1
        left, top = mark.area.left - radius, mark.area.top - radius
        right, bottom = max(area.right, mark.area.left + radius), max(area.bottom, mark.area.top + radius)
        return Area(left, top, right, bottom)
    if isinstance(mark, Box):
        return mark.area.grown(math.ceil(unit))
    if isinstance(mark, Note):
        height = NOTE_UNITS * unit
        width = sum(height * (1.0 if ord(letter) > 0x2E7F else 0.62) for letter in mark.text) + height
        return Area.between(mark.at, (mark.at[0] + width, mark.at[1] + height * 1.5))
    points = (mark.start, mark.end) if isinstance(mark, Arrow) else mark.points
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Area.between((min(xs), min(ys)), (max(xs), max(ys))).grown(math.ceil(5 * unit))


def _on_edge(area: Area, point: Point, reach: float) -> bool:
    return area.holds(point, reach) and not area.holds(point, -reach)


def _distance(point: Point, first: Point, second: Point) -> float:
    """From a point to the line between two others."""
    (px, py), (ax, ay), (bx, by) = point, first, second
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.dist(point, (ax + along * (bx - ax), ay + along * (by - ay)))


def simplified(points: tuple[Point, ...], within: float) -> tuple[Point, ...]:
    """A line without the points that lie within so many pixels of it (Ramer, Douglas and Peucker)."""
    if len(points) < 3:
        return points
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: _distance(points[at], points[first], points[last]))
        if _distance(points[far], points[first], points[last]) > within:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return tuple(points[at] for at in sorted(keep))
