"""Choosing a region by mouse and by keys."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.region_choice import GRIPS, RegionChoice

WHOLE = Rect(0, 0, 400, 300)
START = RegionChoice(WHOLE)


def drawn() -> RegionChoice:
    return START.pressed((100, 100), 4).dragged((200, 180)).released()


def test_a_region_is_drawn_and_stays_to_be_adjusted() -> None:
    assert drawn().area == Rect(100, 100, 200, 180)
    assert drawn().is_chosen


def test_a_region_that_is_being_drawn_is_carried_and_drawn_on() -> None:
    carried = START.pressed((100, 100), 4).dragged((200, 180)).dragged((210, 200), carries=True)
    assert carried.area == Rect(110, 120, 210, 200)
    assert carried.dragged((220, 200)).area == Rect(110, 120, 220, 200)


def test_a_press_without_a_drag_chooses_nothing() -> None:
    assert START.pressed((5, 5), 4).released().area is None


@pytest.mark.parametrize(
    ("press", "to", "expected"),
    [
        ((150, 140), (160, 145), Rect(110, 105, 210, 185)),
        ((150, 140), (900, 900), Rect(300, 220, 400, 300)),
        ((100, 100), (90, 95), Rect(90, 95, 200, 180)),
        ((200, 140), (230, 10), Rect(100, 100, 230, 180)),
        ((200, 180), (0, 0), Rect(100, 100, 101, 101)),
    ],
    ids=["moved", "moved to the edge", "corner", "edge", "never empty"],
)
def test_a_chosen_region_is_dragged(press: tuple[int, int], to: tuple[int, int], expected: Rect) -> None:
    assert drawn().pressed(press, 4).dragged(to).released().area == expected


def test_a_press_beside_it_draws_a_new_one() -> None:
    assert drawn().pressed((10, 10), 4).dragged((30, 40)).released().area == Rect(10, 10, 30, 40)


def test_every_handle_lies_on_its_region() -> None:
    for grip in GRIPS:
        assert drawn().grip_at(drawn().handle(grip), 4) == grip
    assert drawn().grip_at((150, 140), 4) == (0, 0)
    assert START.grip_at((0, 0), 4) is None


def test_arrows_nudge_the_region_or_its_corner_and_stay_on_the_screen() -> None:
    assert drawn().nudged(10, -1).area == Rect(110, 99, 210, 179)
    assert drawn().nudged(1, 1, resizes=True).area == Rect(100, 100, 201, 181)
    assert drawn().nudged(-900, -900).area == Rect(0, 0, 100, 80)


def test_a_region_is_chosen_by_keys_alone() -> None:
    choice = START.nudged(50, 40).corner_set().nudged(30, 20)
    assert choice.is_drawing
    assert choice.corner_set().area == Rect(50, 40, 80, 60)
    assert choice.corner_set().is_chosen


def test_a_window_is_offered_until_something_is_chosen() -> None:
    window = Rect(10, 10, 60, 60)
    assert START.pointed((20, 20), window).area == window
    assert drawn().pointed((20, 20), window).area == Rect(100, 100, 200, 180)
    assert START.chosen(Rect(350, 250, 500, 500)).area == Rect(350, 250, 400, 300)


def test_the_pixel_under_the_cursor_is_one_of_the_screen() -> None:
    assert START.pointed((400, 300), None).pixel == (399, 299)
    assert START.pointed((-3, 2.7), None).pixel == (0, 2)
