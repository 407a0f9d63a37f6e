"""The draft on the canvas and in the question field, and the pixels that are made for it in the background."""

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
from desktop.services.conversation.history import History
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.decoded_levels import MipLevels
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.composer.composer import Composer
from desktop.ui.empty_state import EmptyState
from desktop.ui.strip.image_strip import ImageStrip


class _Signals(QObject):
    draft_shown = Signal(Draft)


class DraftViewController:
    """Shows the draft whenever it changes.

    The canvas drops what lies over an image (recognized text, frames) when it shows another state of it. Who lays
    something over the image connects to `draft_shown`, not to the workspace, so as to come after that.
    """

    def __init__(
        self, workspace: Workspace, history: History, canvas: Canvas, composer: Composer, canvas_images: CanvasImages
    ) -> None:
        self._workspace = workspace
        self._history = history
        self._canvas = canvas
        self._composer = composer
        self._canvas_images = canvas_images
        self._signals = _Signals()

    @property
    def draft_shown(self) -> SignalInstance:
        """Emitted with the Draft once it is on the canvas, with nothing over its image yet."""
        return self._signals.draft_shown

    def connect(self) -> None:
        """Connects the workspace to what shows its draft."""
        self._workspace.changed.connect(self._show)

    def show(self) -> None:
        """Shows the draft that is there at the start."""
        self._show(self._workspace.draft)

    def _show(self, _: Draft) -> None:
        draft = self._workspace.draft  # a slot before this one may have changed it once more
        self._composer.show_prompt(draft.prompt)
        self._canvas.show_annotated_image(draft.image, draft.next_number(self._history.conversation.numbers))
        self._canvas_images.look(draft)
        self.draft_shown.emit(draft)


class CanvasImagesController:
    """Hands pixels that have been made to the canvas and to the strip."""

    def __init__(
        self,
        canvas_images: CanvasImages,
        canvas: Canvas,
        empty: EmptyState,
        strip: ImageStrip,
        notices: ErrorNotices,
    ) -> None:
        self._canvas_images = canvas_images
        self._canvas = canvas
        self._empty = empty
        self._strip = strip
        self._notices = notices

    def connect(self) -> None:
        """Connects what makes pixels to what shows them."""
        self._canvas_images.shown.connect(self._show)
        self._canvas_images.thumbnail.connect(self._show_thumbnail)
        self._canvas_images.failed.connect(self._notices.tell)

    def _show(self, key: str, levels: MipLevels) -> None:
        self._canvas.show_pixels(key, levels)
        self._empty.setVisible(not levels)

    def _show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        self._strip.show_thumbnail(image_id, pixels)
