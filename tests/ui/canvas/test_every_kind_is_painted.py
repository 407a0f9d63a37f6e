"""Every kind of annotation has a painter, on the canvas and in what is sent, and it paints where it is."""

from typing import Any

import pytest
from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.registry import ANNOTATION_KINDS, bounds
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.flattening import flatten
from desktop.core.model_catalog import model_named
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.annotation_samples import SAMPLES
from tests.helpers.images import image_of


@pytest.mark.parametrize("kind", ANNOTATION_KINDS, ids=lambda kind: kind.name)
@pytest.mark.usefixtures("qapp")
def test_it_is_painted_where_it_is_and_nowhere_else(kind: AnnotationKind[Any]) -> None:
    annotation, _ = SAMPLES[kind.form.kind]
    plain, pixels = image_of(Image.new("RGB", (400, 300), "white"))
    image = plain.with_annotation(annotation)
    painted = draw_annotated(image, flatten(image, pixels))
    changed = ImageChops.difference(painted, flatten(plain, pixels)).getbbox()
    assert changed is not None
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
    assert sent.getpixel((99, 120)) == screen.getpixel((99, 120))


def test_a_redaction_under_a_highlight_stays_black_under_the_tint(qapp: QApplication) -> None:
    area = Rect(100, 80, 220, 160)
    images = []
    for color in ("white", "red"):
        plain, pixels = image_of(Image.new("RGB", (400, 300), color))
        image = plain.with_annotation(Highlight("1", area)).with_annotation(Redaction("2", area))
        sent = encode_for_model(image, pixels, model_named("gpt-4o"), "high", draw_annotated).image()
        images.append(sent.crop((area.left, area.top, area.right, area.bottom)))
    assert images[0].tobytes() == images[1].tobytes()
