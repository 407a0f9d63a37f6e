"""Arrivals: one way onto the desk for every door. Read, sniff, decode, lay down; say what was not taken, and why."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, ImageRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.untrusted_text import drop_unencodable
from desktop.log import log
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ImportItem:
    """Something that may be a picture: exactly one of a file, bytes, or an address that the user agreed to fetch.

    `passing`: the file was made for this alone and goes once it has been read.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    address: str = ""
    passing: bool = False


class ImageImporter(QObject):
    """Takes pictures in, in the order in which they came."""

    refused = Signal(object)  # tuple of Trouble, for one arrival of several things
    taken = Signal(object)  # tuple of Sheet
    noted = Signal(object)  # Sheet of which only one of several frames or pages is shown
    settled = Signal(bool)  # nothing is on its way any more; whether all of the last arrival was taken

    def __init__(
        self,
        tasks: Tasks,
        image_pipeline: ImagePipeline,
        workspace: Workspace,
        read_file: Callable[[Path], bytes],
        images_at: Callable[[Path], tuple[tuple[Path, ...], int]],
        fetch: Callable[[str], Awaitable[bytes]],
        page_side: Callable[[], int],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._image_pipeline = image_pipeline
        self._workspace = workspace
        self._read_file = read_file
        self._images_at = images_at
        self._page_side = page_side
        self._fetch = fetch
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether something has arrived that is not on the desk yet."""
        return self._under_way > 0

    def add(self, step: str, image_importer: tuple[ImportItem, ...]) -> None:
        """Take these in; undo names it `step`."""
        if image_importer:
            self._under_way += 1
            self._tasks.start("arrivals", self._take(step, image_importer, self._workspace.generation))

    def choose_pages(self, image: AnnotatedImage, pages: tuple[int, ...]) -> None:
        """Put these pages of the sheet's picture in its place."""
        self._under_way += 1
        self._tasks.start("pages", self._choose_pages(image, pages, self._workspace.generation))

    async def _choose_pages(self, image: AnnotatedImage, pages: tuple[int, ...], sitting: int) -> None:
        picture, images, refused = image.source, [], []
        try:
            for page in pages[:MOST_AT_ONCE]:
                try:
                    made, _ = await self._image_pipeline.decode(picture.data, picture.name, page, self._page_side())
                    images.append(AnnotatedImage.new(made))
                except AskanceError as error:
                    refused.append(error.problem)
            at = next((at for at, mine in enumerate(self._workspace.draft.images) if mine.id == image.id), None)
            if images and at is not None and self._workspace.generation == sitting:
                self._workspace.change("Choose pages", self._workspace.draft.split(at, images))
                self.taken.emit(tuple(images))
            if refused:
                self.refused.emit(tuple(refused))
        finally:
            self._settle(bool(images) and not refused)

    def _settle(self, all_taken: bool) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit(all_taken)

    async def _take(self, step: str, image_importer: tuple[ImportItem, ...], sitting: int) -> None:
        images: list[AnnotatedImage] = []
        refused: list[Problem] = []
        try:
            await self._take_each(image_importer, images, refused)
            self._lay_down(step, sitting, images, refused)
        finally:
            self._settle(bool(images) and not refused)

    async def _take_each(
        self, image_importer: tuple[ImportItem, ...], images: list[AnnotatedImage], refused: list[Problem]
    ) -> None:
        image_importer = await self._unfolded(image_importer, refused)
        for import_item in image_importer[:MOST_AT_ONCE]:
            try:
                images.append(AnnotatedImage.new(await self._image(import_item)))
            except AskanceError as error:
                refused.append(error.problem)
            except Exception as error:  # one picture must not keep the others, or the next question, from going on
                log.error("an arrival failed", exc_info=error)
                refused.append(Problem(ProblemKind.IMAGE_INTERNAL_ERROR, import_item.name))
        if len(image_importer) > MOST_AT_ONCE:
            left = str(len(image_importer) - MOST_AT_ONCE)
            refused.append(Problem(ProblemKind.TOO_MANY_IMAGES, left, seconds=MOST_AT_ONCE))

    def _lay_down(self, step: str, sitting: int, images: list[AnnotatedImage], refused: list[Problem]) -> None:
        """On the desk that they came for; on another one they would be asked about by mistake."""
        if self._workspace.generation != sitting:
            refused += [Problem(ProblemKind.CONVERSATION_CHANGED, image.source.name) for image in images]
            images.clear()
        if images:
            self._workspace.change(step, self._workspace.draft.with_images(images))
            self.taken.emit(tuple(images))
            several = next((sheet for sheet in images if sheet.source.page_count > 1), None)
            if several is not None:
                self.noted.emit(several)
        if refused:
            self.refused.emit(tuple(refused))

    async def _unfolded(self, image_importer: tuple[ImportItem, ...], refused: list[Problem]) -> tuple[ImportItem, ...]:
        """Folders replaced by the pictures in them."""
        found: list[ImportItem] = []
        for import_item in image_importer:
            if import_item.path is None or import_item.passing:
                found.append(import_item)
                continue
            try:
                paths, left_out = await self._tasks.run_blocking(self._images_at, import_item.path)
            except AskanceError as error:
                refused.append(error.problem)
                continue
            found += [ImportItem(path.name or str(path), path=path) for path in paths]
            if left_out:
                refused.append(Problem(ProblemKind.LEFT_OUT_OF_FOLDER, import_item.name, str(left_out)))
        return tuple(found)

    async def _image(self, import_item: ImportItem) -> SourceImage:
        data = await self._bytes(import_item)
        image, _ = await self._image_pipeline.decode(data, drop_unencodable(import_item.name), side=self._page_side())
        return image

    async def _bytes(self, import_item: ImportItem) -> bytes:
        if import_item.data is not None:
            return import_item.data
        if import_item.path is not None:
            data = await self._tasks.run_blocking(self._read_file, import_item.path)
            if import_item.passing:
                with contextlib.suppress(OSError):
                    await self._tasks.run_blocking(import_item.path.unlink)
            return data
        if import_item.address:
            return await self._fetch(import_item.address)
        raise ImageRejectedError(Problem(ProblemKind.EMPTY, import_item.name))
