"""Adds the own text of pages of a PDF to their images, and takes it off again."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.attached_text import MOST_LETTERS
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.text.page_text import PageText
from desktop.services.image.image_importer import ImageImporter
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace


class PageTexts(QObject):
    """Changes the draft, a step of the undo history at a time. A question waits for a text that is on its way."""

    refused = Signal(tuple)  # of Problem
    found = Signal(int, int)  # the pages whose text was added, and the letters that nobody sees, which were not
    found_none = Signal()  # there is no text on any of the pages

    def __init__(
        self, tasks: Tasks, decoder: ImageDecoder, workspace: Workspace, image_importer: ImageImporter
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._decoder = decoder
        self._workspace = workspace
        self._image_importer = image_importer

    def add(self, step: str, images: tuple[tuple[AnnotatedImage, str], ...]) -> None:
        """Adds the texts of pages in the background, each under the name beside it; undo shows the step as `step`."""
        self._image_importer.wait_for("read page texts", partial(self._add, step, images, self._workspace.generation))

    def remove(self, step: str, image_id: str) -> None:
        """Takes the text off an image."""
        draft = self._workspace.draft
        image = next((image for image in draft.images if image.id == image_id), None)
        if image is not None:
            self._workspace.change(step, draft.with_image(replace(image, page_text=None)))

    async def _add(self, step: str, images: tuple[tuple[AnnotatedImage, str], ...], generation: int) -> bool:
        texts, refused = dict[str, PageText](), list[Problem]()
        for image, name in images:
            try:
                texts[image.id] = (await self._read(image)).named(name)
            except AskanceError as error:
                refused.append(error.problem)
        if self._workspace.generation == generation:
            self._put(step, {key: text for key, text in texts.items() if not text.is_empty}, refused)
            if texts and all(text.is_empty for text in texts.values()):
                self.found_none.emit()
        if refused:
            self.refused.emit(tuple(refused))
        return bool(texts) and not refused

    async def _read(self, image: AnnotatedImage) -> PageText:
        source = image.source
        place = source.data, source.name, source.page_index, max(source.size)
        return await self._tasks.run_blocking(self._decoder.page_text, *place)

    def _put(self, step: str, texts: dict[str, PageText], refused: list[Problem]) -> None:
        """Puts the texts beside those images that are still in the draft, as far as there is room."""
        draft, hidden, added = self._workspace.draft, 0, 0
        for image in draft.images:
            if (text := texts.get(image.id)) is None:
                continue
            with_text = draft.with_image(replace(image, page_text=text))
            if with_text.letters > MOST_LETTERS:
                refused.append(Problem(ProblemKind.NO_ROOM_FOR_TEXT, text.name, seconds=MOST_LETTERS))
                continue
            draft = with_text
            hidden, added = hidden + text.hidden, added + 1
        if added:
            self._workspace.change(step, draft)
            self.found.emit(added, hidden)
