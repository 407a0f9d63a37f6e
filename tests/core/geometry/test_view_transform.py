"""The view maps there and back exactly."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from tests.helpers.strategies import POINTS, rects


@given(rects(), POINTS, st.integers(0, 3))
def test_a_frame_maps_there_and_back(crop: Rect, point: tuple[float, float], turn: int) -> None:
    frame = ViewTransform(crop, turn)
    assert frame.to_image(frame.to_view(point)) == point
    assert frame.rect_to_image(frame.rect_to_view(crop)) == crop
    assert frame.rect_to_view(crop) == Rect.from_size(frame.size)
