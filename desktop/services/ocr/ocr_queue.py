"""The text of images: recognized in the background, what is shown first, and cached.

An image is read once per rotation, whole and unedited; what an annotated image shows of the text is computed
(`OcrResult.visible_in`). So cropping and redacting need no second reading, and nobody gets redacted text.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.flattening import flatten
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.workspace.draft import Draft
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ocr.ocr_cache import OcrCache, key_of
from desktop.services.ocr.ocr_worker import IDLE_S, OcrJob, OcrKey, OcrWorker, Priority
from desktop.services.ports.text_recognizer import TextRecognizer
from desktop.services.tasks import Tasks


class OcrQueue(QObject):
    """Decides what is read when, and hands out the results. Used on the loop's thread."""

    changed = Signal()  # an image has been read, or could not be
    failed = Signal(Problem)  # of the image that is shown
    progressed = Signal()  # `progress` has changed for an image

    def __init__(
        self,
        tasks: Tasks,
        image_pipeline: ImagePipeline,
        reader: TextRecognizer,
        idle_s: float = IDLE_S,
        finds_faces: Callable[[], bool] = lambda: False,
    ) -> None:
        """`finds_faces` returns whether `reader` looks for faces now; what it read without does not count then."""
        super().__init__()
        self._tasks = tasks
        self._image_pipeline = image_pipeline
        self._cache = OcrCache(finds_faces)
        self._wanted: set[OcrKey] = set()  # in the workspace, or requested
        self._worker = OcrWorker(tasks, reader, lambda key: key in self._wanted, self._finish, idle_s)
        self._worker.progressed.connect(self._show_progress)
        self._progress: dict[OcrKey, float] = {}  # of the image that takes long, while it is being read

    @property
    def idle_s(self) -> float:
        """Seconds until the child process of an idle reader is stopped."""
        return self._worker.idle_s

    @idle_s.setter
    def idle_s(self, seconds: float) -> None:
        self._worker.idle_s = seconds

    # known already

    def cached(self, image: AnnotatedImage) -> OcrResult | None:
        """The text that an annotated image shows, in view pixels; None if it has not been read."""
        return self._cache.visible(image)

    def problem(self, image: AnnotatedImage) -> Problem | None:
        """The reason why the image could not be read."""
        return self._cache.problems.get(key_of(image))

    def progress(self, image: AnnotatedImage | None) -> float | None:
        """How much of an image that takes long has been read, 0–1; None for any other, and without one."""
        return self._progress.get(key_of(image)) if image is not None else None

    def image_for_key(self, content_key: str) -> AnnotatedImage | None:
        """The annotated image of that content key, if it was in the workspace lately."""
        return self._cache.image(content_key)

    # to be read

    def prioritize(self, draft: Draft) -> None:
        """Reads the images of the workspace, the shown one first. Images that have left it can wait."""
        for image in draft.images:
            self._cache.add_image(image)
        self._cache.trim_images()
        self._wanted = {key_of(image) for image in draft.images}
        self._worker.cancel_unwanted()
        for image in draft.images:
            if not self._cache.is_known(image):
                self._add(image, Priority.CURRENT if image is draft.image else Priority.IN_WORKSPACE)

    def request(self, image: AnnotatedImage, is_retry: bool = False) -> None:
        """Reads an image next; with `is_retry` even if it could not be read before, or not all of it."""
        self._cache.add_image(image)
        self._wanted.add(key_of(image))
        if is_retry:
            self._cache.forget_failure(key_of(image))
        if not self._cache.is_known(image):
            self._add(image, Priority.IMMEDIATE)

    async def recognize(self, image: AnnotatedImage, priority: Priority = Priority.IMMEDIATE) -> OcrResult:
        """Returns the text that an annotated image shows, in view pixels. Raises OcrError."""
        key = key_of(image)
        while (ocr_result := self._cache.visible(image)) is None:  # faces may be wanted meanwhile
            self._cache.problems.pop(key, None)
            await self._worker.wait(self._add(image, priority))
        return ocr_result

    async def recognize_encoded(self, encoded: EncodedImage) -> OcrResult:
        """Returns the text of an encoded image, in its pixels: that of its annotated image where it is known.

        Raises OcrError.
        """
        image = self._cache.image(encoded.content_key)
        if image is not None:
            return (await self.recognize(image)).scaled(encoded.size)
        return await self.recognize_bytes(encoded)

    async def recognize_bytes(self, encoded: EncodedImage) -> OcrResult:
        """Returns the text of the very bytes that are sent, in their pixels. Raises OcrError."""
        key = encoded.id, 0

        async def pixels() -> PixelBuffer:
            return await self._tasks.run_blocking(lambda: PixelBuffer.of(encoded.image()))

        while (ocr_result := self._cache.result(key)) is None:
            self._cache.problems.pop(key, None)
            await self._worker.wait(self._worker.add(key, pixels, None, Priority.IMMEDIATE))
        return ocr_result

    def _add(self, image: AnnotatedImage, priority: Priority) -> OcrJob:
        async def pixels() -> PixelBuffer:
            levels = await self._image_pipeline.pixels(image.source)
            return await self._tasks.run_blocking(_rotated, image, levels[0]) if image.quarter_turns else levels[0]

        return self._worker.add(key_of(image), pixels, image.uncropped_view, priority)

    def _show_progress(self, key: OcrKey, fraction: float | None) -> None:
        self._progress = {} if fraction is None else {key: fraction}
        self.progressed.emit()

    def _finish(self, key: OcrKey, job: OcrJob, outcome: OcrResult | Problem) -> None:
        if isinstance(outcome, OcrResult):
            self._cache.add_result(key, outcome, self._wanted)
        elif outcome.kind is not ProblemKind.OCR_CANCELLED:
            self._cache.problems[key] = outcome
            if job.priority is Priority.CURRENT:
                self.failed.emit(outcome)
        job.outcome.set_result(outcome)
        self.changed.emit()


def _rotated(image: AnnotatedImage, pixels: PixelBuffer) -> PixelBuffer:
    """Returns the whole image without annotations, rotated as the annotated image is."""
    return PixelBuffer.of(flatten(replace(image, crop=None, annotations=()), pixels))
