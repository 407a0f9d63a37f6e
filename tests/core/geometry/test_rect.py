"""Turning points and sizes."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.geometry.rect import rotate_point, rotate_size
from tests.helpers.strategies import POINTS, SIZES


@given(SIZES, POINTS, st.integers(-5, 5))
def test_turns_come_round(size: tuple[int, int], point: tuple[float, float], quarters: int) -> None:
    there = rotate_point(point, quarters, size)
    assert rotate_point(there, -quarters, rotate_size(size, quarters)) == point
    assert rotate_point(point, quarters + 4, size) == there
