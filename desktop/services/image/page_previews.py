"""Previews of the pages of one image file, drawn in the background one at a time, the latest request first."""

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ImageRejectedError
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import SourceImage
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks

SIDE = 400  # pixels of the longer side; chosen


class PagePreviews(QObject):
    """Draws the requested pages of one document at a time."""

    ready = Signal(int, PixelBuffer)  # page from 0, its preview

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline) -> None:
        super().__init__()
        self._drawing = tasks.slot("page previews")
        self._image_pipeline = image_pipeline
        self._image: SourceImage | None = None
        self._waiting: list[int] = []

    def open(self, image: SourceImage) -> None:
        """Replaces the document whose pages are drawn; requests for the previous one are dropped."""
        self._image, self._waiting = image, []

    def close(self) -> None:
        """Drops all requests."""
        self._image, self._waiting = None, []

    def want(self, page: int) -> None:
        """Requests a preview of a page."""
        self._waiting.append(page)
        if not self._drawing.running:
            self._drawing.start(self._run())

    async def _run(self) -> None:
        while self._waiting and self._image is not None:
            page, image = self._waiting.pop(), self._image
            try:
                preview = await self._image_pipeline.small_page(image, page, SIDE)
            except ImageRejectedError:
                continue  # it stays blank; choosing the page reports the reason
            if image is self._image:
                self.ready.emit(page, preview)
