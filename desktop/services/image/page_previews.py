"""Pages: small forms of the pages of one picture, made in the background, one at a time, the newest wish first."""

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import PictureRefused
from desktop.core.image.source_image import Picture
from desktop.services.image.image_pipeline import Darkroom
from desktop.services.tasks import Tasks

SIDE = 400


class Pages(QObject):
    """Serves one document at a time."""

    made = Signal(int, object)  # page from 0, Pixels

    def __init__(self, tasks: Tasks, darkroom: Darkroom) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._picture: Picture | None = None
        self._waiting: list[int] = []

    def open(self, picture: Picture) -> None:
        """From now on pages of this one are wanted."""
        self._picture, self._waiting = picture, []

    def close(self) -> None:
        """Nobody waits any more."""
        self._picture, self._waiting = None, []

    def want(self, page: int) -> None:
        """Make the small form of a page."""
        self._waiting.append(page)
        if not self._tasks.running("small pages"):
            self._tasks.replace("small pages", self._run())

    async def _run(self) -> None:
        while self._waiting and self._picture is not None:
            page, picture = self._waiting.pop(), self._picture
            try:
                small = await self._darkroom.small_page(picture, page, SIDE)
            except PictureRefused:
                continue  # it stays blank; taking it says why
            if picture is self._picture:
                self.made.emit(page, small)
