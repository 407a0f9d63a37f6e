"""Editing of an annotated image: the tool in use, the chosen annotation, and the gesture in progress with its preview.

Everything here is in view pixels of `frame`, and nothing knows a widget: events are translated in pointer.py and
keyboard.py, and canvas.py paints.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.annotation.kinds.number_badge import MOST_NUMBER
from desktop.core.annotation.registry import Annotation, restyle
from desktop.core.annotation.style import MarkStyle, StyleChange
from desktop.core.geometry.rect import Point, Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.begin import Gesture, begin_gesture
from desktop.ui.canvas.gestures.by_keyboard import nudge, place_by_keyboard
from desktop.ui.canvas.gestures.draw import DrawGesture
from desktop.ui.canvas.gestures.hit_testing import annotation_at
from desktop.ui.canvas.tools import COLOR_STEP, DELETE_STEP, STYLE_STEP, UNCROP_STEP, Tool, ToolState


class ImageEditor(QObject):
    """Holds what is being edited and emits each finished edit; the edit shows once it comes back by `show_image`."""

    edited = Signal(str, AnnotatedImage)  # name of the undo step, the image after it
    tool_changed = Signal(Tool)
    style_changed = Signal(MarkStyle)
    number_named = Signal(int)
    numbers_used_up = Signal()
    changed = Signal()  # something is to be painted differently

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.image: AnnotatedImage | None = None
        self._state = ToolState()
        self._gesture: Gesture | None = None
        self._preview: AnnotatedImage | None = None

    def show_image(self, image: AnnotatedImage | None, next_number: int) -> None:
        """Edits this image from now on. A gesture that began on other content is abandoned."""
        before, self.image = self.image, image
        self._state = replace(self._state, number=next_number)
        if image is None or before is None or image.content_key != before.content_key:
            self._drop_gesture()
        if image is None or image.annotation(self._state.chosen) is None:
            self._state = replace(self._state, chosen="")

    # what is shown

    @property
    def tool(self) -> Tool:
        """The tool in use."""
        return self._state.tool

    @property
    def style(self) -> MarkStyle:
        """The style of new annotations."""
        return self._state.style

    @property
    def is_cropping(self) -> bool:
        """True with the crop tool, which shows the image uncropped."""
        return self._state.tool is Tool.CROP

    @property
    def frame(self) -> ViewTransform:
        """The mapping between source pixels and the view pixels that are shown now. There must be an image."""
        assert self.image is not None
        return self.image.uncropped_view if self.is_cropping else self.image.view

    @property
    def shown(self) -> AnnotatedImage | None:
        """The image as it is painted: during a gesture its preview."""
        return self._preview or self.image

    @property
    def shown_choice(self) -> str:
        """The id of the annotation that is painted as chosen; empty for none."""
        return self._state.chosen if self._gesture is None else self._gesture.annotation_id

    @property
    def chosen(self) -> Annotation | None:
        """The chosen annotation."""
        return self.image.annotation(self._state.chosen) if self.image is not None else None

    # tools, colours, choice

    def set_tool(self, tool: Tool) -> None:
        """Uses this tool. A gesture in progress is abandoned."""
        if tool is self._state.tool:
            return
        self._drop_gesture()
        self._state = replace(self._state, tool=tool, chosen=self._state.chosen if tool is Tool.CHOOSE else "")
        self.tool_changed.emit(tool)
        self.changed.emit()

    def set_style(self, change: StyleChange) -> None:
        """Changes the style of new annotations, and that of the chosen one."""
        self._state = replace(self._state, style=self._state.style.changed(change))
        self.style_changed.emit(self._state.style)
        annotation = self.chosen
        if annotation is not None and self.image is not None and restyle(annotation, change) != annotation:
            step = COLOR_STEP if change.color else STYLE_STEP
            self.edited.emit(step, self.image.with_annotation(restyle(annotation, change)))

    def choose(self, annotation_id: str) -> None:
        """Chooses an annotation, or none with an empty id."""
        self._state = replace(self._state, chosen=annotation_id)
        self.changed.emit()

    def annotation_at(self, point: Point, reach: float) -> Annotation | None:
        """The topmost annotation that a click at `point` hits; a miss by up to `reach` still counts."""
        return annotation_at(self.image, point, reach) if self.image is not None else None

    # gestures

    @property
    def in_gesture(self) -> bool:
        """True while a gesture is in progress."""
        return self._gesture is not None

    def can_draw(self) -> bool:
        """Returns False, and emits `numbers_used_up`, if the tool in use numbers places and no number is left."""
        used_up = self._state.tool is Tool.NUMBER and self._state.number > MOST_NUMBER
        if used_up:
            self.numbers_used_up.emit()
        return not used_up

    def begin_gesture(self, point: Point, reach: float) -> None:
        """Begins what a press at `point` means with the tool in use, and chooses what it hits."""
        assert self.image is not None
        self._gesture = begin_gesture(self.image, self._state, point, reach)
        under = self.annotation_at(point, reach) if self.tool is Tool.CHOOSE else None
        chosen = self._gesture.annotation_id if self._gesture is not None else under.id if under is not None else ""
        self.choose(chosen if self.image.annotation(chosen) else "")

    def move_gesture(self, point: Point, least: float, even: bool) -> None:
        """Previews the gesture's end at `point`, once it is `least` from its start. `even` asks for squares."""
        if self._gesture is None:
            return
        if isinstance(self._gesture, DrawGesture):
            self._gesture = self._gesture.along(point)
        if self._preview is not None or self._gesture.is_drag(point, least):
            self._preview = self._gesture.image_at(point, even)
            self.changed.emit()

    def end_gesture(self) -> None:
        """Emits the previewed edit. A click that never became a drag edits only if its tool draws on a click."""
        gesture, image = self._gesture, self._preview
        if gesture is None:
            return
        if image is None and isinstance(gesture, DrawGesture) and gesture.draws_on_click:
            image = gesture.image_at(gesture.start)
        self._finish(gesture, image)

    def abandon_gesture(self) -> None:
        """Drops the gesture in progress with its preview."""
        self._drop_gesture()
        self.changed.emit()

    def gesture_label(self, point: Point) -> str:
        """Position and size to show beside the pointer at `point`, in source pixels; empty without a preview."""
        return self._gesture.label_at(point) if self._gesture is not None and self._preview is not None else ""

    def place_in(self, visible: Rect) -> None:
        """Draws with the tool in use, in the middle of `visible`."""
        assert self.image is not None
        gesture, end = place_by_keyboard(self.image, self._state, visible)
        self._finish(gesture, gesture.image_at(end))

    def _finish(self, gesture: Gesture, image: AnnotatedImage | None) -> None:
        self._drop_gesture()
        if image is not None and image != self.image:
            if image.annotation(gesture.annotation_id) is not None:
                self._state = replace(self._state, chosen=gesture.annotation_id)
            self.edited.emit(gesture.name, image)
        self.changed.emit()

    def _drop_gesture(self) -> None:
        self._gesture = self._preview = None

    # single steps

    def nudge(self, across: int, down: int, resize: bool) -> bool:
        """Moves the chosen annotation (with the crop tool: the crop), or with `resize` its far corner. Returns True if
        there was one.
        """
        if self.image is None or not (self._state.chosen or self.is_cropping):
            return False
        self.edited.emit(*nudge(self.image, self._state, across, down, resize))
        return True

    def delete(self) -> bool:
        """Deletes the chosen annotation (with the crop tool: the crop). Returns True if there was one."""
        assert self.image is not None
        annotation = self.chosen
        if self.is_cropping and self.image.crop is not None:
            self.edited.emit(UNCROP_STEP, self.image.cropped(None))
        elif annotation is not None:
            self.edited.emit(DELETE_STEP, self.image.without_annotation(annotation.id))
        else:
            return False
        return True
