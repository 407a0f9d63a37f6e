"""A screen's own pixels, and none of its neighbour's, whatever Qt's rounded size of it says."""

import pytest

from desktop.adapters.system.x11.screen_memory import as_monitor
from desktop.core.geometry.rect import Rect

LEFT, RIGHT = Rect(0, 0, 1367, 769), Rect(1367, 0, 3287, 1080)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (Rect(0, 0, 1368, 770), LEFT),  # 684×385 at twice the size
        (Rect(0, 0, 1366, 768), LEFT),
        (LEFT, LEFT),
        (Rect(1367, 0, 3288, 1081), RIGHT),
        (Rect(0, 0, 1, 1), Rect(0, 0, 1, 1)),  # no screen
        (Rect(5, 0, 1372, 769), Rect(5, 0, 1372, 769)),
    ],
)
def test_an_area_that_is_a_screen_but_for_rounding_is_that_screen(area: Rect, expected: Rect) -> None:
    assert as_monitor(area, (LEFT, RIGHT)) == expected


def test_of_mirrored_screens_the_one_of_that_size_is_meant() -> None:
    small, large = Rect(0, 0, 1280, 720), Rect(0, 0, 1920, 1080)
    assert as_monitor(Rect(0, 0, 1281, 720), (large, small)) == small
    assert as_monitor(Rect(0, 0, 1920, 1081), (small, large)) == large
    assert as_monitor(Rect(0, 0, 1280, 720), ()) == small
