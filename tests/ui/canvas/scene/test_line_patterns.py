"""Lines of every kind show the pattern of their colour by its shape, on every ground and to every sight."""

import math

import pytest
from PIL import Image

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.ellipse import Ellipse
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.registry import Annotation
from desktop.core.annotation.style import COLORS, OWN_PATTERNS, WIDTHS, unit_of
from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.model_catalog import model_named
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.images import image_of
from tests.helpers.look.patterns import EVERY_SIGHT, pattern_seen

SIZE = (400, 300)
GROUNDS = ["#ffffff", "#000000", "#808080", "#404040", "#c0c0c0"]
MIDDLE, RADIUS = (200, 150), 120
STRAIGHT = [((float(x), 150.0), (0.0, 1.0)) for x in range(66, 300)]
ROUND = [
    ((MIDDLE[0] + RADIUS * math.cos(at / RADIUS), MIDDLE[1] + RADIUS * math.sin(at / RADIUS)), at / RADIUS)
    for at in range(8, 700)
]
TRACKS: dict[str, list[tuple[Point, Point]]] = {
    "straight": STRAIGHT,
    "round": [(point, (math.cos(angle), math.sin(angle))) for point, angle in ROUND],
}
"""The points along a line and the direction across it."""

pytestmark = pytest.mark.usefixtures("qapp")


def mark(kind: str, color: str, width: float) -> tuple[Annotation, str]:
    """Returns a mark of a kind, and the track along which it has a line."""
    start, end, pattern = (60.0, 150.0), (340.0, 150.0), OWN_PATTERNS[color]
    if kind == "box":
        return Box("1", Rect(60, 150, 340, 280), color, width, pattern), "straight"
    if kind == "ellipse":
        around = Rect(MIDDLE[0] - RADIUS, MIDDLE[1] - RADIUS, MIDDLE[0] + RADIUS, MIDDLE[1] + RADIUS)
        return Ellipse("1", around, color, width, pattern), "round"
    if kind == "pen":
        return FreehandStroke("1", (start, (200.0, 150.0), end), color, width, pattern), "straight"
    if kind == "arrow":
        return Arrow("1", start, end, color, width, pattern), "straight"
    return Line("1", start, end, color, width, pattern), "straight"


def across(image: Image.Image, track: str, unit: float) -> list[list[str]]:
    """Returns the colours across a line of `unit` pixels, rim included, pixel by pixel along it."""
    reach = math.ceil(unit)
    found: list[list[str]] = []
    for (x, y), (dx, dy) in TRACKS[track]:
        pixels = [image.getpixel((int(x + dx * step), int(y + dy * step))) for step in range(-reach, reach + 1)]
        found.append(["#{:02x}{:02x}{:02x}".format(*pixel) for pixel in pixels if isinstance(pixel, tuple)])
    return found


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("kind", ["box", "arrow", "pen", "line", "ellipse"])
def test_every_sight_knows_the_pattern_of_a_line_in_what_is_sent_by_its_shape(kind: str, ground: str) -> None:
    plain, pixels = image_of(Image.new("RGB", SIZE, ground))
    for color in COLORS:
        for width in WIDTHS[1:3]:
            annotation, track = mark(kind, color, width)
            sent = encode_for_model(
                plain.with_annotation(annotation), pixels, model_named("gpt-4o"), "high", draw_annotated
            )
            unit = unit_of(SIZE) * width
            colors = across(sent.image(), track, unit)
            for sight in EVERY_SIGHT:
                assert pattern_seen(colors, ground, sight, unit) is OWN_PATTERNS[color], (color, width, sight)
