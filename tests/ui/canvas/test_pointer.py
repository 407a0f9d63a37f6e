"""The mouse on the canvas: drawing, choosing, moving, resizing."""

from PySide6.QtCore import Qt

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.style import COLORS
from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.tools import Tool
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_each_tool_makes_its_mark_in_one_step(workspace: CanvasDriver) -> None:
    for key, way in (
        ("n", ((20, 20), (60, 40), (100, 60))),
        ("b", ((120, 20), (180, 40), (200, 60))),
        ("a", ((20, 100), (60, 110), (100, 140))),
        ("p", ((120, 100), (150, 140), (200, 100))),
        ("r", ((220, 100), (250, 140), (300, 120))),
    ):
        workspace.key(key)
        workspace.drag(*way)
    assert workspace.steps == ["Number", "Box", "Arrow", "Stroke", "Cover"]
    number, box, arrow, stroke, redaction = workspace.image.annotations
    assert number == NumberBadge(number.id, Rect(20, 20, 100, 60), 1, COLORS[0])
    assert box == Box(box.id, Rect(120, 20, 200, 60), COLORS[0])
    assert arrow == Arrow(arrow.id, (20, 100), (100, 140), COLORS[0])
    assert isinstance(stroke, FreehandStroke)
    assert stroke.points == ((120, 100), (150, 140), (200, 100))
    assert redaction == Redaction(redaction.id, Rect(220, 100, 300, 120))
    assert workspace.color(260, 110) == (0, 0, 0)


def test_a_click_numbers_a_point_and_numbers_go_on(workspace: CanvasDriver) -> None:
    workspace.key("n")
    workspace.click(50, 60)
    workspace.click(150, 60)
    assert [(annotation.number, annotation.rect) for annotation in workspace.image.number_badges] == [
        (1, Rect(50, 60, 50, 60)),
        (2, Rect(150, 60, 150, 60)),
    ]


def test_beside_the_picture_nothing_is_marked_and_the_choice_is_let_go(workspace: CanvasDriver) -> None:
    workspace.canvas.resize(900, 700)
    workspace.key("n")
    workspace.click(50, 60)
    assert workspace.canvas.chosen_id
    workspace.click(-40, 60)
    workspace.drag((-60, -60), (-30, -30), (100, 100))
    assert len(workspace.image.annotations) == 1
    assert not workspace.canvas.chosen_id


def test_a_click_between_pixels_is_a_point_too(workspace: CanvasDriver) -> None:
    workspace.canvas.set_zoom(0.73)
    workspace.key("n")
    workspace.click(50.4, 60.7)
    assert workspace.image.number_badges[0].rect.is_point


def test_a_highlight_is_drawn_with_h(workspace: CanvasDriver) -> None:
    workspace.key("h")
    workspace.drag((100, 100), (150, 140), (200, 180))
    (highlight,) = workspace.image.annotations
    assert workspace.steps == ["Highlight"]
    assert highlight == Highlight(highlight.id, Rect(100, 100, 200, 180), COLORS[0])


def test_a_highlight_is_chosen_before_it_moves(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Highlight("h", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((150, 140), (160, 150), (200, 190))
    assert workspace.steps == []
    workspace.drag((150, 140), (160, 150), (160, 150))
    assert workspace.image.annotations == (Highlight("h", Rect(110, 110, 210, 190)),)


def test_a_cover_is_chosen_before_it_moves(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Redaction("r", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((150, 140), (160, 150), (200, 190))
    assert workspace.steps == []
    assert workspace.canvas.chosen_id == "r"
    workspace.drag((150, 140), (160, 150), (160, 150))
    assert workspace.image.redacted_rects == (Rect(110, 110, 210, 190),)


def test_a_drag_previews_and_edits_once_and_esc_gives_it_up(workspace: CanvasDriver) -> None:
    workspace.key("b")
    port = workspace.canvas.viewport()
    workspace.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=workspace.at(50, 50))
    workspace.move(workspace.at(200, 150), Qt.KeyboardModifier.NoModifier)
    assert workspace.steps == []
    assert workspace.color(50, 100) != (220, 20, 20)  # its line is there already
    workspace.key(Qt.Key.Key_Escape)
    workspace.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=workspace.at(200, 150))
    assert workspace.steps == []
    assert workspace.image.annotations == ()
    workspace.key(Qt.Key.Key_Escape)
    assert workspace.canvas.tool is Tool.CHOOSE


def test_shift_makes_squares_and_straight_arrows(workspace: CanvasDriver) -> None:
    workspace.key("b")
    workspace.drag((50, 50), (80, 60), (110, 70), shift=True)
    workspace.key("a")
    workspace.drag((200, 50), (220, 51), (260, 58), shift=True)
    box, arrow = workspace.image.annotations
    assert isinstance(box, Box)
    assert box.rect == Rect(50, 50, 110, 110)
    assert isinstance(arrow, Arrow)
    assert arrow.end[1] == 50


def test_the_crop_is_drawn_moved_and_pulled_on_the_whole_picture(workspace: CanvasDriver) -> None:
    workspace.key("c")
    workspace.drag((100, 50), (200, 100), (300, 250))
    assert workspace.image.crop == Rect(100, 50, 300, 250)
    assert workspace.canvas.sceneRect().width() == 400
    workspace.drag((200, 150), (210, 160), (220, 160))
    assert workspace.image.crop == Rect(120, 60, 320, 260)
    workspace.drag((320, 260), (350, 270), (380, 280))
    assert workspace.image.crop == Rect(120, 60, 380, 280)
    workspace.key("v")
    assert workspace.canvas.sceneRect().width() == 260


def test_tools_work_in_a_picture_that_is_turned_and_cropped(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.cropped(Rect(100, 0, 300, 300)).rotated(1)
    workspace.show()
    assert workspace.canvas.sceneRect().size().toTuple() == (300, 200)
    workspace.key("r")
    workspace.drag((0, 0), (20, 20), (60, 40))
    assert workspace.image.annotations[0].rect == Rect(100, 240, 140, 300)  # type: ignore[union-attr]
    assert workspace.color(30, 20) == (0, 0, 0)
    assert workspace.color(30, 60) != (0, 0, 0)


def test_numbers_end_at_fifty(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(NumberBadge("n", Rect(1, 1, 1, 1), 50))
    workspace.show()
    workspace.key("n")
    with workspace.bot.waitSignal(workspace.canvas.numbers_used_up):
        workspace.click(100, 100)
    assert len(workspace.image.annotations) == 1
