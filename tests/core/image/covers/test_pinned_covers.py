"""A pinned picture as it may be shown today."""

from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.pinned_covers import with_todays_edits
from desktop.core.image.encoding import encode_for_model
from desktop.core.model_catalog import model_named
from tests.helpers.images import image_of, quarters

PLACE = Rect(10, 10, 30, 20)


def covered(image: AnnotatedImage, rect: Rect = PLACE) -> AnnotatedImage:
    return image.with_annotation(Redaction("cover", rect))


def rects(image: AnnotatedImage) -> list[Rect]:
    return [mark.rect for mark in image.annotations if isinstance(mark, Redaction)]


def test_an_image_that_is_still_there_is_shown_as_it_is_now() -> None:
    image, _ = image_of(quarters())
    edited = covered(image).rotated(1)
    assert with_todays_edits(image, (edited,), ()) == edited
    assert with_todays_edits(edited, (image,), ()) == image  # a cover that was taken off


def test_one_that_has_left_gets_the_covers_of_its_copies_once() -> None:
    image, _ = image_of(quarters())
    other, _ = image_of(quarters(90, 90))
    now = with_todays_edits(image, (covered(image.duplicated()), covered(other, Rect(1, 1, 9, 9))), ())
    assert rects(now) == [PLACE]
    assert with_todays_edits(now, (covered(image.duplicated()),), ()) is now
    assert with_todays_edits(now, (), ()) is now  # it stays


def test_what_was_covered_where_it_was_sent_is_covered_here() -> None:
    image, pixels = image_of(quarters(2000, 1000))
    sent = encode_for_model(image, pixels, model_named("gpt-4o"), "low").to_sent_image()
    across = sent.width / 2000
    cover = Rect(0, 0, 10, 10)
    (rect,) = rects(with_todays_edits(image, (), (replace(sent, covers=(cover,)),)))
    assert rect.left == rect.top == 0
    assert rect.right >= 10 / across
    assert rects(with_todays_edits(image, (), (sent,))) == []
    unplaced = replace(sent, covers=(cover,), origin=None)
    assert rects(with_todays_edits(image, (), (unplaced,))) == [Rect(0, 0, 2000, 1000)]
