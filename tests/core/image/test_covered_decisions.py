"""Nothing that leaves is decided on what is covered: the number of tiles, their sizes, formats, tokens and bytes."""

import pytest

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.legibility import looked_at, wanted_scale, x_height
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.tiling import tiles, tokens_of
from desktop.core.model_catalog import model_named
from tests.helpers.screen_pairs import screen_pair, uncovered

PAIRS, PART = 60, 20
MODELS = ("gpt-4o", "gpt-4.1-mini", "gpt-5.4")


def decided(image: AnnotatedImage, pixels: PixelBuffer, model_name: str) -> tuple[object, ...]:
    """All that leaves, and all that is decided about it: letter height, tiles, tokens, and each tile with its bytes."""
    model = model_named(model_name)
    letters = x_height(looked_at(image, pixels))
    grid = tiles(image.view.size, model, "high", wanted_scale(letters))
    parts = [image, *(image.cropped(image.view.rect_to_image(part)) for part in grid)]
    return letters, grid, tokens_of(grid, model, "high"), *(encode_for_model(p, pixels, model, "high") for p in parts)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, PAIRS, PART))
def test_nothing_that_leaves_is_decided_on_what_is_covered(first: int) -> None:
    different = []
    for seed in range(first, first + PART):
        pair, model = screen_pair(seed), MODELS[seed % len(MODELS)]
        if decided(*pair.first, model) != decided(*pair.second, model):
            different.append(seed)
    assert different == []


def test_uncovered_the_same_pairs_are_told_apart() -> None:
    pairs = [uncovered(screen_pair(seed)) for seed in range(16)]
    letters = [[x_height(looked_at(*side)) for side in (pair.first, pair.second)] for pair in pairs]
    assert sum(first != second for first, second in letters) >= 4
