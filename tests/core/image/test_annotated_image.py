"""Areas, frames, marks and sheets: edits are values, exact through every crop and turn, and survive plain JSON."""

from desktop.core.annotation.kinds.box import Box
from desktop.core.geometry.rect import Rect
from tests.helpers.images import image_of, quarters


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
