"""Every kind of annotation has a painter, on the canvas and in what is sent, and it paints where it is."""

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.registry import ANNOTATION_KINDS, bounds, restyle, translate
from desktop.core.annotation.style import COLORS, WIDTHS, LinePattern, StyleChange, unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.flattening import flatten
from desktop.core.model_catalog import model_named
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.annotation_samples import SAMPLES
from tests.helpers.images import image_of
from tests.helpers.screen_pairs import screen_pair


@pytest.mark.parametrize("kind", ANNOTATION_KINDS, ids=lambda kind: kind.name)
@pytest.mark.usefixtures("qapp")
def test_it_is_painted_where_it_is_and_nowhere_else(kind: AnnotationKind[Any]) -> None:
    annotation, _ = SAMPLES[kind.form.kind]
    plain, pixels = image_of(Image.new("RGB", (400, 300), "white"))
    image = plain.with_annotation(annotation)
    painted = draw_annotated(image, flatten(image, pixels))
    changed = ImageChops.difference(painted, flatten(plain, pixels)).getbbox()
    assert changed is not None
    if isinstance(annotation, Spotlight):  # it darkens all but itself
        assert Rect(*changed) == Rect(0, 0, 400, 300)
        rect = annotation.rect
        inside = (rect.left, rect.top, rect.right, rect.bottom)
        assert painted.crop(inside).tobytes() == flatten(plain, pixels).crop(inside).tobytes()
        return
    area = bounds(annotation, unit_of((400, 300))).expanded(2)  # the light rim around lines
    assert Rect(*changed).intersection(area) == Rect(*changed)


@pytest.mark.parametrize("ground", ["white", "black"])
def test_what_is_highlighted_is_tinted_and_stays_legible_in_what_is_sent(qapp: QApplication, ground: str) -> None:
    screen = Image.new("RGB", (400, 300), ground)
    ink = "black" if ground == "white" else "white"
    screen.paste(ink, (150, 100, 160, 140))
    plain, pixels = image_of(screen)
    area = Rect(100, 80, 220, 160)
    image = plain.with_annotation(Highlight("1", area, "#2e8b57"))
    sent = encode_for_model(image, pixels, model_named("gpt-4o"), "high", draw_annotated).image()
    inside, letter, outside = (sent.getpixel(point) for point in ((120, 90), (155, 120), (300, 250)))
    assert outside == screen.getpixel((300, 250))
    assert inside != screen.getpixel((120, 90))
    assert isinstance(inside, tuple)
    assert isinstance(letter, tuple)
    assert abs(sum(inside) - sum(letter)) > 3 * 150  # as far apart as 65 % of black and white
    beside = bounds(image.annotations[0], unit_of(screen.size)).left - 1
    assert sent.getpixel((beside, 120)) == screen.getpixel((beside, 120))


def test_a_redaction_under_a_highlight_stays_black_under_the_tint(qapp: QApplication) -> None:
    area = Rect(100, 80, 220, 160)
    images = []
    for color in ("white", "red"):
        plain, pixels = image_of(Image.new("RGB", (400, 300), color))
        image = plain.with_annotation(Highlight("1", area)).with_annotation(Redaction("2", area))
        sent = encode_for_model(image, pixels, model_named("gpt-4o"), "high", draw_annotated).image()
        images.append(sent.crop((area.left, area.top, area.right, area.bottom)))
    assert images[0].tobytes() == images[1].tobytes()


@pytest.mark.parametrize("seed", range(6))
def test_no_mark_of_any_kind_and_style_shows_what_lies_under_a_cover(qapp: QApplication, seed: int) -> None:
    pair, sent = screen_pair(seed), list[bytes]()
    for image, pixels in (pair.first, pair.second):
        marked = image
        for at, (annotation, _) in enumerate(SAMPLES.values()):
            for step, width in enumerate(WIDTHS):
                style = StyleChange(COLORS[at % len(COLORS)], width, tuple(LinePattern)[step % len(LinePattern)])
                moved = restyle(translate(annotation, 90 * at, 140 * step), style)
                if not isinstance(moved, Redaction):
                    marked = marked.with_annotation(replace(moved, id=f"{at} {step}"))
        sent.append(encode_for_model(marked, pixels, model_named("gpt-4o"), "high", draw_annotated).data)
    assert sent[0] == sent[1]


def test_several_spotlights_stay_bright_together_and_darken_no_other_mark(qapp: QApplication) -> None:
    plain, pixels = image_of(Image.new("RGB", (400, 300), "white"))
    image = plain.with_annotation(Spotlight("1", Rect(20, 20, 100, 100)))
    image = image.with_annotation(Spotlight("2", Rect(80, 80, 160, 160)))
    image = image.with_annotation(Line("3", (200.0, 250.0), (380.0, 250.0), COLORS[5], 3.0))
    painted = draw_annotated(image, flatten(image, pixels))
    bright, shade = (255, 255, 255), painted.getpixel((300, 30))
    assert [painted.getpixel(at) for at in ((30, 30), (90, 90), (150, 150))] == [bright] * 3
    assert isinstance(shade, tuple)
    assert 100 < shade[0] < 160
    assert painted.getpixel((300, 250)) == (0x20, 0x20, 0x20)


@pytest.mark.parametrize("pattern", [LinePattern.DASHED, LinePattern.DOTTED])
def test_a_pattern_has_gaps_and_a_width_is_seen(qapp: QApplication, pattern: LinePattern) -> None:
    plain, pixels = image_of(Image.new("RGB", (400, 300), "white"))

    def dark(line: Line) -> int:
        painted = draw_annotated(plain.with_annotation(line), flatten(plain, pixels)).convert("L")
        return sum(painted.histogram()[:120])

    line = Line("1", (20.0, 150.0), (380.0, 150.0), COLORS[5])
    assert 0 < dark(replace(line, pattern=pattern)) < 0.8 * dark(line)
    assert dark(replace(line, width=WIDTHS[3])) > 2 * dark(line)
