"""The canvas: a view of an annotated image. What Pointer and Keyboard hear, ImageEditor, TextLayer, NoteEditor do."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from desktop.core.annotation.style import MarkStyle, StyleChange
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.ui.canvas.canvas_labels import CanvasLabels
from desktop.ui.canvas.image_editor import ImageEditor
from desktop.ui.canvas.keyboard import Keyboard
from desktop.ui.canvas.note_editor import NoteEditor, NoteField
from desktop.ui.canvas.pointer import Pointer
from desktop.ui.canvas.scene.canvas_scene import CanvasScene
from desktop.ui.canvas.spoken_picture import SpokenPicture
from desktop.ui.canvas.text_layer import TextLayer
from desktop.ui.canvas.tools import Tool
from desktop.ui.canvas.view.panning import Panning
from desktop.ui.canvas.view.zoom import Zoom
from desktop.ui.drop.drop_target import DropTarget
from desktop.ui.theme import ThemeColors


class Canvas(QGraphicsView):
    """Shows an annotated image; emits what the user does with it. Zoom is in screen pixels for one view pixel."""

    edited = Signal(str, AnnotatedImage)  # name of the undo step, the image after it
    tool_changed = Signal(Tool)
    style_changed = Signal(MarkStyle)
    number_named = Signal(int)  # to be mentioned in the question
    numbers_used_up = Signal()
    as_seen_changed = Signal(bool)
    copied = Signal(str)
    copy_requested = Signal()  # of the image: no text is selected
    menu_wanted = Signal(QPoint)  # on the screen
    dropped = Signal(QMimeData)
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setScene(scene := CanvasScene(self))
        self._scene = scene
        self.spoken = SpokenPicture(self)
        self._source_key = ""  # of the source image whose pixels are shown
        self._zoom = Zoom(self, self.zoomed.emit)
        self._panning = Panning(self._zoom, self._show_cursor)
        self._editor = ImageEditor(self)
        self._text_layer = TextLayer(self._scene.text, self._zoom, self.copied.emit)
        self._notes = NoteEditor(NoteField(self.viewport()), self._editor, self._zoom, self.setFocus)
        pointer = Pointer(self, self._scene, self._zoom, self._panning, self._editor, self._text_layer, self._notes)
        self._keyboard = Keyboard(
            self, self._zoom, self._panning, self._editor, self._text_layer, self._notes, self.spoken
        )
        self._labels = CanvasLabels(self, pointer, self._keyboard.crosshair)
        DropTarget(self.viewport(), lambda: self.parentWidget() or self).dropped.connect(self.dropped)
        self.setObjectName("canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self._editor.changed.connect(self._refresh)
        self._editor.tool_changed.connect(self._tool_changed)
        self._keyboard.copy_requested.connect(self.copy_requested)
        self._keyboard.menu_wanted.connect(self.menu_wanted)
        for name in ("edited", "tool_changed", "style_changed", "number_named", "numbers_used_up"):
            getattr(self._editor, name).connect(getattr(self, name))

    @property
    def image(self) -> AnnotatedImage | None:
        """The image that is shown, as it was last given by `show_annotated_image`."""
        return self._editor.image

    def show_annotated_image(self, image: AnnotatedImage | None, next_number: int = 1) -> None:
        """Shows an image as it is now; pixels of another source image come with `show_pixels`."""
        before = self._editor.image
        self._editor.show_image(image, next_number)
        is_other_content = image is None or before is None or image.content_key != before.content_key
        if is_other_content:
            self.show_ocr_result(None)
            self.show_framed(())
        if image is None or before is None or image.id != before.id:
            self._notes.discard()
            self._keyboard.crosshair.hide()
            self._scene.show_highlight(None)
        if image is None or image.source.key != self._source_key:
            self._source_key = ""
            self._scene.show_pixels(())
        if is_other_content:
            self.show_as_seen(())
        self._refresh()

    def show_pixels(self, source_key: str, levels: tuple[PixelBuffer, ...]) -> None:
        """Shows these pixels, the full size first, if they are those of the shown image's source."""
        if self.image is not None and source_key == self.image.source.key:
            self._source_key = source_key
            self._scene.show_pixels(levels)
            self._refresh()

    def show_as_seen(self, levels: tuple[PixelBuffer, ...], words: str = "") -> None:
        """Shows the pixels that the model will see in the image's place, with words about them; none to end that."""
        if bool(levels) != self.shows_as_seen:
            self.as_seen_changed.emit(bool(levels))
        elif not levels:
            return
        self._labels.model_view_words = words
        self._scene.show_model_view(levels)
        self._refresh()

    @property
    def shows_as_seen(self) -> bool:
        """True while the pixels that the model will see are shown in the image's place."""
        return self._scene.shows_model_view

    def show_framed(self, rects: Sequence[Rect], names: Sequence[str] = ()) -> None:
        """Frames these areas (view pixels), with a name for each."""
        self._scene.show_framed(rects, names)

    @property
    def framed(self) -> Sequence[Rect]:
        """The framed areas, in view pixels."""
        return self._scene.text.framed

    def light(self, rect: Rect | None) -> None:
        """Highlights an area (source pixels), or none."""
        self._scene.show_highlight(self._editor.frame.rect_to_view(rect) if rect is not None else None)

    @property
    def highlight(self) -> Rect | None:
        """The highlighted area in view pixels, if there is one."""
        return self._scene.highlight

    def go_to(self, rect: Rect) -> None:
        """Highlights an area (source pixels) and brings it into view."""
        self.light(rect)
        self._zoom.bring_into_view(self._editor.frame.rect_to_view(rect))

    def show_colors(self, colors: ThemeColors) -> None:
        """Paints in these colours."""
        self.setBackgroundBrush(QColor(colors.desk))
        self._scene.show_colors(colors)

    def _refresh(self) -> None:
        image, editor = self._editor.shown, self._editor
        size: Size = (0, 0) if image is None else editor.frame.size
        if image is None:
            self._scene.show_nothing()
        else:
            self._scene.show_image(image, editor.frame, editor.shown_choice, editor.is_cropping)
        if self._zoom.show_size(size):
            self.spoken.describe(self._editor.frame.size if self.image is not None else None)
        self._scene.show_size(size)
        self.viewport().update()

    @property
    def tool(self) -> Tool:
        """The tool in use."""
        return self._editor.tool

    @property
    def chosen_id(self) -> str:
        """The id of the chosen annotation; empty if none is chosen."""
        return self._editor.chosen.id if self._editor.chosen is not None else ""

    def set_tool(self, tool: Tool) -> None:
        """Uses this tool."""
        self._editor.set_tool(tool)

    def set_style(self, change: StyleChange) -> None:
        """Changes the style of new annotations, and that of the chosen one."""
        self._editor.set_style(change)

    def _tool_changed(self, tool: Tool) -> None:
        if tool is not Tool.CHOOSE:
            self.show_as_seen(())
        self._show_cursor()

    def _show_cursor(self) -> None:
        idle = Qt.CursorShape.ArrowCursor if self.tool is Tool.CHOOSE else Qt.CursorShape.CrossCursor
        self.viewport().setCursor(self._panning.cursor or idle)

    @property
    def zoom(self) -> float:
        """Screen pixels for one view pixel: 1.0 is 100 %."""
        return self._zoom.zoom

    @property
    def visible_rect(self) -> Rect:
        """The visible part of the image, in view pixels."""
        return self._zoom.visible_rect

    def fit(self) -> None:
        """Shows the whole image as large as it fits, but not larger than 100 %."""
        self._zoom.fit()

    def keep_clear(self, below: int) -> None:
        """Keeps so many logical pixels at the lower edge clear of the image and of labels."""
        self._zoom.keep_clear(below)
        self._labels.keep_clear(below)

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zooms so that the place `fixed` (the middle of the viewport if None) keeps showing the same spot."""
        self._zoom.set_zoom(zoom, fixed)

    def zoom_by(self, factor: float) -> None:
        """Zooms by a factor about the middle of the viewport."""
        self._zoom.zoom_by(factor)

    @property
    def ocr_result(self) -> OcrResult | None:
        """The text that can be selected, in view pixels."""
        return self._text_layer.ocr_result

    def show_ocr_result(self, ocr_result: OcrResult | None) -> None:
        """Offers this text (view pixels) for selection; None while it is not known."""
        self._text_layer.show_ocr_result(ocr_result)
        self.spoken.show_text(ocr_result)

    def show_progress(self, fraction: float | None) -> None:
        """Shows how much of a slow text recognition is done (0 to 1); None when none is running."""
        self._labels.show_progress(fraction)

    @property
    def selected_text(self) -> str:
        """The selected text; empty if nothing is selected."""
        return self._text_layer.selected_text

    def select_all_text(self) -> None:
        """Selects all of the text."""
        self._text_layer.select_all()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom.refit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the annotations first, then on to the next widget."""
        steps = self.hasFocus() and self._keyboard.step_through(forward)  # not from a button on it
        return steps or super().focusNextPrevChild(forward)

    def drawForeground(self, painter: QPainter, rect: QRectF | QPoint) -> None:  # type: ignore[override]
        self._labels.paint(painter)
