"""Notes are typed on the image."""

from PySide6.QtCore import Qt

from desktop.core.annotation.kinds.text_note import TextNote
from tests.ui.canvas.canvas_driver import CanvasDriver


def test_text_is_typed_on_the_picture_and_changed(workspace: CanvasDriver) -> None:
    workspace.key("t")
    workspace.click(100, 100)
    editor = workspace.note_field
    assert editor.isVisible()
    workspace.bot.keyClicks(editor, "look here")
    workspace.bot.keyClick(editor, Qt.Key.Key_Return)
    (note,) = workspace.image.annotations
    assert isinstance(note, TextNote)
    assert (note.text, note.at) == ("look here", (100, 100))
    workspace.click(102, 102)
    workspace.bot.keyClicks(editor, "there")
    workspace.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert workspace.image.annotations == (note,)
    workspace.click(102, 102)
    editor.clear()
    workspace.bot.keyClick(editor, Qt.Key.Key_Return)
    assert not workspace.image.annotations
    assert workspace.steps == ["Text", "Delete mark"]
