"""A sheet as it lies on the canvas: its picture, its marks, the hand that is held over it, lights, the model's view.

What the mouse and the keyboard do to it is in canvas.py.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, Signal

from desktop.core.geometry.rect import Area
from desktop.core.geometry.view_transform import Frame
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import COLOURS, Mark, Note
from desktop.core.image.annotations import recoloured as mark_recoloured
from desktop.core.image.pixel_buffer import Pixels
from desktop.ui.canvas.note_editor import NoteEditor
from desktop.ui.canvas.text_layer_view import TextView
from desktop.ui.canvas.tools import Gesture, Hand, Tool


class SheetView(TextView):
    """Shows a sheet, and what is about to become of it."""

    edited = Signal(str, object)  # the step's name, Sheet
    tool_changed = Signal(object)  # Tool
    colour_changed = Signal(str)
    number_named = Signal(int)  # the user wants to speak of this number
    numbers_used_up = Signal()
    as_seen_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._hand = Hand(colour=COLOURS[0])
        self._gesture: Gesture | None = None
        self._at: QPointF | None = None
        self._preview: Sheet | None = None
        self._note: Note | None = None
        self._key = ""
        self._seen_words = ""
        self._editor = NoteEditor(self.viewport())

    # what is shown

    def show_sheet(self, sheet: Sheet | None, next_number: int = 1) -> None:
        """Show a sheet as it is now; another picture's pixels come with `show_picture`."""
        before, self._sheet = self._sheet, sheet
        self._hand = replace(self._hand, number=next_number)
        if sheet is None or before is None or sheet.look != before.look:
            self._drop_gesture()  # it began on what is no longer there
            self.show_reading(None)
            self.show_framed(())
        if sheet is None or before is None or sheet.id != before.id:
            self._editor.give_up()
            self.show_as_seen(())
            self._marks.light(None)
        if sheet is None or sheet.mark(self._hand.chosen) is None:
            self._hand = replace(self._hand, chosen="")
        if sheet is None or sheet.picture.key != self._key:
            self._key = ""
            self.show_levels(())
        if before is None or sheet is None or sheet.look != before.look:
            self.show_as_seen(())
        self._refresh()

    def show_picture(self, key: str, levels: tuple[Pixels, ...]) -> None:
        """The pixels of the picture of that key."""
        if self._sheet is not None and key == self._sheet.picture.key:
            self._key = key
            self.show_levels(levels)
            self._refresh()

    def show_as_seen(self, levels: tuple[Pixels, ...], words: str = "") -> None:
        """Show what the model will see instead of the sheet, and words that say so; with nothing the sheet again."""
        on = bool(levels)
        if on != self._marks.bare:
            self.as_seen_changed.emit(on)
        self._seen_words = words
        if on != self._marks.bare or on:
            self._marks.bare = on
            self._seen.show_levels(levels)
            self._seen.setVisible(on)
            self._picture.setVisible(not on)
            self._refresh()

    @property
    def shows_as_seen(self) -> bool:
        return self._marks.bare

    def light(self, area: Area | None) -> None:
        """Light a spot (in picture pixels), or none."""
        self._marks.light(self._frame.shown_area(area) if area is not None else None)

    def go_to(self, area: Area) -> None:
        """Light a spot (in picture pixels) and bring it into view."""
        self.light(area)
        self.bring_into_view(self._frame.shown_area(area))

    @property
    def tool(self) -> Tool:
        return self._hand.tool

    def set_tool(self, tool: Tool) -> None:
        """Take a tool into the hand."""
        if tool is self._hand.tool:
            return
        self._drop_gesture()
        self._hand = replace(self._hand, tool=tool, chosen=self._hand.chosen if tool is Tool.CHOOSE else "")
        if tool is not Tool.CHOOSE:
            self.show_as_seen(())
        self._show_cursor()
        self._refresh()
        self.tool_changed.emit(tool)

    def set_colour(self, colour: str) -> None:
        """The colour of new marks, and of the chosen one."""
        self._hand = replace(self._hand, colour=colour)
        self.colour_changed.emit(colour)
        mark = self._chosen_mark
        if mark is not None and self._sheet is not None and mark_recoloured(mark, colour) != mark:
            self.edited.emit("Colour", self._sheet.marked(mark_recoloured(mark, colour)))

    @property
    def _cropping(self) -> bool:
        return self._hand.tool is Tool.CROP

    @property
    def _frame(self) -> Frame:
        assert self._sheet is not None
        return self._sheet.uncropped if self._cropping else self._sheet.frame

    @property
    def _chosen_mark(self) -> Mark | None:
        return self._sheet.mark(self._hand.chosen) if self._sheet is not None else None

    def _refresh(self) -> None:
        sheet = self._preview or self._sheet
        if sheet is None or self._sheet is None:
            self._marks.show_sheet(None, Frame(Area(0, 0, 1, 1)), "", False)
            self.show_size((0, 0))
            return
        frame = self._frame
        self._picture.show_in(frame)
        self._seen.show_over(frame.size)
        chosen = self._hand.chosen if self._gesture is None else self._gesture.mark_id
        self._marks.show_sheet(sheet, frame, chosen, self._cropping)
        self._text.setVisible(not self._cropping and not self.shows_as_seen)  # its places are those of the sheet
        self.show_size(frame.size)
        self.viewport().update()

    def _drop_gesture(self) -> None:
        self._gesture = self._preview = self._at = None
