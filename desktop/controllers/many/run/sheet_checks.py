"""Which values stand on their pictures: looked for in the background, in rows that have been answered."""

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.field import CellValue, Field
from desktop.core.many.value_search import stands_there
from desktop.core.ocr.quote_matching import QuoteIndex, has_enough_text
from desktop.services.many.run_control import RunControl
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.ocr_worker import Priority
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


class SheetChecks(QObject):
    """Reads one picture at a time, after all that somebody waits for, and keeps what stands there."""

    looked = Signal(int)  # the number of a row of which it is now known what stands there

    def __init__(
        self, control: RunControl, ocr_queue: OcrQueue, settings_service: SettingsService, tasks: Tasks
    ) -> None:
        super().__init__()
        self._control = control
        self._ocr_queue = ocr_queue
        self._settings_service = settings_service
        self._tasks = tasks
        self._looking = tasks.slot("values of rows")
        self._wanted: dict[int, None] = {}
        self._known: dict[tuple[CellId, str, CellValue], bool | None] = {}

    def stands(self, cell: Cell, field: Field) -> bool | None:
        """Returns whether the value of a cell stands on its picture, as far as somebody has looked."""
        return self._known.get((cell.id, field.name, cell.values.get(field.name)))

    def want(self, cells: tuple[Cell, ...]) -> None:
        """Looks for the values of these cells where they have been answered and nobody has looked yet."""
        if not self._settings_service.settings.read_text:
            return
        for cell in cells:
            names = (name for name in cell.values if name not in cell.edited)
            is_new = any((cell.id, name, cell.values[name]) not in self._known for name in names)
            if cell.state is CellState.ANSWERED and is_new:
                self._wanted[cell.row] = None
        if self._wanted and not self._looking.running:
            self._looking.start(self._look())

    async def _look(self) -> None:
        while self._wanted:
            row = next(iter(self._wanted))
            del self._wanted[row]
            try:
                await self.index_of(row, await self._control.look_at(row), Priority.IN_WORKSPACE)
            except AskanceError:
                continue  # the values stay unmarked; the row says what is wrong once it is chosen

    async def index_of(self, row: int, image: AnnotatedImage, priority: Priority = Priority.IMMEDIATE) -> QuoteIndex:
        """Returns the text of a row's picture, and keeps which values stand there. Raises OcrError."""
        ocr_result = await self._ocr_queue.recognize(image, priority)
        index = await self._tasks.run_blocking(QuoteIndex, (ocr_result,))
        unfound = self._settings_service.settings.unfound
        tells_missing = unfound == "always" or (unfound == "auto" and has_enough_text((ocr_result,)))
        run = self._control.run
        for model in run.models:
            cell = self._control.cell(row, model)
            for field in run.plan.columns:
                value = cell.values.get(field.name)
                stands = stands_there(index, value, field)
                self._known[cell.id, field.name, value] = stands if stands or tells_missing else None
        self.looked.emit(row)
        return index

    def close(self) -> None:
        """Looks no further."""
        self._looking.stop()
