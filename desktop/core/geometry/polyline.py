"""Lines through points: their distance from a point, their bounds, and the same line with fewer points."""

import math

from desktop.core.geometry.rect import Point, Rect


def distance_to_segment(point: Point, start: Point, end: Point) -> float:
    """Returns the distance of `point` from the straight line between `start` and `end`, in their pixels."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.dist(point, (ax + along * (bx - ax), ay + along * (by - ay)))


def bounds_of_points(points: tuple[Point, ...]) -> Rect:
    """Returns the smallest rectangle that contains all `points`, of which there is at least one."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Rect.from_corners((min(xs), min(ys)), (max(xs), max(ys)))


def simplify_polyline(points: tuple[Point, ...], within: float) -> tuple[Point, ...]:
    """Returns the line without those points that lie within `within` pixels of what remains.

    The algorithm is that of Ramer, Douglas and Peucker. The first and the last point stay.
    """
    if len(points) < 3:
        return points
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        ends = points[first], points[last]
        farthest = max(range(first + 1, last), key=lambda index: distance_to_segment(points[index], *ends))
        if distance_to_segment(points[farthest], *ends) > within:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(points[index] for index in sorted(keep))
