"""The one way of images and text files into the workspace: read, sniff, decode and add them, and report those that
were rejected.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.attached_text import MOST_LETTERS, AttachedText, TextPart
from desktop.core.errors import AskanceError, ImageRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.untrusted_text import drop_unencodable
from desktop.log import log
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.image.import_item import ImportItem
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace

MOST_AT_ONCE = 50  # images of one import; chosen
LEAST_ROOM = 500  # letters, for another text; chosen
ReadText = Callable[[Path, str, int, TextPart], AttachedText | None]
"""Returns the text in a file of this name, at most so many letters of it; None if it may be an image. It blocks, and
raises ImageRejectedError."""


@dataclass(slots=True)
class _Arrivals:
    """What has come of an import so far; `too_long` are the files that are refused only because of their length."""

    images: list[AnnotatedImage] = field(default_factory=list)
    texts: list[AttachedText] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    too_long: list[tuple[Path, Problem]] = field(default_factory=list)


class ImageImporter(QObject):
    """Imports images and text files, in the order in which they were added.

    `read_file` and `images_at` block and raise ImageRejectedError; `images_at` returns the images of a folder (or the
    file itself) and the number of those left out; `page_side` returns the longest side, in pixels, to render pages at.
    """

    refused = Signal(tuple)  # of Problem, for one import of several items
    taken = Signal(tuple)  # of AnnotatedImage
    texts_taken = Signal(tuple)  # of AttachedText
    too_long = Signal(Path, tuple)  # a text file that could go in part; of Problem, what else `refused` has told
    noted = Signal(AnnotatedImage)  # it shows only one of several frames or pages
    settled = Signal(bool)  # no import is under way any more; True if the last one was taken completely

    def __init__(
        self,
        tasks: Tasks,
        image_pipeline: ImagePipeline,
        workspace: Workspace,
        read_file: Callable[[Path], bytes],
        images_at: Callable[[Path], tuple[tuple[Path, ...], int]],
        fetch: Callable[[str, tuple[str, ...]], Awaitable[bytes]],
        page_side: Callable[[], int],
        read_text: ReadText,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._image_pipeline = image_pipeline
        self._workspace = workspace
        self._read_file = read_file
        self._images_at = images_at
        self._page_side = page_side
        self._fetch = fetch
        self._read_text = read_text
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """True while an import is under way."""
        return self._under_way > 0

    def add(self, step: str, items: tuple[ImportItem, ...]) -> None:
        """Imports items in the background; undo shows the step as `step`."""
        if items:
            self.wait_for("import images", partial(self._take, step, items, self._workspace.generation))

    def add_made(self, step: str, make: Callable[[], Awaitable[ImportItem]]) -> None:
        """Imports an item that is still to be made; a question asked meanwhile waits for it, as for any other."""
        self.wait_for("import images", partial(self._make_and_take, step, make, self._workspace.generation))

    def choose_pages(self, image: AnnotatedImage, pages: tuple[int, ...]) -> None:
        """Replaces an image by these pages of its source, which count from 0."""
        self.wait_for("choose pages", partial(self._choose_pages, image, pages, self._workspace.generation))

    def wait_for(self, name: str, work: Callable[[], Awaitable[bool]]) -> None:
        """Does something else for the draft in the background, as an import; it returns True if all of it came."""
        self._under_way += 1
        self._tasks.start(name, self._until_settled(work))

    async def _until_settled(self, work: Callable[[], Awaitable[bool]]) -> None:
        all_came = False
        try:
            all_came = await work()
        finally:
            self._settle(all_came)

    async def _choose_pages(self, image: AnnotatedImage, pages: tuple[int, ...], generation: int) -> bool:
        source, images, refused = image.source, [], []
        for page in pages[:MOST_AT_ONCE]:
            try:
                page_image = await self._image_pipeline.decode(source.data, source.name, page, self._page_side())
                images.append(AnnotatedImage.new(page_image))
            except AskanceError as error:
                refused.append(error.problem)
        at = next((at for at, other in enumerate(self._workspace.draft.images) if other.id == image.id), None)
        if images and at is not None and self._workspace.generation == generation:
            self._workspace.change("Choose pages", self._workspace.draft.split(at, images))
            self.taken.emit(tuple(images))
        if refused:
            self.refused.emit(tuple(refused))
        return bool(images) and not refused

    def _settle(self, all_taken: bool) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit(all_taken)

    async def _make_and_take(self, step: str, make: Callable[[], Awaitable[ImportItem]], generation: int) -> bool:
        return await self._take(step, (await make(),), generation)

    async def _take(self, step: str, items: tuple[ImportItem, ...], generation: int) -> bool:
        arrivals = _Arrivals()
        await self._take_items(items, arrivals)
        self._add_to_draft(step, generation, arrivals)
        return bool(arrivals.images or arrivals.texts) and not arrivals.refused

    async def _take_items(self, items: tuple[ImportItem, ...], arrivals: _Arrivals) -> None:
        refused = arrivals.refused
        files = await self._without_folders(items, refused)
        for import_item in files[:MOST_AT_ONCE]:
            try:
                if (text := await self._text(import_item, arrivals.texts)) is not None:
                    arrivals.texts.append(text)
                else:
                    arrivals.images.append(AnnotatedImage.new(await self._first_image(import_item)))
            except AskanceError as error:
                refused.append(error.problem)
                if error.problem.kind is ProblemKind.TEXT_TOO_LONG and import_item.path is not None:
                    arrivals.too_long.append((import_item.path, error.problem))
            except Exception as error:  # one image must not stop the others, or the next question
                log.error("importing an image failed", exc_info=error)
                refused.append(Problem(ProblemKind.IMAGE_INTERNAL_ERROR, import_item.name))
        if len(files) > MOST_AT_ONCE:
            left = str(len(files) - MOST_AT_ONCE)
            refused.append(Problem(ProblemKind.TOO_MANY_IMAGES, left, seconds=MOST_AT_ONCE))

    async def _text(self, import_item: ImportItem, before: list[AttachedText]) -> AttachedText | None:
        """Returns the text in a file that was chosen, as far as there is room beside those `before`; None without one.

        Raises ImageRejectedError.
        """
        if import_item.path is None or import_item.is_temporary:
            return None
        room = MOST_LETTERS - self._workspace.draft.letters - sum(len(text.text) for text in before)
        text = await self._tasks.run_blocking(
            self._read_text,
            import_item.path,
            drop_unencodable(import_item.name),
            room if room >= LEAST_ROOM else MOST_LETTERS,
            import_item.part,
        )
        if text is not None and len(text.text) > room:
            raise ImageRejectedError(Problem(ProblemKind.NO_ROOM_FOR_TEXT, import_item.name, seconds=MOST_LETTERS))
        return text

    def _add_to_draft(self, step: str, generation: int, arrivals: _Arrivals) -> None:
        """Adds what came to the draft for which it came; in another one it would be asked about by mistake."""
        images, texts, refused = arrivals.images, arrivals.texts, arrivals.refused
        if self._workspace.generation != generation:
            names = [*(image.source.name for image in images), *(text.name for text in texts)]
            refused += [Problem(ProblemKind.CONVERSATION_CHANGED, name) for name in names]
            images.clear()
            texts.clear()
        if images or texts:
            self._workspace.change(step, self._workspace.draft.with_images(images).with_texts(texts))
        if texts:
            self.texts_taken.emit(tuple(texts))
        if images:
            self.taken.emit(tuple(images))
            with_pages = next((image for image in images if image.source.page_count > 1), None)
            if with_pages is not None:
                self.noted.emit(with_pages)
        if refused:
            self.refused.emit(tuple(refused))
        for path, its in arrivals.too_long[-1:]:  # one notice is shown
            self.too_long.emit(path, tuple(problem for problem in refused if problem is not its))

    async def _without_folders(self, items: tuple[ImportItem, ...], refused: list[Problem]) -> tuple[ImportItem, ...]:
        """Returns the items with each folder replaced by the images in it."""
        found: list[ImportItem] = []
        for import_item in items:
            if import_item.path is None or import_item.is_temporary:
                found.append(import_item)
                continue
            try:
                paths, left_out = await self._tasks.run_blocking(self._images_at, import_item.path)
            except AskanceError as error:
                if import_item.fallbacks:
                    found.append(import_item)
                else:
                    refused.append(error.problem)
                continue
            own = import_item.path
            found += [replace(import_item, name=path.name, path=path) if path != own else import_item for path in paths]
            if left_out:
                refused.append(Problem(ProblemKind.LEFT_OUT_OF_FOLDER, import_item.name, str(left_out)))
        return tuple(found)

    async def _first_image(self, import_item: ImportItem) -> SourceImage:
        """Returns the item's image, or that of its first fallback that is one. Raises what the item itself raised."""
        try:
            return await self._image(import_item)
        except AskanceError:
            for fallback in import_item.fallbacks:
                with contextlib.suppress(AskanceError):
                    return await self._image(fallback)
            raise

    async def _image(self, import_item: ImportItem) -> SourceImage:
        data, name = await self._bytes(import_item), drop_unencodable(import_item.name)
        if import_item.pixels is not None:
            return await self._image_pipeline.take_own(data, name, import_item.pixels)
        return await self._image_pipeline.decode(data, name, side=self._page_side())

    async def _bytes(self, import_item: ImportItem) -> bytes:
        if import_item.data is not None:
            return import_item.data
        if import_item.path is not None:
            data = await self._tasks.run_blocking(self._read_file, import_item.path)
            if import_item.is_temporary:
                with contextlib.suppress(OSError):
                    await self._tasks.run_blocking(import_item.path.unlink)
            return data
        if import_item.address:
            return await self._fetch(import_item.address, import_item.ip_addresses)
        raise ImageRejectedError(Problem(ProblemKind.EMPTY, import_item.name))
