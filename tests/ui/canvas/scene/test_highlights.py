"""Highlights are told apart by the pattern of their edge, and by light and dark where two have one pattern."""

import itertools

import pytest
from PIL import Image

from desktop.core.annotation.kinds.highlight import EDGE_UNITS, Highlight
from desktop.core.annotation.style import COLORS, OWN_PATTERNS, unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.model_catalog import model_named
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.images import image_of
from tests.helpers.look.patterns import EVERY_SIGHT, lightness, pattern_seen
from tests.ui.canvas.canvas_driver import CanvasDriver

AREA = Rect(100, 80, 220, 160)
SIZE = (400, 300)
EDGE_Y = AREA.top - unit_of(SIZE) * EDGE_UNITS / 2  # the middle of the upper edge
GROUNDS = ["#ffffff", "#000000", "#808080", "#404040", "#c0c0c0"]

pytestmark = pytest.mark.usefixtures("qapp")


def sent_with(highlight: Highlight, ground: str) -> Image.Image:
    """Returns what is sent of a screen in one colour with this highlight."""
    plain, pixels = image_of(Image.new("RGB", SIZE, ground))
    return encode_for_model(
        plain.with_annotation(highlight), pixels, model_named("gpt-4o"), "high", draw_annotated
    ).image()


def edge(image: Image.Image) -> list[list[str]]:
    """Returns the colours of the rows of pixels along the upper edge of `AREA`, without the corners."""
    rows = range(round(AREA.top - unit_of(SIZE) * EDGE_UNITS) - 1, AREA.top)
    along = range(AREA.left + 4, AREA.right - 4)
    colors = [[image.getpixel((x, y)) for x in along] for y in rows]
    return [
        ["#" + "".join(f"{part:02x}" for part in color) for color in row if isinstance(color, tuple)] for row in colors
    ]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("color", COLORS)
def test_every_sight_knows_the_pattern_of_a_colour_in_what_is_sent_by_its_shape(color: str, ground: str) -> None:
    rows = edge(sent_with(Highlight("1", AREA, color), ground))
    across = [list(colors) for colors in zip(*rows, strict=True)]
    for sight in EVERY_SIGHT:
        assert pattern_seen(across, ground, sight, unit_of(SIZE)) is OWN_PATTERNS[color], sight


@pytest.mark.parametrize("ground", GROUNDS)
def test_of_two_colours_with_one_pattern_one_edge_is_light_and_one_dark_for_every_sight(ground: str) -> None:
    edges = {color: edge(sent_with(Highlight("1", AREA, color), ground)) for color in COLORS}
    for sight, (one, other) in itertools.product(EVERY_SIGHT, itertools.combinations(COLORS, 2)):
        if OWN_PATTERNS[one] is OWN_PATTERNS[other]:
            pairs = zip(itertools.chain(*edges[one]), itertools.chain(*edges[other]), strict=True)
            assert max(abs(lightness(a, sight) - lightness(b, sight)) for a, b in pairs) >= 20, (sight, one, other)


@pytest.mark.parametrize("color", COLORS)
def test_the_canvas_shows_the_edge_as_it_is_sent(workspace: CanvasDriver, color: str) -> None:
    workspace.image = workspace.image.with_annotation(Highlight("h", AREA, color))
    workspace.show()
    drawn = draw_annotated(workspace.image, workspace.pixels.image())
    y = round(EDGE_Y - 0.5)
    for x in range(AREA.left + 4, AREA.right - 4, 7):
        sent, shown = drawn.getpixel((x, y)), workspace.color(x, y)
        assert isinstance(sent, tuple)
        assert max(abs(a - b) for a, b in zip(sent, shown, strict=True)) < 60, (x, sent, shown)


def test_the_edge_covers_nothing_of_what_is_highlighted() -> None:
    screen = Image.effect_noise(SIZE, 90).convert("RGB")
    plain, _ = image_of(screen)
    painted = [
        draw_annotated(plain.with_annotation(Highlight("1", area)), screen).crop((110, 90, 210, 150)).tobytes()
        for area in (Rect(110, 90, 210, 150), Rect(60, 40, 260, 200))
    ]
    assert painted[0] == painted[1]
