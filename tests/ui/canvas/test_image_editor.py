"""Gestures that are abandoned."""

from PySide6.QtCore import Qt

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_a_gesture_that_began_on_another_state_of_the_sheet_is_given_up(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    port = workspace.canvas.viewport()
    workspace.bot.mousePress(port, Qt.MouseButton.LeftButton, pos=workspace.at(100, 140))
    workspace.move(workspace.at(130, 160), Qt.KeyboardModifier.NoModifier)
    workspace.image = workspace.image.without_annotation("m").with_annotation(
        Redaction("r", Rect(1, 1, 50, 50))
    )  # a redo, in the middle of it
    workspace.show()
    workspace.move(workspace.at(140, 170), Qt.KeyboardModifier.NoModifier)
    workspace.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=workspace.at(140, 170))
    assert workspace.steps == []
    assert [annotation.id for annotation in workspace.image.annotations] == ["r"]
