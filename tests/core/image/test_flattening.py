"""Crop and rotation of the pixels."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.image.flattening import flatten
from tests.helpers.images import image_of, quarters


@pytest.mark.parametrize("turn", range(4))
def test_flattening_turns_and_crops_as_the_frame_says(turn: int) -> None:
    image, pixels = image_of(quarters(80, 60))
    flattened = flatten(image.cropped(Rect(30, 20, 70, 50)).rotated(turn), pixels)
    whole = pixels.image().crop((30, 20, 70, 50)).rotate(-90 * turn, expand=True)
    assert flattened == whole
    assert flattened.size == image.cropped(Rect(30, 20, 70, 50)).rotated(turn).view.size
