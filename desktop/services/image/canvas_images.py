"""Viewing: what the desk needs to be seen is made in the background, as soon as something lies on it or is edited."""

import contextlib

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ImageRejectedError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.model_catalog import Detail
from desktop.core.workspace.draft import Draft
from desktop.services.image.image_pipeline import ImagePipeline, MipLevels
from desktop.services.tasks import Tasks


class CanvasImages(QObject):
    """Makes pyramids, thumbnails and estimates for a draft, and says when each is there."""

    shown = Signal(str, object)  # a picture's key, and its levels (tuple of Pixels): the one that is looked at
    thumbnail = Signal(str, object)  # a sheet's id, Pixels
    letters = Signal(object, object)  # Sheet that is looked at, and about how high its smallest letters are, or None
    as_seen = Signal(object, object)  # Sheet, and the levels of what the model will see of it
    failed = Signal(object)  # Trouble: a picture no longer decodes

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline) -> None:
        super().__init__()
        self._tasks = tasks
        self._showing = tasks.slot("view")
        self._measuring = tasks.slot("letters")
        self._drawing_thumbnails = tasks.slot("thumbnails of the desk")
        self._showing_as_seen = tasks.slot("as seen")
        self._image_pipeline = image_pipeline
        self._looked_at = ""
        self._measured: AnnotatedImage | None = None
        self._looks: dict[str, str] = {}  # of the sheets on the desk, by their ids
        self._thumbnails: dict[str, str] = {}  # the looks that thumbnails were made of
        self._on_canvas: MipLevels = ()

    def look(self, draft: Draft) -> None:
        """Get ready what `draft` needs."""
        image = draft.image
        key = image.source.key if image else ""
        if key != self._looked_at:
            self._looked_at = key
            self._showing.stop()
            if image is None:
                self._say("", ())
            else:
                self._showing.start(self._show(image))
        if image is not None and image != self._measured:
            self._measured = image
            self._measuring.start(self._measure(image))
        self._looks = {each.id: each.content_key for each in draft.images}
        stale = tuple(each for each in draft.images if self._thumbnails.get(each.id) != each.content_key)
        if stale:
            self._drawing_thumbnails.start(self._make_thumbnails(stale))

    def look_as_model(self, image: AnnotatedImage, model_name: str, detail: Detail) -> None:
        """Get ready what a model will see of the sheet."""
        self._showing_as_seen.start(self._show_as_seen(image, model_name, detail))

    async def _show(self, image: AnnotatedImage) -> None:
        try:
            self._say(image.source.key, await self._image_pipeline.mipmaps(image.source))
        except ImageRejectedError as refused:
            self.failed.emit(refused.problem)

    def _say(self, key: str, levels: tuple[PixelBuffer, ...]) -> None:
        """Show these; the canvas lets the ones before go, and what nobody holds any more is given back elsewhere."""
        before, self._on_canvas = [self._on_canvas], levels
        self.shown.emit(key, levels)
        self._tasks.clear_in_thread(before)

    async def _make_thumbnails(self, images: tuple[AnnotatedImage, ...]) -> None:
        for image in images:
            try:
                small = await self._image_pipeline.thumbnail(image)
            except ImageRejectedError as refused:
                self.failed.emit(refused.problem)
                continue
            if self._looks.get(image.id) == image.content_key:  # it may have been edited on meanwhile
                self._thumbnails[image.id] = image.content_key
                self.thumbnail.emit(image.id, small)

    async def _measure(self, image: AnnotatedImage) -> None:
        with contextlib.suppress(ImageRejectedError):  # who shows it says so
            self.letters.emit(image, await self._image_pipeline.letters_px(image))

    async def _show_as_seen(self, image: AnnotatedImage, model_name: str, detail: Detail) -> None:
        try:
            prepared = await self._image_pipeline.encode(image, model_name, detail)
            self.as_seen.emit(image, await self._image_pipeline.pixels_of(prepared))
        except ImageRejectedError as refused:
            self.failed.emit(refused.problem)
