"""The keyboard on the canvas."""

from PySide6.QtCore import Qt

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.style import COLORS
from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.tools import Tool
from tests.services.fakes import lines_of
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_marks_are_chosen_moved_resized_recoloured_and_deleted(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((100, 140), (110, 150), (130, 160))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 230, 200))
    workspace.drag((230, 200), (240, 220), (260, 230))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230))
    workspace.key("4")
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230), COLORS[3])
    workspace.key(Qt.Key.Key_Right)
    workspace.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 261, 240), COLORS[3])
    workspace.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 260, 240), COLORS[3])
    workspace.key(Qt.Key.Key_Delete)
    assert workspace.image.annotations == ()
    assert workspace.steps == [
        "Move mark",
        "Resize mark",
        "Colour",
        "Move mark",
        "Move mark",
        "Resize mark",
        "Delete mark",
    ]


def test_everything_can_be_placed_with_the_keyboard_alone(workspace: CanvasDriver) -> None:
    for key in "nbar":
        workspace.key(key)
        workspace.key(Qt.Key.Key_Return)
        workspace.key(Qt.Key.Key_Escape)
    assert [type(annotation) for annotation in workspace.image.annotations] == [NumberBadge, Box, Arrow, Redaction]
    workspace.key("v")
    workspace.key(Qt.Key.Key_Escape)
    for at in range(4):
        workspace.key(Qt.Key.Key_Tab)
        assert workspace.canvas.chosen_id == workspace.image.annotations[at].id
    workspace.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    workspace.key(Qt.Key.Key_Delete)
    assert [type(mark) for mark in workspace.image.annotations] == [NumberBadge, Box, Redaction]
    workspace.key("c")
    workspace.key(Qt.Key.Key_Return)
    assert workspace.image.crop is not None
    before = workspace.image.crop
    workspace.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.image.crop == before.moved(10, 0)
    workspace.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert workspace.image.crop.bottom == before.bottom + 1
    workspace.key(Qt.Key.Key_Return)
    assert workspace.canvas.tool is Tool.CHOOSE
    workspace.key("c")
    workspace.key(Qt.Key.Key_Delete)
    assert workspace.image.crop is None


def test_a_screen_reader_hears_which_mark_is_chosen(workspace: CanvasDriver) -> None:
    rect = Rect(20, 20, 100, 60)
    for annotation in (
        *(NumberBadge("1", rect, 1), Box("2", rect), Arrow("3", (20, 20), (90, 50))),
        *(FreehandStroke("4", ((20, 20), (90, 50))), TextNote("5", (20, 20), "here"), Redaction("6", rect)),
    ):
        workspace.image = workspace.image.with_annotation(annotation)
    workspace.show()
    heard = []
    for _ in workspace.image.annotations:
        workspace.key(Qt.Key.Key_Tab)
        heard.append(workspace.canvas.accessibleDescription())
    words = ("Number 1", "Box", "Arrow", "Stroke", "Text", "Cover")
    assert [one.rpartition(", ")[0] for one in heard] == [f"{word}, {at} of 6" for at, word in enumerate(words, 1)]
    assert {one.rpartition(", ")[2] for one in heard} == {"upper left"}


def test_copy_means_the_selected_text_else_the_picture(workspace: CanvasDriver) -> None:
    copied: list[str] = []
    workspace.canvas.copied.connect(copied.append)
    workspace.canvas.copy_requested.connect(lambda: copied.append("the picture"))
    workspace.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    workspace.canvas.show_ocr_result(lines_of("some words"))
    workspace.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    workspace.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    workspace.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == ["the picture", "the picture", "some words"]
    workspace.canvas.show_annotated_image(None)
    workspace.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(copied) == 3  # without a picture there is nothing to copy
