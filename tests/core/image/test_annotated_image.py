"""Areas, frames, marks and sheets: edits are values, exact through every crop and turn, and survive plain JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import (
    Annotation,
    bounds,
    drag_handle,
    drag_handles,
    hit_test,
    recolor,
    transform,
    translate,
)
from desktop.core.annotation.style import unit_of
from desktop.core.conversation.serialization import image_from_plain, image_to_plain
from desktop.core.geometry.polyline import simplify_polyline
from desktop.core.geometry.rect import Rect, rotate_point, rotate_size
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.flattening import flatten
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import model_named
from desktop.core.workspace.draft import Draft
from tests.images import image_of, quarters

SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))


@st.composite
def rects(draw: st.DrawFn, most: int = 300) -> Rect:
    xs = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    ys = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    return Rect(xs[0], ys[0], xs[1], ys[1])


POINTS = st.tuples(st.integers(-50, 350).map(float), st.integers(-50, 350).map(float))
COLORS = st.sampled_from(["#e0482e", "#202020"])
ANNOTATIONS: st.SearchStrategy[Annotation] = st.one_of(
    st.builds(NumberBadge, st.just("n"), rects(), st.integers(1, 50), COLORS),
    st.builds(Box, st.just("b"), rects(), COLORS),
    st.builds(Redaction, st.just("r"), rects()),
    st.builds(Arrow, st.just("a"), POINTS, POINTS, COLORS),
    st.builds(FreehandStroke, st.just("s"), st.lists(POINTS, min_size=1, max_size=9).map(tuple), COLORS),
    st.builds(TextNote, st.just("t"), POINTS, st.text(min_size=1, max_size=20), COLORS),
)


@given(SIZES, POINTS, st.integers(-5, 5))
def test_turns_come_round(size: tuple[int, int], point: tuple[float, float], quarters: int) -> None:
    there = rotate_point(point, quarters, size)
    assert rotate_point(there, -quarters, rotate_size(size, quarters)) == point
    assert rotate_point(point, quarters + 4, size) == there


@given(rects(), POINTS, st.integers(0, 3))
def test_a_frame_maps_there_and_back(crop: Rect, point: tuple[float, float], turn: int) -> None:
    frame = ViewTransform(crop, turn)
    assert frame.to_image(frame.to_view(point)) == point
    assert frame.rect_to_image(frame.rect_to_view(crop)) == crop
    assert frame.rect_to_view(crop) == Rect.from_size(frame.size)


@given(ANNOTATIONS, rects(), st.integers(0, 3))
def test_a_mark_survives_every_frame_and_plain_json(annotation: Annotation, crop: Rect, turn: int) -> None:
    frame = ViewTransform(crop, turn)
    assert transform(transform(annotation, frame.to_view), frame.to_image) == annotation
    cropped = None if crop.is_empty else crop
    image = AnnotatedImage(
        "s",
        SourceImage("p", b"", 300, 300, "image/png", "x"),
        turn,
        cropped,
        (annotation,),
        "low",
        ResendPolicy.REDUCED,
    )
    held = json.loads(json.dumps(image_to_plain(image)))
    assert image_from_plain("s", SourceImage("p", b"", 300, 300, "image/png", "x"), held) == image


@given(ANNOTATIONS, POINTS)
def test_marks_move_and_are_found_where_they_are(annotation: Annotation, by: tuple[float, float]) -> None:
    assert translate(translate(annotation, *by), -by[0], -by[1]) == annotation
    around = bounds(annotation, 2.0)
    beside = (around.right + 60.0, around.bottom + 60.0)
    assert not hit_test(annotation, beside, 2.0, 3.0)


def test_a_click_means_a_line_and_not_the_room_inside() -> None:
    box = Box("b", Rect(100, 100, 300, 200))
    assert hit_test(box, (100, 150), 2, 4)
    assert hit_test(box, (296, 198), 2, 4)
    assert not hit_test(box, (200, 150), 2, 4)
    assert hit_test(Redaction("r", Rect(100, 100, 300, 200)), (200, 150), 2, 4)
    number = NumberBadge("n", Rect(100, 100, 300, 200), 1)
    assert hit_test(number, (95, 95), 2, 2)
    assert not hit_test(number, (200, 150), 2, 2)
    assert hit_test(Arrow("a", (0, 0), (100, 100)), (52, 48), 2, 4)
    assert not hit_test(Arrow("a", (0, 0), (100, 100)), (80, 20), 2, 4)


def test_handles_pull_the_corner_and_leave_the_opposite_one() -> None:
    box = Box("b", Rect(10, 10, 50, 40))
    assert drag_handle(box, 2, (80, 90)) == Box("b", Rect(10, 10, 80, 90))
    assert drag_handle(box, 0, (60, 50)) == Box("b", Rect(50, 40, 60, 50))  # pulled through the opposite corner
    arrow = Arrow("a", (0, 0), (9, 9))
    assert drag_handle(arrow, 1, (5, 1)) == Arrow("a", (0, 0), (5, 1))
    assert drag_handles(NumberBadge("n", Rect(4, 4, 4, 4), 1)) == ()
    assert recolor(Redaction("r", Rect(0, 0, 1, 1)), "#ffffff") == Redaction("r", Rect(0, 0, 1, 1))


def test_a_line_is_simplified_within_bounds() -> None:
    way = tuple((float(at), 0.2 * (at % 2)) for at in range(500))
    assert simplify_polyline(way, 0.5) == (way[0], way[-1])
    corner = (*((float(at), 0.0) for at in range(50)), *((49.0, float(at)) for at in range(1, 50)))
    assert simplify_polyline(corner, 0.5) == ((0.0, 0.0), (49.0, 0.0), (49.0, 49.0))


def test_an_edit_is_a_new_sheet_and_its_look_says_so() -> None:
    image, _ = image_of(quarters())
    annotation = Box("m", Rect(1, 1, 9, 9))
    edited = image.with_annotation(annotation)
    assert (image.is_edited, edited.is_edited) == (False, True)
    assert edited.content_key != image.content_key
    assert edited.with_annotation(Box("m", Rect(2, 2, 9, 9))).annotations == (Box("m", Rect(2, 2, 9, 9)),)
    assert edited.without_annotation("m") == image
    assert edited.rotated(3).rotated(1) == edited
    assert image.duplicated().content_key != image.content_key


def test_a_crop_that_is_nearly_nothing_or_everything_is_none() -> None:
    image, _ = image_of(quarters(200, 100))
    assert image.cropped(Rect(0, 0, 200, 100)).crop is None
    assert image.cropped(Rect(-50, -50, 900, 900)).crop is None
    assert image.cropped(Rect(10, 10, 13, 90)).crop is None
    assert image.cropped(Rect(150, 50, 300, 300)).crop == Rect(150, 50, 200, 100)


@pytest.mark.parametrize("turn", range(4))
def test_flattening_turns_and_crops_as_the_frame_says(turn: int) -> None:
    image, pixels = image_of(quarters(80, 60))
    made = flatten(image.cropped(Rect(30, 20, 70, 50)).rotated(turn), pixels)
    whole = pixels.image().crop((30, 20, 70, 50)).rotate(-90 * turn, expand=True)
    assert made == whole
    assert made.size == image.cropped(Rect(30, 20, 70, 50)).rotated(turn).view.size


def test_marks_need_a_hand_to_draw_them() -> None:
    sheet, pixels = image_of(quarters())
    drawn: list[tuple[AnnotatedImage, tuple[int, int]]] = []

    def draw(what: AnnotatedImage, image: Image.Image) -> Image.Image:
        drawn.append((what, image.size))
        return Image.new("RGB", image.size, "red")

    marked = sheet.with_annotation(Box("m", Rect(1, 1, 9, 9)))
    made = encode_for_model(marked, pixels, model_named("gpt-4o"), "high", draw)
    assert drawn == [(marked, (80, 60))]
    assert made.image().getpixel((40, 30)) == (255, 0, 0)
    assert made.content_key == marked.content_key


def test_the_next_number_is_above_all_others() -> None:
    one, two = (image_of(quarters())[0] for _ in range(2))
    draft = Draft(
        "",
        (
            one.with_annotation(NumberBadge("a", Rect(1, 1, 1, 1), 4)),
            two.with_annotation(NumberBadge("b", Rect(1, 1, 1, 1), 2)),
        ),
    )
    assert draft.next_number() == 5
    assert draft.next_number((7, 1)) == 8
    assert Draft().next_number() == 1


def test_a_sheet_is_replaced_and_split_in_its_place() -> None:
    one, two, three = (image_of(quarters(50 + at, 40))[0] for at in range(3))
    draft = Draft("q", (one, two, three), 2)
    assert draft.with_image(two.rotated(1)).images == (one, two.rotated(1), three)
    parts = two.duplicated(), two.duplicated()
    assert draft.split(1, parts).images == (one, *parts, three)
    assert draft.split(1, parts).current_index == 1


def test_what_a_file_holds_of_a_sheet_may_be_nonsense() -> None:
    image = SourceImage("p", b"", 10, 10, "image/png")
    good = image_to_plain(AnnotatedImage("s", image))
    for wrong in ({}, {**good, "marks": [{"kind": "bomb"}]}, {**good, "crop": {"left": 1}}, {**good, "fate": "x"}):
        with pytest.raises(ValueError):
            image_from_plain("s", image, wrong)


@pytest.mark.parametrize("name", ["id", "text", "colour"])
@pytest.mark.parametrize("value", [None, 7, []])
def test_words_of_a_mark_that_are_no_words_are_refused(name: str, value: object) -> None:
    image = SourceImage("p", b"", 10, 10, "image/png")
    plain = image_to_plain(AnnotatedImage("s", image).with_annotation(TextNote("n", (1, 1), "here")))
    (note,) = plain["marks"]
    with pytest.raises(ValueError):
        image_from_plain("s", image, {**plain, "marks": [{**note, name: value}]})


def test_lines_are_wider_on_larger_pictures() -> None:
    assert unit_of((100, 80)) == 2.0
    assert unit_of((3840, 2160)) == 8.0
