"""The keyboard on the canvas: tools, colours, placing, moving, deleting, and going through the annotations."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import Annotation, bounds, transform
from desktop.core.annotation.style import StyleChange, unit_of
from desktop.core.geometry.rect import Rect
from desktop.messages.language.catalogue import _
from desktop.messages.spoken.mark_words import mark_name, where_is
from desktop.ui.canvas.crosshair import Crosshair, step_of
from desktop.ui.canvas.image_editor import ImageEditor
from desktop.ui.canvas.note_editor import NoteEditor
from desktop.ui.canvas.spoken_picture import SpokenPicture
from desktop.ui.canvas.text_layer import TextLayer
from desktop.ui.canvas.tools import COLOR_KEYS, LABELS, PATTERN_KEY, THICKER_KEY, THINNER_KEY, Tool, style_words
from desktop.ui.canvas.view.panning import Panning
from desktop.ui.canvas.view.zoom import Zoom
from desktop.ui.keys.positions import letter_of
from desktop.ui.screen_reader.announcements import announcements

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Keyboard(QObject):
    """Filters the keys of `widget` and translates them into edits."""

    copy_requested = Signal()  # of the image: no text is selected
    menu_wanted = Signal(QPoint)  # by the keyboard, on the screen

    def __init__(
        self,
        widget: QAbstractScrollArea,
        zoom: Zoom,
        panning: Panning,
        editor: ImageEditor,
        text_layer: TextLayer,
        notes: NoteEditor,
        spoken: SpokenPicture,
    ) -> None:
        super().__init__(widget)
        self._zoom = zoom
        self._panning = panning
        self._editor = editor
        self._text_layer = text_layer
        self._notes = notes
        self._spoken = spoken
        self._widget = widget
        self.crosshair = Crosshair(widget, zoom, editor)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return (self._editor.image is not None and self._press(event)) or self._panning.hold_space(event, True)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            return self._panning.hold_space(event, False)
        if event.type() == QEvent.Type.FocusOut:
            self._panning.forget_space()
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self._menu_place(event.globalPos()))
            return True
        return False

    def _menu_place(self, elsewhere: QPoint) -> QPoint:
        """Returns where a menu opens on the screen: at the crosshair, at the chosen mark, or `elsewhere`."""
        editor, point = self._editor, self.crosshair.point
        if point is None and editor.chosen is not None:
            point = self._bounds_of(editor.chosen).center
        return elsewhere if point is None else self._widget.viewport().mapToGlobal(self._zoom.place_of(point))

    def _press(self, event: QKeyEvent) -> bool:
        """Does what the key means. Returns True if it means anything."""
        key, modifiers = event.key(), event.modifiers()
        if self._text_layer.press_key(event):
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return True
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in ARROWS and self._nudge(Qt.Key(key), modifiers):
            return True
        if self._editor.tool is Tool.CHOOSE and self._text_layer.move_caret(event):
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self._editor.delete()
        if modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter()
        return self._select_tool_or_style(letter_of(event))

    def _select_tool_or_style(self, letter: str) -> bool:
        if letter in set(Tool):
            if self._editor.tool == letter:  # again: for another mark, the one before is let go
                self._editor.choose("")
            self._take(Tool(letter))
        elif letter in COLOR_KEYS:
            self._set_style(StyleChange(COLOR_KEYS[letter]))
        elif letter in (THINNER_KEY, THICKER_KEY):
            self._set_style(self._editor.style.stepped(1 if letter == THICKER_KEY else -1))
        elif letter == PATTERN_KEY:
            self._set_style(self._editor.style.next_pattern)
        else:
            return False
        return True

    def _take(self, tool: Tool) -> None:
        self._editor.set_tool(tool)
        announcements.say(self._widget, _(LABELS[tool]))

    def _set_style(self, change: StyleChange) -> None:
        before = self._editor.style.pattern
        self._editor.set_style(change)
        pattern = self._editor.style.pattern
        announcements.say(self._widget, style_words(change if pattern is before else replace(change, pattern=pattern)))

    def _escape(self) -> bool:
        """Leaves the innermost of: gesture, tool, chosen annotation, selected text."""
        editor = self._editor
        if editor.in_gesture:
            editor.abandon_gesture()
        elif editor.tool is not Tool.CHOOSE:
            self._take(Tool.CHOOSE)
        elif editor.chosen is not None:
            editor.choose("")
        elif self._text_layer.has_selection:
            self._text_layer.select(None)
        else:
            return False
        return True

    def _enter(self) -> bool:
        """Uses the chosen annotation, accepts the crop, draws from the crosshair or in the middle of the view."""
        editor = self._editor
        if self.crosshair.enter():
            return True
        annotation = editor.chosen
        if editor.tool is Tool.CHOOSE or annotation is not None:
            if isinstance(annotation, NumberBadge):
                editor.number_named.emit(annotation.number)
            elif isinstance(annotation, TextNote):
                self._notes.open(annotation)
            return annotation is not None or self._text_layer.place_caret(self._zoom.visible_rect)
        if editor.tool is Tool.NOTE:
            self._notes.open_new(self.crosshair.point or self._zoom.visible_rect.center)
        elif editor.is_cropping and editor.image is not None and editor.image.crop is not None:
            editor.set_tool(Tool.CHOOSE)
        elif editor.can_draw():
            editor.place_in(self._zoom.visible_rect)
        return True

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Moves the crosshair or what is chosen by a step, with Ctrl by a pixel; with Shift draws, or resizes."""
        step = step_of(self._zoom.scale, bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        across, down = (side * step for side in ARROWS[key])
        draws = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        return self.crosshair.move(across, down, draws) or self._editor.nudge(across, down, draws)

    def step_through(self, forward: bool) -> bool:
        """Chooses the next annotation, or the one before. Returns False at the end, where nothing stays chosen."""
        editor, image = self._editor, self._editor.image
        annotations = image.annotations if image is not None and editor.tool is Tool.CHOOSE else ()
        at = next((index for index, mark in enumerate(annotations) if mark is editor.chosen), None)
        to = (at if at is not None else -1 if forward else len(annotations)) + (1 if forward else -1)
        if not 0 <= to < len(annotations):
            editor.choose("")
            return False
        editor.choose(annotations[to].id)
        self._zoom.bring_into_view(self._bounds_of(annotations[to]))
        ocr_result, private = self._text_layer.ocr_result, self._spoken.private
        words = _("{mark}, {number} of {count}, {place}").format(
            mark=mark_name(annotations[to]),
            number=to + 1,
            count=len(annotations),
            place=where_is(annotations[to], image, ocr_result, private) if image is not None else "",
        )
        announcements.say(self._widget, words)
        return True

    def _bounds_of(self, annotation: Annotation) -> Rect:
        """Returns the bounds of an annotation, in view pixels."""
        frame = self._editor.frame
        return bounds(transform(annotation, frame.to_view), unit_of(frame.size))
