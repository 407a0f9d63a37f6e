"""Every kind of annotation moves, is resized, is hit and survives files, exactly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
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
from desktop.core.conversation.serialization import image_from_plain, image_to_plain
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.source_image import SourceImage
from tests.helpers.strategies import ANNOTATIONS, POINTS, rects


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
    stored = json.loads(json.dumps(image_to_plain(image)))
    assert image_from_plain("s", SourceImage("p", b"", 300, 300, "image/png", "x"), stored) == image


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
