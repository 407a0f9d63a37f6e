"""Annotations are painted the same on the canvas and into pixels, and in one band as in many."""

import pytest
from PIL import ImageChops

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.geometry.rect import Rect
from desktop.core.image import pixel_buffer
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_marks_are_drawn_into_the_pixels_as_on_the_canvas(workspace: CanvasDriver) -> None:
    _annotate(workspace)
    workspace.show()
    drawn = draw_annotated(workspace.image, workspace.pixels.image())
    for x, y in ((50, 85), (100, 50), (193, 206), (232, 38), (110, 277)):
        there, here = drawn.getpixel((x, y)), workspace.color(x, y)
        assert isinstance(there, tuple)
        assert max(abs(a - b) for a, b in zip(there, here, strict=True)) < 60, (x, y, there, here)
    half = draw_annotated(workspace.image, workspace.pixels.image().resize((200, 150)))
    assert half.size == (200, 150)
    assert half.getpixel((25, 42)) != (220, 20, 20)


@pytest.mark.parametrize("size", [(400, 300), (200, 150), (333, 251)])
def test_many_bands_are_painted_as_one(
    workspace: CanvasDriver, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    _annotate(workspace)
    image = workspace.pixels.image().resize(size)
    whole = draw_annotated(workspace.image, image)
    monkeypatch.setattr(pixel_buffer, "BAND_PIXELS", 7 * size[0])
    assert len(list(pixel_buffer.row_bands(*size))) > 20
    difference = ImageChops.difference(draw_annotated(workspace.image, image), whole)
    assert max(difference.tobytes()) <= 3  # of 255: Qt rounds where a band begins


def _annotate(workspace: CanvasDriver) -> None:
    workspace.image = (
        workspace.image.with_annotation(Box("b", Rect(50, 50, 150, 120), "#2f6fd0"))
        .with_annotation(NumberBadge("n", Rect(200, 200, 200, 200), 3, "#2e8b57"))
        .with_annotation(TextNote("t", (230.0, 30.0), "注意 مرحبا note"))
        .with_annotation(Arrow("a", (20, 250), (120, 280)))
        .with_annotation(FreehandStroke("s", ((300.0, 200.0), (350.0, 260.0))))
    )
