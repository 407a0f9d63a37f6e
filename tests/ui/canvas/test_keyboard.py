"""The keyboard on the canvas."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from pytestqt.qtbot import QtBot

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.ellipse import Ellipse
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.style import COLORS, WIDTHS, LinePattern
from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.tools import Tool
from tests.services.fakes import lines_of
from tests.ui.canvas.canvas_driver import CanvasDriver

NONE = Qt.KeyboardModifier.NoModifier


def test_marks_are_chosen_moved_resized_recoloured_and_deleted(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    workspace.drag((100, 140), (110, 150), (130, 160))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 230, 200))
    workspace.drag((230, 200), (240, 220), (260, 230))
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230))
    workspace.key("4")
    assert workspace.image.annotation("m") == Box("m", Rect(130, 120, 260, 230), COLORS[3], pattern=LinePattern.DASHED)
    workspace.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    workspace.key(Qt.Key.Key_Down)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 261, 240), COLORS[3], pattern=LinePattern.DASHED)
    workspace.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.image.annotation("m") == Box("m", Rect(131, 130, 251, 240), COLORS[3], pattern=LinePattern.DASHED)
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
    workspace.key(Qt.Key.Key_Right)
    assert workspace.image.crop == before.moved(10, 0)
    workspace.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert workspace.image.crop.bottom == before.bottom + 1
    workspace.key(Qt.Key.Key_Return)
    assert workspace.canvas.tool is Tool.CHOOSE
    workspace.key("c")
    workspace.key(Qt.Key.Key_Delete)
    assert workspace.image.crop is None


def press(workspace: CanvasDriver, key: Qt.Key, times: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    for _ in range(times):
        workspace.key(key, modifier)


def test_a_cover_is_drawn_from_where_enter_begins_to_where_it_ends(
    workspace: CanvasDriver, heard: list[str], qtbot: QtBot
) -> None:
    workspace.key("r")
    assert heard == ["Cover"]
    press(workspace, Qt.Key.Key_Left, 10)
    press(workspace, Qt.Key.Key_Up, 5)
    workspace.key(Qt.Key.Key_Return)
    press(workspace, Qt.Key.Key_Right, 4)
    press(workspace, Qt.Key.Key_Down, 2)
    press(workspace, Qt.Key.Key_Down, 3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: heard == ["Cover", "140, 123   40 × 23"])  # where it rests, not each step
    assert not workspace.canvas.grab().isNull()
    workspace.key(Qt.Key.Key_Return)
    (cover,) = workspace.image.annotations
    assert isinstance(cover, Redaction)
    assert cover.rect == Rect(100, 100, 140, 123)
    workspace.key(Qt.Key.Key_Right)  # it is chosen now, and moves
    assert workspace.image.annotations[0] == Redaction(cover.id, Rect(110, 100, 150, 123))
    workspace.key("r")  # again: for another one
    press(workspace, Qt.Key.Key_Down, 3, Qt.KeyboardModifier.ShiftModifier)
    press(workspace, Qt.Key.Key_Right, 1, Qt.KeyboardModifier.ShiftModifier)
    workspace.key(Qt.Key.Key_Escape)
    assert len(workspace.image.annotations) == 1  # the gesture was abandoned, the tool stays
    assert workspace.canvas.tool is Tool.REDACT
    press(workspace, Qt.Key.Key_Right, 2, Qt.KeyboardModifier.ShiftModifier)
    press(workspace, Qt.Key.Key_Up, 2)
    workspace.key(Qt.Key.Key_Return)
    covers = [mark.rect for mark in workspace.image.annotations if isinstance(mark, Redaction)]
    assert covers[1:] == [Rect(210, 160, 230, 180)]


def test_the_crosshair_stays_inside_and_numbers_crops_and_notes_go_there(workspace: CanvasDriver) -> None:
    workspace.key("n")
    press(workspace, Qt.Key.Key_Left, 30)
    press(workspace, Qt.Key.Key_Up, 30)
    press(workspace, Qt.Key.Key_Return, 2)
    (number,) = workspace.image.annotations
    assert number.rect == Rect(0, 0, 0, 0)  # type: ignore[union-attr]
    workspace.key("c")
    press(workspace, Qt.Key.Key_Right, 5, Qt.KeyboardModifier.ShiftModifier)
    press(workspace, Qt.Key.Key_Down, 5, Qt.KeyboardModifier.ShiftModifier)
    workspace.key(Qt.Key.Key_Return)
    assert workspace.image.crop == Rect(200, 150, 250, 200)
    workspace.key(Qt.Key.Key_Return)
    workspace.key("t")
    press(workspace, Qt.Key.Key_Left, 1)
    workspace.key(Qt.Key.Key_Return)
    field = workspace.note_field
    assert field.isVisible()
    field.setText("here")
    workspace.bot.keyClick(field, Qt.Key.Key_Return)
    notes = [mark for mark in workspace.image.annotations if isinstance(mark, TextNote)]
    assert [note.at for note in notes] == [(215.0, 175.0)]


def test_letters_go_by_key_where_a_layout_writes_others(workspace: CanvasDriver) -> None:
    def press_position(evdev: int, text: str) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), NONE, evdev + 8, 0, 0, text)
        QCoreApplication.sendEvent(workspace.canvas, event)

    for evdev, text, tool in (
        (19, "к", Tool.REDACT),
        (48, "נ", Tool.BOX),
        (46, "ψ", Tool.CROP),
        (49, "ى", Tool.NUMBER),
    ):
        press_position(evdev, text)
        assert workspace.canvas.tool is tool
    with workspace.bot.waitSignal(workspace.canvas.style_changed) as changed:
        press_position(5, "'")  # French digits need Shift
    assert changed.args[0].color == COLORS[3]


def test_text_in_the_picture_is_chosen_by_arrows(workspace: CanvasDriver) -> None:
    copied: list[str] = []
    workspace.canvas.copied.connect(copied.append)
    workspace.key(Qt.Key.Key_Return)  # without text it means nothing
    workspace.canvas.show_ocr_result(lines_of("some words", "and more"))
    workspace.key(Qt.Key.Key_Return)
    assert not workspace.canvas.grab().isNull()
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    workspace.key(Qt.Key.Key_Right, shift | control)
    assert workspace.canvas.selected_text == "some"
    workspace.key(Qt.Key.Key_Down, shift)
    workspace.key(Qt.Key.Key_End, shift)
    workspace.key(Qt.Key.Key_C, control)
    assert copied == ["some words\nand more"]
    workspace.key(Qt.Key.Key_Home)
    workspace.key(Qt.Key.Key_Right, shift)
    assert workspace.canvas.selected_text == "a"
    workspace.key(Qt.Key.Key_Escape)
    assert not workspace.canvas.selected_text


def test_a_menu_by_keyboard_opens_at_the_chosen_mark(workspace: CanvasDriver) -> None:
    workspace.image = workspace.image.with_annotation(Box("m", Rect(100, 100, 200, 180)))
    workspace.show()
    places: list[QPoint] = []
    workspace.canvas.menu_wanted.connect(places.append)

    def ask() -> QPoint:
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 4), QPoint(1003, 1004))
        QCoreApplication.sendEvent(workspace.canvas, menu)
        return places[-1]

    assert ask() == QPoint(1003, 1004)
    workspace.key(Qt.Key.Key_Tab)
    assert ask() == workspace.canvas.viewport().mapToGlobal(workspace.at(150, 140))


def test_a_screen_reader_hears_which_mark_is_chosen_by_one_way_alone(workspace: CanvasDriver, heard: list[str]) -> None:
    rect = Rect(20, 20, 100, 60)
    for annotation in (
        *(NumberBadge("1", rect, 1), Box("2", rect), Arrow("3", (20, 20), (90, 50))),
        *(FreehandStroke("4", ((20, 20), (90, 50))), TextNote("5", (20, 20), "here"), Redaction("6", rect)),
    ):
        workspace.image = workspace.image.with_annotation(annotation)
    workspace.show()
    described = workspace.canvas.accessibleDescription()
    for _ in workspace.image.annotations:
        workspace.key(Qt.Key.Key_Tab)
    assert workspace.canvas.accessibleDescription() == described  # a change would be spoken, too
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


def test_width_and_pattern_are_stepped_by_keys_for_what_is_chosen_and_what_comes(workspace: CanvasDriver) -> None:
    area = Rect(100, 100, 200, 180)
    workspace.image = workspace.image.with_annotation(Box("m", area))
    workspace.show()
    workspace.key(Qt.Key.Key_Tab)
    for key in "]]d":
        workspace.key(key)
    assert workspace.image.annotation("m") == Box("m", area, COLORS[0], WIDTHS[3], LinePattern.DASHED)
    assert workspace.steps == ["Line style"] * 3
    workspace.key("l")
    workspace.key(Qt.Key.Key_Return)
    line = workspace.image.annotations[-1]
    assert isinstance(line, Line)
    assert (line.width, line.pattern) == (WIDTHS[3], LinePattern.DASHED)
    for key, kind in (("e", Ellipse), ("s", Spotlight)):
        workspace.key(key)
        workspace.key(Qt.Key.Key_Return)
        assert isinstance(workspace.image.annotations[-1], kind)


def test_tools_and_styles_that_keys_take_are_announced(workspace: CanvasDriver, heard: list[str]) -> None:
    workspace.show()
    for key in ("b", "2", "d", "]", "4", "1", Qt.Key.Key_Escape):
        workspace.key(key)
    assert heard == ["Box", "Amber, Dashed line", "Dotted line", "Thick", "Blue", "Red", "Select"]
