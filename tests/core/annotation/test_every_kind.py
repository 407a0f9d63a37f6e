"""What must hold for every kind of annotation in the registry, whichever comes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.registry import (
    ANNOTATION_KINDS,
    KIND_BY_NAME,
    Annotation,
    bounds,
    drag_handle,
    drag_handles,
    hit_test,
    kind_of,
    recolor,
    transform,
    translate,
)
from desktop.core.annotation.stored_annotations import annotation_from_plain, annotation_to_plain, edits_as_text
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from tests.helpers.annotation_samples import SAMPLES
from tests.helpers.strategies import ANNOTATION_OF, rects

EVERY_KIND = pytest.mark.parametrize("kind", ANNOTATION_KINDS, ids=lambda kind: kind.name)
SOURCE = SourceImage("p", b"", 400, 300, "image/png")


def sample_of(kind: AnnotationKind[Any]) -> Annotation:
    return SAMPLES[kind.form.kind][0]


def test_the_tests_know_every_kind_and_no_two_have_a_name_in_common() -> None:
    types = {kind.form.kind for kind in ANNOTATION_KINDS}
    assert types == set(SAMPLES) == set(ANNOTATION_OF) == set(Annotation.__args__)
    for names in ("name", "hashed_name"):
        assert len({getattr(kind, names) for kind in ANNOTATION_KINDS}) == len(ANNOTATION_KINDS)
    assert list(KIND_BY_NAME.values()) == list(ANNOTATION_KINDS)


@EVERY_KIND
@given(data=st.data(), crop=rects(), turn=st.integers(0, 3))
def test_it_survives_files_and_every_view(
    kind: AnnotationKind[Any], data: st.DataObject, crop: Rect, turn: int
) -> None:
    annotation = data.draw(ANNOTATION_OF[kind.form.kind])
    assert kind_of(annotation) is kind
    stored = json.loads(json.dumps(annotation_to_plain(annotation)))
    assert stored["kind"] == kind.name
    assert annotation_from_plain(stored) == annotation
    view = ViewTransform(crop, turn)
    assert transform(transform(annotation, view.to_view), view.to_image) == annotation


@EVERY_KIND
def test_a_file_with_anything_else_in_it_is_refused(kind: AnnotationKind[Any]) -> None:
    stored = json.loads(json.dumps(annotation_to_plain(sample_of(kind))))
    with pytest.raises(TypeError, match="surprise"):
        annotation_from_plain({**stored, "surprise": 1})
    wrong_values: tuple[Any, ...] = (None, [], {}, True)
    for key in stored.keys() - {"kind"}:
        for wrong in wrong_values:
            with pytest.raises((ValueError, TypeError, AttributeError)):
                annotation_from_plain({**stored, key: wrong})


@EVERY_KIND
def test_a_click_on_it_means_it_and_one_beside_does_not(kind: AnnotationKind[Any]) -> None:
    annotation, point = SAMPLES[kind.form.kind]
    area = bounds(annotation, 2.0)
    assert hit_test(annotation, point, 2.0, 3.0)
    assert area.contains(point)
    assert not hit_test(annotation, (area.right + 9.0, area.bottom + 9.0), 2.0, 3.0)
    moved = translate(annotation, 50, 40)
    assert hit_test(moved, (point[0] + 50, point[1] + 40), 2.0, 3.0)
    assert bounds(moved, 2.0) == area.moved(50, 40)


@EVERY_KIND
def test_each_handle_goes_where_it_is_dragged(kind: AnnotationKind[Any]) -> None:
    annotation = sample_of(kind)
    for index, (x, y) in enumerate(drag_handles(annotation)):
        assert drag_handles(drag_handle(annotation, index, (x + 4, y + 3)))[index] == (x + 4, y + 3)
    if not drag_handles(annotation):
        with pytest.raises(IndexError):
            drag_handle(annotation, 0, (1.0, 1.0))


@EVERY_KIND
def test_what_an_image_shows_depends_on_it(kind: AnnotationKind[Any]) -> None:
    annotation = sample_of(kind)
    image = AnnotatedImage("s", SOURCE, annotations=(annotation,))
    others = (translate(annotation, 1, 0), recolor(annotation, "#123456"))
    keys = {replaced.content_key for replaced in (image, *(image.with_annotation(other) for other in others))}
    assert len(keys) == len({annotation, *others})
    assert AnnotatedImage("s", SOURCE).content_key not in keys
    assert f"{kind.hashed_name}(id='1', " in edits_as_text(0, None, (annotation,))
