"""Highlights are told apart by the pattern of their edge, and by light and dark where two have one pattern."""

import itertools

import pytest
from PIL import Image

from desktop.core.annotation.kinds.highlight import EDGE_UNITS, Highlight
from desktop.core.annotation.style import COLORS, OWN_PATTERNS, LinePattern, unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.model_catalog import model_named
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.images import image_of
from tests.helpers.look.sights import SIGHTS, lab, linear
from tests.ui.canvas.canvas_driver import CanvasDriver

AREA = Rect(100, 80, 220, 160)
SIZE = (400, 300)
EDGE_Y = AREA.top - unit_of(SIZE) * EDGE_UNITS / 2  # the middle of the upper edge
GROUNDS = ["white", "black", "#808080"]

pytestmark = pytest.mark.usefixtures("qapp")


def sent_with(highlight: Highlight, ground: str) -> Image.Image:
    """Returns what is sent of a screen in one colour with this highlight."""
    plain, pixels = image_of(Image.new("RGB", SIZE, ground))
    return encode_for_model(
        plain.with_annotation(highlight), pixels, model_named("gpt-4o"), "high", draw_annotated
    ).image()


def edge(image: Image.Image) -> list[str]:
    """Returns the colours along the upper edge of `AREA`, without the corners."""
    along = (image.getpixel((x, round(EDGE_Y - 0.5))) for x in range(AREA.left + 4, AREA.right - 4))
    return ["#" + "".join(f"{part:02x}" for part in color) for color in along if isinstance(color, tuple)]


def as_seen(colors: list[str], sight: str) -> list[tuple[float, float, float]]:
    """Returns colours as somebody of a sight sees them; whoever sees none has lightness alone."""
    if sight == "no colours":
        return [(lab(linear(color))[0], 0.0, 0.0) for color in colors]
    rows = SIGHTS[sight]
    return [lab([sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in rows]) for color in colors]


def lines_along(colors: list[str], color: str) -> list[int]:
    """Returns the lengths of the lines in about this colour along an edge, those at its ends left out."""
    near = [
        max(abs(int(one[at : at + 2], 16) - int(color[at : at + 2], 16)) for at in (1, 3, 5)) < 60 for one in colors
    ]
    runs = [(is_line, len(list(run))) for is_line, run in itertools.groupby(near)]
    return [length for is_line, length in (runs if len(runs) == 1 else runs[1:-1]) if is_line]


def pattern_along(colors: list[str], color: str) -> LinePattern:
    """Returns the pattern of an edge by the shape of its lines alone."""
    lengths = lines_along(colors, color)
    if len(lengths) == 1 and lengths[0] > 100:
        return LinePattern.SOLID
    assert len(lengths) > 5, lengths
    longest = max(lengths) / unit_of(SIZE)  # in widths of the line
    return LinePattern.DASHED if longest > 2.5 else LinePattern.DOTTED


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("color", COLORS)
def test_the_edge_of_what_is_sent_has_the_pattern_of_its_colour(color: str, ground: str) -> None:
    assert pattern_along(edge(sent_with(Highlight("1", AREA, color), ground)), color) is OWN_PATTERNS[color]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_colour_blind_tell_any_two_apart_by_the_shape_or_the_lightness_of_their_edges(ground: str) -> None:
    edges = {color: edge(sent_with(Highlight("1", AREA, color), ground)) for color in COLORS}
    for sight in (*SIGHTS, "no colours"):
        lights = {color: [light for light, _, _ in as_seen(along, sight)] for color, along in edges.items()}
        for one, other in itertools.combinations(COLORS, 2):
            if pattern_along(edges[one], one) is not pattern_along(edges[other], other):
                continue
            apart = [abs(a - b) for a, b in zip(lights[one], lights[other], strict=True)]
            assert max(apart) >= 20, (sight, one, other)


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
