"""Many areas: the same answers as from asking each of them."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import RectIndex

sides = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 40), st.integers(0, 40))
rects = sides.map(lambda at: Rect(at[0], at[1], at[0] + at[2], at[1] + at[3]))


@given(rects, rects)
def test_an_area_without_another_has_the_rest_of_its_pixels_and_each_once(rect: Rect, other: Rect) -> None:
    pixels = [pixel for piece in rect.subtracted(other) for pixel in _pixels(piece)]
    assert len(pixels) == len(set(pixels))
    assert set(pixels) == _pixels(rect) - _pixels(other)


@given(st.lists(rects, max_size=6), rects)
def test_many_areas_meet_and_hold_what_one_of_them_or_all_together_do(many: list[Rect], rect: Rect) -> None:
    covered = {pixel for area in many for pixel in _pixels(area)}
    assert RectIndex(many).intersects(rect) == bool(covered & _pixels(rect))
    assert RectIndex(many).covers(rect) == (_pixels(rect) <= covered)


def _pixels(rect: Rect) -> set[tuple[int, int]]:
    return {(x, y) for x in range(rect.left, rect.right) for y in range(rect.top, rect.bottom)}
