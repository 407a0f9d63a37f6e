"""A sheet as it lies on the canvas: its picture, its marks, the hand that is held over it, lights, the model's view.

What the mouse and the keyboard do to it is in canvas.py.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, Signal

from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import Annotation
from desktop.core.annotation.registry import recolor as annotation_recolored
from desktop.core.annotation.style import COLORS
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.canvas.note_editor import NoteEditor
from desktop.ui.canvas.text_layer_view import TextLayerView
from desktop.ui.canvas.tools import Gesture, Tool, ToolState


class AnnotatedImageView(TextLayerView):
    """Shows a sheet, and what is about to become of it."""

    edited = Signal(str, object)  # the step's name, Sheet
    tool_changed = Signal(object)  # Tool
    color_changed = Signal(str)
    number_named = Signal(int)  # the user wants to speak of this number
    numbers_used_up = Signal()
    as_seen_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._annotated: AnnotatedImage | None = None
        self._hand = ToolState(color=COLORS[0])
        self._gesture: Gesture | None = None
        self._at: QPointF | None = None
        self._preview: AnnotatedImage | None = None
        self._note: TextNote | None = None
        self._key = ""
        self._seen_words = ""
        self._editor = NoteEditor(self.viewport())

    # what is shown

    def show_image(self, image: AnnotatedImage | None, next_number: int = 1) -> None:
        """Show a sheet as it is now; another picture's pixels come with `show_picture`."""
        before, self._annotated = self._annotated, image
        self._hand = replace(self._hand, number=next_number)
        if image is None or before is None or image.content_key != before.content_key:
            self._drop_gesture()  # it began on what is no longer there
            self.show_ocr_result(None)
            self.show_framed(())
        if image is None or before is None or image.id != before.id:
            self._editor.give_up()
            self.show_as_seen(())
            self._annotations.light(None)
        if image is None or image.annotation(self._hand.chosen) is None:
            self._hand = replace(self._hand, chosen="")
        if image is None or image.source.key != self._key:
            self._key = ""
            self.show_levels(())
        if before is None or image is None or image.content_key != before.content_key:
            self.show_as_seen(())
        self._refresh()

    def show_picture(self, key: str, levels: tuple[PixelBuffer, ...]) -> None:
        """The pixels of the picture of that key."""
        if self._annotated is not None and key == self._annotated.source.key:
            self._key = key
            self.show_levels(levels)
            self._refresh()

    def show_as_seen(self, levels: tuple[PixelBuffer, ...], words: str = "") -> None:
        """Show what the model will see instead of the sheet, and words that say so; with nothing the sheet again."""
        on = bool(levels)
        if on != self._annotations.bare:
            self.as_seen_changed.emit(on)
        self._seen_words = words
        if on != self._annotations.bare or on:
            self._annotations.bare = on
            self._seen.show_levels(levels)
            self._seen.setVisible(on)
            self._image.setVisible(not on)
            self._refresh()

    @property
    def shows_as_seen(self) -> bool:
        return self._annotations.bare

    def light(self, rect: Rect | None) -> None:
        """Light a spot (in picture pixels), or none."""
        self._annotations.light(self._frame.rect_to_view(rect) if rect is not None else None)

    def go_to(self, rect: Rect) -> None:
        """Light a spot (in picture pixels) and bring it into view."""
        self.light(rect)
        self.bring_into_view(self._frame.rect_to_view(rect))

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

    def set_color(self, color: str) -> None:
        """The colour of new marks, and of the chosen one."""
        self._hand = replace(self._hand, color=color)
        self.color_changed.emit(color)
        annotation = self._chosen_annotation
        if (
            annotation is not None
            and self._annotated is not None
            and annotation_recolored(annotation, color) != annotation
        ):
            self.edited.emit("Colour", self._annotated.with_annotation(annotation_recolored(annotation, color)))

    @property
    def _cropping(self) -> bool:
        return self._hand.tool is Tool.CROP

    @property
    def _frame(self) -> ViewTransform:
        assert self._annotated is not None
        return self._annotated.uncropped_view if self._cropping else self._annotated.view

    @property
    def _chosen_annotation(self) -> Annotation | None:
        return self._annotated.annotation(self._hand.chosen) if self._annotated is not None else None

    def _refresh(self) -> None:
        image = self._preview or self._annotated
        if image is None or self._annotated is None:
            self._annotations.show_image(None, ViewTransform(Rect(0, 0, 1, 1)), "", False)
            self.show_size((0, 0))
            return
        frame = self._frame
        self._image.show_in(frame)
        self._seen.show_over(frame.size)
        chosen = self._hand.chosen if self._gesture is None else self._gesture.mark_id
        self._annotations.show_image(image, frame, chosen, self._cropping)
        self._text.setVisible(not self._cropping and not self.shows_as_seen)  # its places are those of the sheet
        self.show_size(frame.size)
        self.viewport().update()

    def _drop_gesture(self) -> None:
        self._gesture = self._preview = self._at = None
