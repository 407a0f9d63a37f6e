"""The reading room: the text of pictures, read in the background, what is looked at first, and remembered.

A picture is read once for each way it is turned, whole and as it came; what of that a sheet shows is a function
(`Reading.through`), so that cropping and covering cost nothing and what is covered is in nobody's hands.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, OcrError, Problem, ProblemKind
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.flattening import flatten
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.workspace.draft import Draft
from desktop.log import log
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ports.text_recognizer import TextRecognizer
from desktop.services.tasks import Tasks

IDLE_S = 45.0
LONG_S = 1.5
MOST_REMEMBERED = 300
IMMEDIATE, CURRENT, IN_WORKSPACE, BACKGROUND = range(4)
Key = tuple[str, int]  # a picture's key and its quarter turns; or a prepared picture's id


@dataclass(slots=True, eq=False)
class _Job:
    """Something to be read. `outcome` is a Reading or the Trouble that prevented it: nobody need wait for it, and
    `waiters` is how many do.
    """

    pixels: Callable[[], Awaitable[PixelBuffer]]
    frame: ViewTransform | None
    urgency: int
    outcome: "asyncio.Future[OcrResult | Problem]"
    waiters: int = 0
    given_up: bool = False


class OcrQueue(QObject):
    """Used on the loop's thread; reading is done by the reader, one picture at a time."""

    changed = Signal()  # something has been read, or could not be
    failed = Signal(object)  # Trouble of the picture that is looked at
    progressed = Signal(object)  # how far a picture that takes long is, 0–1; None when it is over

    def __init__(
        self, tasks: Tasks, image_pipeline: ImagePipeline, reader: TextRecognizer, idle_s: float = IDLE_S
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._image_pipeline = image_pipeline
        self._reader = reader
        self._idle_s = idle_s
        self._read: OrderedDict[Key, OcrResult] = OrderedDict()
        self._problems: dict[Key, Problem] = {}
        self._jobs: dict[Key, _Job] = {}
        self._images: OrderedDict[str, AnnotatedImage] = OrderedDict()  # by their looks
        self._shown: dict[str, tuple[OcrResult, OcrResult]] = {}  # by looks: what was read, and what is shown of it
        self._on_workspace: set[Key] = set()
        self._under_way: Key | None = None

    # what is known

    def cached(self, image: AnnotatedImage) -> OcrResult | None:
        """What the sheet says, in shown pixels, if it has been read."""
        ocr_result = self._read.get(_key(image))
        return self._through(image, ocr_result) if ocr_result is not None else None

    def _through(self, image: AnnotatedImage, ocr_result: OcrResult) -> OcrResult:
        """What the sheet shows of it: the same object as long as nothing has changed."""
        look, known = image.content_key, self._shown.get(image.content_key)
        if known is None or known[0] is not ocr_result:
            known = self._shown[look] = ocr_result, ocr_result.visible_in(image)
            while len(self._shown) > MOST_REMEMBERED:
                del self._shown[next(iter(self._shown))]
        return known[1]

    def problem(self, image: AnnotatedImage) -> Problem | None:
        """Why the sheet could not be read."""
        return self._problems.get(_key(image))

    def image_for_key(self, look: str) -> AnnotatedImage | None:
        """The sheet of that look, if it has been on the desk."""
        return self._images.get(look)

    # what is wanted

    def prioritize(self, draft: Draft) -> None:
        """Read what lies on the desk, the sheet that is looked at first; what lies there no longer can wait."""
        for image in draft.images:
            self._images[image.content_key] = image
            self._images.move_to_end(image.content_key)
        while len(self._images) > MOST_REMEMBERED:
            self._images.popitem(last=False)
        self._on_workspace = on_workspace = {_key(sheet) for sheet in draft.images}
        for key in [key for key, job in self._jobs.items() if job.urgency in (CURRENT, IN_WORKSPACE)]:
            if key not in on_workspace and key != self._under_way:
                self._end(key, self._jobs.pop(key), Problem(ProblemKind.CONVERSATION_CHANGED))
        for image in draft.images:
            if _key(image) not in self._read and _key(image) not in self._problems:
                self._want(image, CURRENT if image is draft.image else IN_WORKSPACE)

    def request(self, image: AnnotatedImage, anew: bool = False) -> None:
        """Read a sheet next; `anew`, though it could not be read before."""
        self._images[image.content_key] = image
        self._on_workspace.add(_key(image))  # whoever wants it waits for it
        if anew:
            self._problems.pop(_key(image), None)
        if _key(image) not in self._read and _key(image) not in self._problems:
            self._want(image, IMMEDIATE)

    async def recognize(self, image: AnnotatedImage, urgency: int = IMMEDIATE) -> OcrResult:
        """What the sheet says, in shown pixels. Raises NotRead."""
        key = _key(image)
        if key not in self._read:
            self._problems.pop(key, None)
            await self._waited(self._want(image, urgency))
        return self._through(image, self._read[key])

    async def recognize_encoded(self, prepared: EncodedImage) -> OcrResult:
        """What a picture says that is ready to be sent: from its sheet, if that has been read, else from its own
        pixels. Raises NotRead.
        """
        image = self._images.get(prepared.content_key)
        if image is not None:
            return (await self.recognize(image)).scaled(prepared.size)
        return await self.recognize_bytes(prepared)

    async def recognize_bytes(self, prepared: EncodedImage) -> OcrResult:
        """What the very bytes that are sent say. Raises NotRead."""
        key = prepared.id, 0
        if key not in self._read:
            self._problems.pop(key, None)

            async def pixels() -> PixelBuffer:
                return await self._tasks.run_blocking(lambda: PixelBuffer.of(prepared.image()))

            await self._waited(self._job(key, pixels, None, IMMEDIATE))
        return self._read[key]

    def _want(self, image: AnnotatedImage, urgency: int) -> _Job:
        async def pixels() -> PixelBuffer:
            levels = await self._image_pipeline.mipmaps(image.source)
            return await self._tasks.run_blocking(_upright, image, levels[0]) if image.quarter_turns else levels[0]

        return self._job(_key(image), pixels, image.uncropped_view, urgency)

    def _job(
        self, key: Key, pixels: Callable[[], Awaitable[PixelBuffer]], frame: ViewTransform | None, urgency: int
    ) -> _Job:
        job = self._jobs.get(key)
        if job is None:
            job = _Job(pixels, frame, urgency, asyncio.get_running_loop().create_future())
            self._jobs[key] = job
        if urgency == IMMEDIATE or (job.urgency != IMMEDIATE and urgency != BACKGROUND):
            job.urgency = urgency
        if not self._tasks.running("read"):
            self._tasks.replace("read", self._work())
        self._give_up_what_nobody_wants()
        return job

    async def _waited(self, job: _Job) -> None:
        """Until it has been read. Raises NotRead."""
        job.waiters += 1
        try:
            outcome = await asyncio.shield(job.outcome)
        finally:
            job.waiters -= 1
            self._give_up_what_nobody_wants()
        if isinstance(outcome, Problem):
            raise OcrError(outcome)

    # the work

    def _give_up_what_nobody_wants(self) -> None:
        """What is being read, wanted no more and keeps others waiting, is given up after a while."""
        job = self._in_the_way
        if job is not None and not self._tasks.running("give up a reading"):
            self._tasks.replace("give up a reading", self._give_up_later(job))

    @property
    def _in_the_way(self) -> _Job | None:
        """What is being read though nobody wants it, while others wait."""
        key = self._under_way
        if key is None or key in self._on_workspace or len(self._jobs) < 2 or self._jobs[key].waiters:
            return None
        return self._jobs[key]

    async def _give_up_later(self, job: _Job) -> None:
        await asyncio.sleep(LONG_S)  # most are ready by then, and another child takes a second to start
        if self._in_the_way is job:
            job.given_up = True
            await self._tasks.run_blocking(self._reader.interrupt)

    async def _work(self) -> None:
        self._tasks.stop("rest the reader")
        while self._jobs:
            key = min(self._jobs, key=lambda key: self._jobs[key].urgency)
            job, self._under_way = self._jobs[key], key
            try:
                outcome = await self._outcome(job)
            finally:
                self._under_way = None
            del self._jobs[key]
            self._end(key, job, outcome)
        self._tasks.replace("rest the reader", self._rest_later())

    def _end(self, key: Key, job: _Job, outcome: OcrResult | Problem) -> None:
        if isinstance(outcome, OcrResult):
            self._read[key] = outcome
            self._forget_oldest()
        elif outcome.kind is not ProblemKind.CONVERSATION_CHANGED:
            self._problems[key] = outcome
            if job.urgency == CURRENT:
                self.failed.emit(outcome)
        job.outcome.set_result(outcome)
        self.changed.emit()

    def _forget_oldest(self) -> None:
        """What lies on the desk is remembered, however much it is: a question may wait for all of it."""
        away = [key for key in self._read if key not in self._on_workspace]
        for key in away[: max(0, len(self._read) - MOST_REMEMBERED)]:
            del self._read[key]

    async def _outcome(self, job: _Job) -> OcrResult | Problem:
        loop, began = asyncio.get_running_loop(), time.monotonic()
        said_so = False

        def progress(done: float) -> None:
            nonlocal said_so
            if time.monotonic() - began > LONG_S:
                said_so = True
                loop.call_soon_threadsafe(self.progressed.emit, done)

        try:
            ocr_result = await self._tasks.run_blocking(self._reader.read, await job.pixels(), progress)
        except AskanceError as error:
            return Problem(ProblemKind.CONVERSATION_CHANGED) if job.given_up else error.problem
        except Exception:
            log.exception("reading failed")
            return Problem(ProblemKind.INTERNAL_ERROR)
        finally:
            if said_so:
                loop.call_soon(self.progressed.emit, None)
        frame = job.frame
        if frame is None or not frame.quarter_turns:
            return ocr_result
        return ocr_result.transformed(frame.rect_to_image, frame.crop.size)

    async def _rest_later(self) -> None:
        await asyncio.sleep(self._idle_s)
        await self._tasks.run_blocking(self._reader.stop)


def _key(image: AnnotatedImage) -> Key:
    return image.source.key, image.quarter_turns


def _upright(image: AnnotatedImage, pixels: PixelBuffer) -> PixelBuffer:
    """The whole picture, bare, as the sheet turns it."""
    return PixelBuffer.of(flatten(replace(image, crop=None, annotations=()), pixels))
