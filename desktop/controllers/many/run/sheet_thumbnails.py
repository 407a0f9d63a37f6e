"""Thumbnails of rows, made one at a time, what was wanted last first."""

from desktop.core.errors import AskanceError
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.many.run_control import RunControl
from desktop.services.tasks import Tasks
from desktop.ui.qt_images import qimage
from desktop.ui.sheet.table.table_model import SheetModel

MOST_WAITING = 40  # rows; a table that is scrolled past needs no older ones


class SheetThumbnails:
    """Makes the thumbnails that a table wants."""

    def __init__(self, model: SheetModel, control: RunControl, image_pipeline: ImagePipeline, tasks: Tasks) -> None:
        self._model = model
        self._control = control
        self._image_pipeline = image_pipeline
        self._making = tasks.slot("thumbnails of rows")
        self._wanted: list[int] = []

    def want(self, row: int) -> None:
        """Makes a row's thumbnail soon; of rows that were scrolled past, the table asks again."""
        self._wanted.append(row)
        while len(self._wanted) > MOST_WAITING:
            self._model.forget_thumbnail(self._wanted.pop(0))
        if not self._making.running:
            self._making.start(self._make())

    async def _make(self) -> None:
        while self._wanted:
            row = self._wanted.pop()
            if self._control.run.rows[row].problem is not None:
                continue
            try:
                pixels = await self._image_pipeline.thumbnail(await self._control.look_at(row))
            except AskanceError:
                continue  # the frame stays empty; the row says what is wrong once it is chosen or asked
            self._model.show_thumbnail(row, qimage(pixels).copy())

    def close(self) -> None:
        """Makes no more."""
        self._making.stop()
