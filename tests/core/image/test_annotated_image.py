"""Areas, frames, marks and sheets: edits are values, exact through every crop and turn, and survive plain JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.core.conversation.serialization import sheet_from_plain, sheet_to_plain
from desktop.core.geometry.rect import Area, turned, turned_size
from desktop.core.geometry.view_transform import Frame
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.annotations import (
    Arrow,
    Box,
    Mark,
    Note,
    Number,
    Redaction,
    Stroke,
    bounds,
    handles,
    hit,
    mapped,
    moved,
    pulled,
    recoloured,
    simplified,
    unit_of,
)
from desktop.core.image.encoding import prepare
from desktop.core.image.flattening import flattened
from desktop.core.image.source_image import Picture
from desktop.core.model_catalog import model_named
from desktop.core.workspace.draft import Draft
from tests.images import quarters, sheet_of

SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))


@st.composite
def areas(draw: st.DrawFn, most: int = 300) -> Area:
    xs = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    ys = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    return Area(xs[0], ys[0], xs[1], ys[1])


POINTS = st.tuples(st.integers(-50, 350).map(float), st.integers(-50, 350).map(float))
COLOURS = st.sampled_from(["#e0482e", "#202020"])
MARKS: st.SearchStrategy[Mark] = st.one_of(
    st.builds(Number, st.just("n"), areas(), st.integers(1, 50), COLOURS),
    st.builds(Box, st.just("b"), areas(), COLOURS),
    st.builds(Redaction, st.just("r"), areas()),
    st.builds(Arrow, st.just("a"), POINTS, POINTS, COLOURS),
    st.builds(Stroke, st.just("s"), st.lists(POINTS, min_size=1, max_size=9).map(tuple), COLOURS),
    st.builds(Note, st.just("t"), POINTS, st.text(min_size=1, max_size=20), COLOURS),
)


@given(SIZES, POINTS, st.integers(-5, 5))
def test_turns_come_round(size: tuple[int, int], point: tuple[float, float], quarters: int) -> None:
    there = turned(point, quarters, size)
    assert turned(there, -quarters, turned_size(size, quarters)) == point
    assert turned(point, quarters + 4, size) == there


@given(areas(), POINTS, st.integers(0, 3))
def test_a_frame_maps_there_and_back(crop: Area, point: tuple[float, float], turn: int) -> None:
    frame = Frame(crop, turn)
    assert frame.picture(frame.shown(point)) == point
    assert frame.picture_area(frame.shown_area(crop)) == crop
    assert frame.shown_area(crop) == Area.whole(frame.size)


@given(MARKS, areas(), st.integers(0, 3))
def test_a_mark_survives_every_frame_and_plain_json(mark: Mark, crop: Area, turn: int) -> None:
    frame = Frame(crop, turn)
    assert mapped(mapped(mark, frame.shown), frame.picture) == mark
    cropped = None if crop.empty else crop
    sheet = Sheet("s", Picture("p", b"", 300, 300, "image/png", "x"), turn, cropped, (mark,), "low", Fate.SMALL)
    held = json.loads(json.dumps(sheet_to_plain(sheet)))
    assert sheet_from_plain("s", Picture("p", b"", 300, 300, "image/png", "x"), held) == sheet


@given(MARKS, POINTS)
def test_marks_move_and_are_found_where_they_are(mark: Mark, by: tuple[float, float]) -> None:
    assert moved(moved(mark, *by), -by[0], -by[1]) == mark
    around = bounds(mark, 2.0)
    beside = (around.right + 60.0, around.bottom + 60.0)
    assert not hit(mark, beside, 2.0, 3.0)


def test_a_click_means_a_line_and_not_the_room_inside() -> None:
    box = Box("b", Area(100, 100, 300, 200))
    assert hit(box, (100, 150), 2, 4)
    assert hit(box, (296, 198), 2, 4)
    assert not hit(box, (200, 150), 2, 4)
    assert hit(Redaction("r", Area(100, 100, 300, 200)), (200, 150), 2, 4)
    number = Number("n", Area(100, 100, 300, 200), 1)
    assert hit(number, (95, 95), 2, 2)
    assert not hit(number, (200, 150), 2, 2)
    assert hit(Arrow("a", (0, 0), (100, 100)), (52, 48), 2, 4)
    assert not hit(Arrow("a", (0, 0), (100, 100)), (80, 20), 2, 4)


def test_handles_pull_the_corner_and_leave_the_opposite_one() -> None:
    box = Box("b", Area(10, 10, 50, 40))
    assert pulled(box, 2, (80, 90)) == Box("b", Area(10, 10, 80, 90))
    assert pulled(box, 0, (60, 50)) == Box("b", Area(50, 40, 60, 50))  # pulled through the opposite corner
    arrow = Arrow("a", (0, 0), (9, 9))
    assert pulled(arrow, 1, (5, 1)) == Arrow("a", (0, 0), (5, 1))
    assert handles(Number("n", Area(4, 4, 4, 4), 1)) == ()
    assert recoloured(Redaction("r", Area(0, 0, 1, 1)), "#ffffff") == Redaction("r", Area(0, 0, 1, 1))


def test_a_line_is_simplified_within_bounds() -> None:
    way = tuple((float(at), 0.2 * (at % 2)) for at in range(500))
    assert simplified(way, 0.5) == (way[0], way[-1])
    corner = (*((float(at), 0.0) for at in range(50)), *((49.0, float(at)) for at in range(1, 50)))
    assert simplified(corner, 0.5) == ((0.0, 0.0), (49.0, 0.0), (49.0, 49.0))


def test_an_edit_is_a_new_sheet_and_its_look_says_so() -> None:
    sheet, _ = sheet_of(quarters())
    mark = Box("m", Area(1, 1, 9, 9))
    edited = sheet.marked(mark)
    assert (sheet.edited, edited.edited) == (False, True)
    assert edited.look != sheet.look
    assert edited.marked(Box("m", Area(2, 2, 9, 9))).marks == (Box("m", Area(2, 2, 9, 9)),)
    assert edited.without("m") == sheet
    assert edited.turned(3).turned(1) == edited
    assert sheet.again().look != sheet.look


def test_a_crop_that_is_nearly_nothing_or_everything_is_none() -> None:
    sheet, _ = sheet_of(quarters(200, 100))
    assert sheet.cropped(Area(0, 0, 200, 100)).crop is None
    assert sheet.cropped(Area(-50, -50, 900, 900)).crop is None
    assert sheet.cropped(Area(10, 10, 13, 90)).crop is None
    assert sheet.cropped(Area(150, 50, 300, 300)).crop == Area(150, 50, 200, 100)


@pytest.mark.parametrize("turn", range(4))
def test_flattening_turns_and_crops_as_the_frame_says(turn: int) -> None:
    sheet, pixels = sheet_of(quarters(80, 60))
    made = flattened(sheet.cropped(Area(30, 20, 70, 50)).turned(turn), pixels)
    whole = pixels.image().crop((30, 20, 70, 50)).rotate(-90 * turn, expand=True)
    assert made == whole
    assert made.size == sheet.cropped(Area(30, 20, 70, 50)).turned(turn).frame.size


def test_marks_need_a_hand_to_draw_them() -> None:
    sheet, pixels = sheet_of(quarters())
    drawn: list[tuple[Sheet, tuple[int, int]]] = []

    def draw(what: Sheet, image: Image.Image) -> Image.Image:
        drawn.append((what, image.size))
        return Image.new("RGB", image.size, "red")

    marked = sheet.marked(Box("m", Area(1, 1, 9, 9)))
    made = prepare(marked, pixels, model_named("gpt-4o"), "high", draw)
    assert drawn == [(marked, (80, 60))]
    assert made.image().getpixel((40, 30)) == (255, 0, 0)
    assert made.look == marked.look


def test_the_next_number_is_above_all_others() -> None:
    one, two = (sheet_of(quarters())[0] for _ in range(2))
    draft = Draft("", (one.marked(Number("a", Area(1, 1, 1, 1), 4)), two.marked(Number("b", Area(1, 1, 1, 1), 2))))
    assert draft.next_number() == 5
    assert draft.next_number((7, 1)) == 8
    assert Draft().next_number() == 1


def test_a_sheet_is_replaced_and_split_in_its_place() -> None:
    one, two, three = (sheet_of(quarters(50 + at, 40))[0] for at in range(3))
    draft = Draft("q", (one, two, three), 2)
    assert draft.replacing(two.turned(1)).sheets == (one, two.turned(1), three)
    parts = two.again(), two.again()
    assert draft.split(1, parts).sheets == (one, *parts, three)
    assert draft.split(1, parts).looked_at == 1


def test_what_a_file_holds_of_a_sheet_may_be_nonsense() -> None:
    picture = Picture("p", b"", 10, 10, "image/png")
    good = sheet_to_plain(Sheet("s", picture))
    for wrong in ({}, {**good, "marks": [{"kind": "bomb"}]}, {**good, "crop": {"left": 1}}, {**good, "fate": "x"}):
        with pytest.raises(ValueError):
            sheet_from_plain("s", picture, wrong)


@pytest.mark.parametrize("name", ["id", "text", "colour"])
@pytest.mark.parametrize("value", [None, 7, []])
def test_words_of_a_mark_that_are_no_words_are_refused(name: str, value: object) -> None:
    picture = Picture("p", b"", 10, 10, "image/png")
    plain = sheet_to_plain(Sheet("s", picture).marked(Note("n", (1, 1), "here")))
    (note,) = plain["marks"]
    with pytest.raises(ValueError):
        sheet_from_plain("s", picture, {**plain, "marks": [{**note, name: value}]})


def test_lines_are_wider_on_larger_pictures() -> None:
    assert unit_of((100, 80)) == 2.0
    assert unit_of((3840, 2160)) == 8.0
