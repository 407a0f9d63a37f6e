"""The picture beside the table: the chosen row's, with the chosen value lit, and edits that all pictures get."""

from desktop.controllers.many.run.sheet_checks import SheetChecks
from desktop.controllers.many.run.sheet_rows import column_at, shown_value
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.answer_reading import value_text
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.field import CellValue, Field
from desktop.core.many.run import RunEdits
from desktop.core.many.value_search import find_value
from desktop.messages.images.text_copying import reading_text
from desktop.messages.many import table_words
from desktop.messages.problems import message_for
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.many.rows.row_preparation import in_shares
from desktop.services.many.run_control import RunControl
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from desktop.ui.sheet.side.picture_side import PictureSide
from desktop.ui.sheet.table.row_view import one_line

MOST_IMAGES = 6  # that are kept to step back and forth; their text is read once as long


class SheetPicture:
    """Shows one row of an open run at a time, and finds the chosen value in the text that is read on it."""

    def __init__(
        self,
        side: PictureSide,
        control: RunControl,
        image_pipeline: ImagePipeline,
        checks: SheetChecks,
        settings_service: SettingsService,
        tasks: Tasks,
    ) -> None:
        self._side = side
        self._control = control
        self._image_pipeline = image_pipeline
        self._checks = checks
        self._settings_service = settings_service
        self._showing = tasks.slot("picture of a row")
        self._images: dict[int, AnnotatedImage] = {}
        self._row, self._column = -1, -1

    def show(self, row: int, column: int) -> None:
        """Shows the picture of a row; `column` is the column of answers, negative for the name and the state."""
        is_other = row != self._row
        self._row, self._column = row, column
        self.show_cell()
        self._showing.start(self._show(row, column, is_other))

    def show_cell(self, about: str = "") -> None:
        """Shows the chosen cell in the field, with words about it."""
        row = self._control.run.rows[self._row]
        name = one_line(row.name)
        editor = self._side.editor
        if self._column < 0:
            self._side.show_head(name, about)
            editor.show_cell("", "", "", may_edit=False, may_ask=row.problem is None)
            return
        cell, field = self._chosen_cell()
        value = cell.values.get(field.name)
        self._side.show_head(name, about or one_line(field.name))
        may_edit = row.problem is None and cell.state is not CellState.CLAIMED
        known = self._known_words(cell, field, value)
        editor.show_cell(one_line(field.name), value_text(value), known, may_edit=may_edit, may_ask=may_edit)

    def _chosen_cell(self) -> tuple[Cell, Field]:
        model, field = column_at(self._control.run, self._column)
        return self._control.cell(self._row, model), field

    def _known_words(self, cell: Cell, field: Field, value: CellValue) -> str:
        if field.name in cell.edited:
            return table_words.edited_value()
        if value is None:
            return ""
        stands = self._checks.stands(cell, field)
        if stands is None:
            return table_words.unchecked_value()
        return table_words.checked_value(shown_value(value, field), stands)

    async def _show(self, row: int, column: int, is_other: bool) -> None:
        canvas = self._side.canvas
        if is_other:
            canvas.show_annotated_image(None)
        try:
            image = await self._image(row)
            canvas.show_annotated_image(image)
            canvas.show_pixels(image.source.key, await self._image_pipeline.mipmaps(image.source))
        except AskanceError as error:
            self._side.show_head(one_line(self._control.run.rows[row].name), message_for(error.problem).text)
            return
        canvas.light(None)
        if column >= 0 and self._settings_service.settings.read_text:
            await self._light(image, row)

    async def _image(self, row: int) -> AnnotatedImage:
        if row not in self._images:
            self._images[row] = await self._with_edits(row)
            while len(self._images) > MOST_IMAGES:
                del self._images[next(iter(self._images))]
        return self._images[row]

    async def _with_edits(self, row: int) -> AnnotatedImage:
        """Returns a row's picture with covers and crop; what is covered by kind is known once it has been read."""
        if self._control.run.plan.edits.covered_kinds:
            (parcel,) = (await self._control.would_send(row)).images
            if parcel.annotated is not None:
                return parcel.annotated
        return await self._control.look_at(row)

    async def _light(self, image: AnnotatedImage, row: int) -> None:
        """Reads the picture's text, and lights the value's place on it."""
        self.show_cell(reading_text())
        try:
            index = await self._checks.index_of(row, image)
        except AskanceError as error:
            self.show_cell(message_for(error.problem).text)
            return
        cell, field = self._chosen_cell()
        match = find_value(index, cell.values.get(field.name))
        self.show_cell(table_words.lit_value(one_line(field.name)) if match else "")
        if match is not None:
            self._side.canvas.go_to(image.view.rect_to_image(match.rect))

    def forget_images(self) -> None:
        """Has pictures made again: they have other edits now."""
        self._images.clear()
        if self._row >= 0:
            self.show(self._row, self._column)

    def close(self) -> None:
        """Shows no picture any more."""
        self._showing.stop()


def edits_of(image: AnnotatedImage, shown: AnnotatedImage, before: RunEdits) -> RunEdits:
    """Returns the edits for all pictures after one picture was edited; `shown` is that picture before.

    New covers are taken over by their place, and so is another crop.
    """
    size, known = image.source.size, {annotation.id for annotation in shown.annotations}
    covers = tuple(
        in_shares(annotation.rect, size)
        for annotation in image.annotations
        if isinstance(annotation, Redaction) and annotation.id not in known
    )
    crop = before.crop
    if image.crop != shown.crop:
        crop = in_shares(image.crop, size) if image.crop is not None else None
    return RunEdits((*before.covers, *covers), crop, before.covered_kinds, before.allowed_kinds)
