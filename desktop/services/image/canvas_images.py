"""Images as the canvas and the strip show them, computed in the background as soon as the draft changes."""

import contextlib

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ImageRejectedError, Problem
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.model_terms import Detail
from desktop.core.workspace.draft import Draft
from desktop.services.image.decoded_levels import MipLevels
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks


class CanvasImages(QObject):
    """Computes the mip levels, thumbnails and letter heights of a draft's images, and emits each when it is ready."""

    shown = Signal(str, tuple)  # the key of the current source image, and its MipLevels; "" and () for none
    thumbnail = Signal(str, PixelBuffer)  # an annotated image's id, its thumbnail
    letters = Signal(AnnotatedImage, object)  # x-height of its smallest text in view pixels: float or None
    as_seen = Signal(AnnotatedImage, tuple)  # the MipLevels of it as the model will see it
    failed = Signal(Problem)  # of an image that no longer decodes

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline) -> None:
        super().__init__()
        self._tasks = tasks
        self._showing = tasks.slot("view")
        self._measuring = tasks.slot("letters")
        self._drawing_thumbnails = tasks.slot("draft thumbnails")
        self._showing_as_seen = tasks.slot("as seen")
        self._image_pipeline = image_pipeline
        self._shown_key = ""
        self._measured: AnnotatedImage | None = None
        self._content_keys: dict[str, str] = {}  # of the draft's images, by id
        self._thumbnails: dict[str, str] = {}  # content keys of the latest thumbnails, by image id
        self._levels: MipLevels = ()  # on the canvas

    def look(self, draft: Draft) -> None:
        """Computes what is shown of `draft` and has changed."""
        self._image_pipeline.show_draft(draft)
        image = draft.image
        key = image.source.key if image else ""
        if key != self._shown_key:
            self._shown_key = key
            self._showing.stop()
            if image is None:
                self._emit_levels("", ())
            else:
                self._showing.start(self._show(image))
        if image is not None and image != self._measured:
            self._measured = image
            self._measuring.start(self._measure(image))
        self._content_keys = {image.id: image.content_key for image in draft.images}
        stale = tuple(image for image in draft.images if self._thumbnails.get(image.id) != image.content_key)
        if stale:
            self._drawing_thumbnails.start(self._make_thumbnails(stale))

    def look_as_model(self, image: AnnotatedImage, model_name: str, detail: Detail) -> None:
        """Computes the image as a model will see it, for `as_seen`."""
        self._showing_as_seen.start(self._show_as_seen(image, model_name, detail))

    async def _show(self, image: AnnotatedImage) -> None:
        """Emits the pixels as soon as they are there, and again with their halves, with which a large image is drawn
        truer.
        """
        try:
            key, pixels = image.source.key, await self._image_pipeline.pixels(image.source)
            self._emit_levels(key, pixels)
            levels = await self._image_pipeline.mipmaps(image.source)
            if len(levels) != len(pixels):
                self._emit_levels(key, levels)
        except ImageRejectedError as refused:
            self.failed.emit(refused.problem)

    def _emit_levels(self, key: str, levels: MipLevels) -> None:
        """Emits the levels to show. The canvas drops the previous ones; their memory is freed in a worker thread."""
        before, self._levels = [self._levels], levels
        self.shown.emit(key, levels)
        self._tasks.clear_in_thread(before)

    async def _make_thumbnails(self, images: tuple[AnnotatedImage, ...]) -> None:
        for image in images:
            try:
                small = await self._image_pipeline.thumbnail(image)
            except ImageRejectedError as refused:
                self.failed.emit(refused.problem)
                continue
            if self._content_keys.get(image.id) == image.content_key:  # it may have been edited meanwhile
                self._thumbnails[image.id] = image.content_key
                self.thumbnail.emit(image.id, small)

    async def _measure(self, image: AnnotatedImage) -> None:
        with contextlib.suppress(ImageRejectedError):  # `_show` reports it
            self.letters.emit(image, await self._image_pipeline.letters_px(image))

    async def _show_as_seen(self, image: AnnotatedImage, model_name: str, detail: Detail) -> None:
        try:
            prepared = await self._image_pipeline.encode(image, model_name, detail)
            self.as_seen.emit(image, await self._image_pipeline.pixels_of(prepared))
        except ImageRejectedError as refused:
            self.failed.emit(refused.problem)
