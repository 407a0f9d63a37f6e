"""The canvas shows redactions, a highlight, and the model's view."""

from PySide6.QtCore import Qt

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.images import quarters
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_a_cover_is_shown_as_wide_as_it_will_be(workspace: CanvasDriver) -> None:
    from dataclasses import replace

    lossy = replace(workspace.image.source, compression=CompressionBlocks(16, 16, 2))
    workspace.image = replace(workspace.image, source=lossy).with_annotation(Redaction("r", Rect(100, 100, 101, 101)))
    workspace.show()
    assert workspace.color(95, 95) == (0, 0, 0)
    assert workspace.color(113, 113) == (0, 0, 0)
    assert workspace.color(120, 120) != (0, 0, 0)


def test_a_number_is_spoken_of_and_lit(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(NumberBadge("n", Rect(100, 100, 200, 150), 7))
    workspace.show()
    workspace.click(100, 100)
    with workspace.bot.waitSignal(workspace.canvas.number_named) as named:
        workspace.bot.mouseDClick(workspace.canvas.viewport(), Qt.MouseButton.LeftButton, pos=workspace.at(100, 100))
    assert named.args == [7]
    before = workspace.color(94, 125)
    workspace.canvas.light(Rect(100, 100, 200, 150))
    assert workspace.color(91, 125) != before
    workspace.canvas.set_zoom(8.0)
    workspace.canvas.go_to(Rect(300, 250, 320, 260))
    assert workspace.canvas.visible_rect.contains((310, 255))


def test_what_the_model_sees_is_shown_in_place_and_left_by_an_edit(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Redaction("r", Rect(0, 0, 50, 50)))
    workspace.show()
    seen = draw_annotated(workspace.image, quarters(200, 150))
    from desktop.core.image.pixel_buffer import PixelBuffer

    workspace.canvas.show_as_seen(build_mipmaps(PixelBuffer.of(seen)))
    assert workspace.canvas.shows_as_seen
    assert workspace.canvas.sceneRect().width() == 400
    assert workspace.color(25, 25) == (220, 20, 20)  # only what is in the pixels that were given
    workspace.drag((100, 100), (200, 200))
    assert workspace.steps == []
    workspace.key("b")
    assert not workspace.canvas.shows_as_seen
    assert workspace.color(25, 25) == (0, 0, 0)
