"""Marks on a picture: number, box, arrow, stroke, note, redaction. Plain values; geometry in picture pixels.

The same types, mapped into shown pixels, are what the canvas paints and what a click is tested against. All sizes come
from the *unit* of a frame, so that a mark looks the same on the canvas and in what is sent.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Point, Rect, Size

COLORS = ("#e0482e", "#d98a00", "#2e8b57", "#2f6fd0", "#8a4fc9", "#202020")
MOST_NUMBER = 50
BADGE_RADIUS_UNITS = 4.8  # a number's radius
NOTE_HEIGHT_UNITS = 8.0  # a note's letters, in pixels of height


@dataclass(frozen=True, slots=True)
class NumberBadge:
    """A numbered mark: a point, or a box with its number at the top left corner."""

    id: str
    rect: Rect
    number: int
    color: str = COLORS[0]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around something."""

    id: str
    rect: Rect
    color: str = COLORS[0]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From `start` to its head at `end`."""

    id: str
    start: Point
    end: Point
    color: str = COLORS[0]


@dataclass(frozen=True, slots=True)
class FreehandStroke:
    """A line drawn by hand."""

    id: str
    points: tuple[Point, ...]
    color: str = COLORS[0]


@dataclass(frozen=True, slots=True)
class TextNote:
    """Words on the picture, their top left at `at`."""

    id: str
    at: Point
    text: str
    color: str = COLORS[0]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is under `area` is gone from everything that is made of the sheet."""

    id: str
    rect: Rect


Annotation = NumberBadge | Box | Arrow | FreehandStroke | TextNote | Redaction
Boxed = NumberBadge | Box | Redaction


def unit_of(size: Size) -> float:
    """The width of a mark's line, in pixels of a picture shown at `size`."""
    return max(2.0, max(size) / 480)


def transform(annotation: Annotation, to: Callable[[Point], Point]) -> Annotation:
    """The mark with every point of it moved."""
    if isinstance(annotation, Boxed):
        first, second = annotation.rect.corners
        return replace(annotation, rect=Rect.from_corners(_whole(to(first)), _whole(to(second))))
    if isinstance(annotation, Arrow):
        return replace(annotation, start=_whole(to(annotation.start)), end=_whole(to(annotation.end)))
    if isinstance(annotation, FreehandStroke):
        return replace(annotation, points=tuple(_whole(to(point)) for point in annotation.points))
    return replace(annotation, at=_whole(to(annotation.at)))


def translate(annotation: Annotation, across: float, down: float) -> Annotation:
    """The mark elsewhere."""
    return transform(annotation, lambda point: (point[0] + across, point[1] + down))


def recolor(annotation: Annotation, color: str) -> Annotation:
    """The mark in another colour. A redaction has none but its own."""
    return annotation if isinstance(annotation, Redaction) else replace(annotation, color=color)


def _whole(point: Point) -> Point:
    return float(round(point[0])), float(round(point[1]))


# handles: the points by which a mark is resized


def drag_handles(annotation: Annotation) -> tuple[Point, ...]:
    """Corners clockwise from the top left, or the two ends of an arrow; none where only moving makes sense."""
    if isinstance(annotation, Arrow):
        return annotation.start, annotation.end
    if isinstance(annotation, Boxed) and not annotation.rect.is_point:
        rect = annotation.rect
        return (
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.right, rect.bottom),
            (rect.left, rect.bottom),
        )
    return ()


def drag_handle(annotation: Annotation, handle: int, to: Point) -> Annotation:
    """The mark with one of its handles at `to`; the opposite corner stays."""
    if isinstance(annotation, Arrow):
        return replace(annotation, start=_whole(to)) if handle == 0 else replace(annotation, end=_whole(to))
    assert isinstance(annotation, Boxed)
    return replace(annotation, rect=Rect.from_corners(_whole(drag_handles(annotation)[(handle + 2) % 4]), _whole(to)))


# where a mark is, for a click


def hit_test(annotation: Annotation, point: Point, unit: float, reach: float) -> bool:
    """Whether a click at `point` means this mark; all in shown pixels, `reach` is how far beside is still meant."""
    if isinstance(annotation, Redaction):
        return annotation.rect.contains(point, reach)
    if isinstance(annotation, NumberBadge):
        badge = math.dist(point, (annotation.rect.left, annotation.rect.top)) <= BADGE_RADIUS_UNITS * unit + reach
        return badge or (not annotation.rect.is_point and _on_edge(annotation.rect, point, unit + reach))
    if isinstance(annotation, Box):
        return _on_edge(annotation.rect, point, unit + reach)
    if isinstance(annotation, Arrow):
        return _distance(point, annotation.start, annotation.end) <= unit + reach
    if isinstance(annotation, FreehandStroke):
        pairs = zip(annotation.points, annotation.points[1:], strict=False)
        return any(_distance(point, first, second) <= unit + reach for first, second in pairs)
    return bounds(annotation, unit).contains(point, reach)


def bounds(annotation: Annotation, unit: float) -> Rect:
    """The area that the mark takes, its lines and badge included; a note's is an estimate."""
    if isinstance(annotation, Redaction):
        return annotation.rect
    if isinstance(annotation, NumberBadge):
        rect, radius = annotation.rect.expanded(math.ceil(unit)), math.ceil(BADGE_RADIUS_UNITS * unit) + 1
        left, top = annotation.rect.left - radius, annotation.rect.top - radius
        right, bottom = max(rect.right, annotation.rect.left + radius), max(rect.bottom, annotation.rect.top + radius)
        return Rect(left, top, right, bottom)
    if isinstance(annotation, Box):
        return annotation.rect.expanded(math.ceil(unit))
    if isinstance(annotation, TextNote):
        height = NOTE_HEIGHT_UNITS * unit
        width = sum(height * (1.0 if ord(letter) > 0x2E7F else 0.62) for letter in annotation.text) + height
        return Rect.from_corners(annotation.at, (annotation.at[0] + width, annotation.at[1] + height * 1.5))
    points = (annotation.start, annotation.end) if isinstance(annotation, Arrow) else annotation.points
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Rect.from_corners((min(xs), min(ys)), (max(xs), max(ys))).expanded(math.ceil(5 * unit))


def _on_edge(rect: Rect, point: Point, reach: float) -> bool:
    return rect.contains(point, reach) and not rect.contains(point, -reach)


def _distance(point: Point, first: Point, second: Point) -> float:
    """From a point to the line between two others."""
    (px, py), (ax, ay), (bx, by) = point, first, second
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.dist(point, (ax + along * (bx - ax), ay + along * (by - ay)))


def simplify_polyline(points: tuple[Point, ...], within: float) -> tuple[Point, ...]:
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
