"""Tiles show an image sharp for the fewest tokens."""

from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.image.tiling import parts_with_whole_letters, scale_of, tiles, tokens_of
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


def test_a_letter_on_a_cut_line_is_whole_in_one_part_at_least() -> None:
    grid = tiles((3840, 2160), model_named("gpt-4o"), "high")
    assert len(grid) > 1
    seams = [place for rect in grid for place in ((rect.right, rect.bottom), (rect.left, rect.top))]
    places = [Rect(x - side, y - side, x + side, y + side) for x, y in seams for side in (5, 60, 300)]
    places = [place.intersection(Rect(0, 0, 3840, 2160)) for place in places]
    text = PageText.of("page 1, text", [Letter("x", place, place) for place in places])
    parts = parts_with_whole_letters(grid, text)
    assert [place for place in places if not any(part.intersection(place) == place for part in parts)] == []
    assert all(part.intersection(tile) == tile for part, tile in zip(parts, grid, strict=True))
    small = PageText.of("page 1, text", [Letter("x", Rect(9, 9, 19, 19), Rect(9, 9, 19, 19))])
    assert parts_with_whole_letters(grid, small) == grid == parts_with_whole_letters(grid, None)
