"""Tiles show an image sharp for the fewest tokens."""

from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.image.tiling import scale_of, tiles, tokens_of
from desktop.core.model_catalog import model_named


def test_tiles_show_a_4k_screen_sharp_for_the_least_tokens() -> None:
    model, size = model_named("gpt-4o"), (3840, 2160)
    sharp = tiles(size, model, "high")
    assert scale_of(sharp, model, "high") == 1.0
    readable = tiles(size, model, "high", 0.6)
    assert scale_of(readable, model, "high") >= 0.6
    assert tokens_of(readable, model, "high") <= tokens_of(sharp, model, "high")
    assert tiles((800, 600), model, "high") == (Rect(0, 0, 800, 600),)
    covered = Image.new("1", size)
    for rect in sharp:
        covered.paste(1, (rect.left, rect.top, rect.right, rect.bottom))
    assert covered.getextrema() == (1, 1)
    assert sharp[0].right > sharp[1].left  # neighbours overlap
