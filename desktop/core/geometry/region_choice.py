"""The choice of a region on a screenshot, by mouse and by keys, in the screenshot's own pixels."""

from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Point, Rect

Grip = tuple[int, int]
"""The edges that a drag takes along: -1 left or top, 1 right or bottom, 0 neither. (0, 0) moves the whole region."""
GRIPS: tuple[Grip, ...] = ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1))


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """`area` is what would be taken, or None. While it is being drawn, `anchor` is its fixed corner.

    `cursor` is the pointer's place or the one that keys have moved to, `grip` what a drag of a chosen region holds.
    """

    whole: Rect
    cursor: Point = (0.0, 0.0)
    area: Rect | None = None
    anchor: Point | None = None
    grip: Grip | None = None
    is_chosen: bool = False

    @property
    def is_drawing(self) -> bool:
        """True while a region is being drawn from its anchor."""
        return self.anchor is not None

    @property
    def pixel(self) -> tuple[int, int]:
        """The pixel under the cursor."""
        x, y = self.cursor
        return min(max(0, int(x)), self.whole.width - 1), min(max(0, int(y)), self.whole.height - 1)

    def handle(self, grip: Grip) -> Point:
        """Returns the place of a handle of the region."""
        assert self.area is not None
        (left, top), (right, bottom) = self.area.corners
        return (left, (left + right) / 2, right)[grip[0] + 1], (top, (top + bottom) / 2, bottom)[grip[1] + 1]

    def grip_at(self, point: Point, reach: float) -> Grip | None:
        """Returns what a press at `point` would take hold of: a handle within `reach`, else the chosen region."""
        if self.area is None or not self.is_chosen:
            return None
        for grip in GRIPS:
            x, y = self.handle(grip)
            if max(abs(point[0] - x), abs(point[1] - y)) <= reach:
                return grip
        return (0, 0) if self.area.contains(point) else None

    # by mouse

    def pointed(self, point: Point, window: Rect | None) -> "RegionChoice":
        """Returns the choice with the pointer elsewhere; until something is chosen, the `window` there is offered."""
        area = self.area if self.is_chosen else window
        return replace(self, cursor=point, area=area)

    def pressed(self, point: Point, reach: float) -> "RegionChoice":
        """Returns the choice with the button down: on a handle or the region to move it, elsewhere to draw anew."""
        if (grip := self.grip_at(point, reach)) is not None:
            return replace(self, cursor=point, grip=grip)
        return replace(self, cursor=point, anchor=point, is_chosen=False)

    def dragged(self, point: Point, carries: bool = False) -> "RegionChoice":
        """Returns the choice with the button held at `point`; with `carries` the region being drawn moves along."""
        across, down = round(point[0] - self.cursor[0]), round(point[1] - self.cursor[1])
        if self.grip is not None and self.area is not None:
            kept = (self.cursor[0] + across, self.cursor[1] + down)
            return replace(self, cursor=kept, area=_gripped(self.area, self.grip, across, down, self.whole))
        if self.anchor is None:
            return replace(self, cursor=point)
        anchor = (self.anchor[0] + across, self.anchor[1] + down) if carries else self.anchor
        return replace(self, cursor=point, anchor=anchor, area=_between(anchor, point, self.whole))

    def released(self) -> "RegionChoice":
        """Returns the choice with the button up: what was drawn is chosen, and nothing is where nothing was drawn."""
        if self.area is None or self.area.is_empty:
            return replace(self, area=None, anchor=None, grip=None, is_chosen=False)
        return replace(self, anchor=None, grip=None, is_chosen=True)

    def chosen(self, area: Rect) -> "RegionChoice":
        """Returns the choice of this part of `area`."""
        return replace(self, area=area.intersection(self.whole), anchor=None, grip=None).released()

    # by keys

    def nudged(self, across: int, down: int, resizes: bool = False) -> "RegionChoice":
        """Returns the choice moved by so many pixels: a chosen region (with `resizes` its lower right corner), a
        region being drawn at its loose corner, or the cursor.
        """
        if self.is_chosen and self.area is not None:
            grip = (1, 1) if resizes else (0, 0)
            return replace(self, area=_gripped(self.area, grip, across, down, self.whole))
        x = min(max(0.0, self.cursor[0] + across), float(self.whole.width))
        y = min(max(0.0, self.cursor[1] + down), float(self.whole.height))
        if self.anchor is None:
            return replace(self, cursor=(x, y), area=None)
        return replace(self, cursor=(x, y), area=_between(self.anchor, (x, y), self.whole))

    def dropped(self) -> "RegionChoice":
        """Returns the choice without the region that is being drawn."""
        return replace(self, area=None, anchor=None)

    def corner_set(self) -> "RegionChoice":
        """Returns the choice with a corner at the cursor: the first one begins a region, the second one chooses it."""
        if self.anchor is not None:
            return self.released()
        return replace(self, anchor=self.cursor, area=None, is_chosen=False)


def _between(anchor: Point, point: Point, whole: Rect) -> Rect:
    return Rect.from_corners(anchor, point).intersection(whole)


def _gripped(area: Rect, grip: Grip, across: int, down: int, whole: Rect) -> Rect:
    """Returns the region with the edges of `grip` moved, inside `whole` and at least a pixel large."""
    if grip == (0, 0):
        return area.moved(across, down).moved_inside(whole.size)
    left = min(max(0, area.left + across), area.right - 1) if grip[0] < 0 else area.left
    right = max(min(whole.right, area.right + across), area.left + 1) if grip[0] > 0 else area.right
    top = min(max(0, area.top + down), area.bottom - 1) if grip[1] < 0 else area.top
    bottom = max(min(whole.bottom, area.bottom + down), area.top + 1) if grip[1] > 0 else area.bottom
    return Rect(left, top, right, bottom)
