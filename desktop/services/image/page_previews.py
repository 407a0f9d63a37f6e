"""Pages: small forms of the pages of one picture, made in the background, one at a time, the newest wish first."""

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ImageRejectedError
from desktop.core.image.source_image import SourceImage
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks

SIDE = 400


class PagePreviews(QObject):
    """Serves one document at a time."""

    made = Signal(int, object)  # page from 0, Pixels

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline) -> None:
        super().__init__()
        self._drawing = tasks.slot("small pages")
        self._image_pipeline = image_pipeline
        self._image: SourceImage | None = None
        self._waiting: list[int] = []

    def open(self, image: SourceImage) -> None:
        """From now on pages of this one are wanted."""
        self._image, self._waiting = image, []

    def close(self) -> None:
        """Nobody waits any more."""
        self._image, self._waiting = None, []

    def want(self, page: int) -> None:
        """Make the small form of a page."""
        self._waiting.append(page)
        if not self._drawing.running:
            self._drawing.start(self._run())

    async def _run(self) -> None:
        while self._waiting and self._image is not None:
            page, image = self._waiting.pop(), self._image
            try:
                small = await self._image_pipeline.small_page(image, page, SIDE)
            except ImageRejectedError:
                continue  # it stays blank; taking it says why
            if image is self._image:
                self.made.emit(page, small)
