"""Many areas: the same answers as from asking each of them."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.geometry.rect import Area
from desktop.core.geometry.rect_index import Areas

sides = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 40), st.integers(0, 40))
areas = sides.map(lambda at: Area(at[0], at[1], at[0] + at[2], at[1] + at[3]))


@given(areas, areas)
def test_an_area_without_another_has_the_rest_of_its_pixels_and_each_once(area: Area, other: Area) -> None:
    pixels = [pixel for piece in area.without(other) for pixel in _pixels(piece)]
    assert len(pixels) == len(set(pixels))
    assert set(pixels) == _pixels(area) - _pixels(other)


@given(st.lists(areas, max_size=6), areas)
def test_many_areas_meet_and_hold_what_one_of_them_or_all_together_do(many: list[Area], area: Area) -> None:
    covered = {pixel for each in many for pixel in _pixels(each)}
    assert Areas(many).meet(area) == bool(covered & _pixels(area))
    assert Areas(many).hold(area) == (_pixels(area) <= covered)


def _pixels(area: Area) -> set[tuple[int, int]]:
    return {(x, y) for x in range(area.left, area.right) for y in range(area.top, area.bottom)}
