"""Jobs of text recognition, run one at a time by priority."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, OcrError, Problem, ProblemKind
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.log import log
from desktop.services.ports.text_recognizer import TextRecognizer
from desktop.services.tasks import Tasks

IDLE_S = 45.0  # until the child process of an idle reader is stopped; chosen
LONG_S = 1.5  # a job that takes longer shows progress, and is interrupted for others once nobody needs it
OcrKey = tuple[str, int]  # an image's key and its quarter turns; or an encoded image's id and 0


class Priority(IntEnum):
    """The order of jobs: the smallest runs first."""

    IMMEDIATE = 0  # somebody waits for it
    CURRENT = 1  # the image that is shown
    IN_WORKSPACE = 2
    BACKGROUND = 3


@dataclass(slots=True, eq=False)
class OcrJob:
    """An image to be read. `outcome` never fails, so that nobody has to await it; `waiters` is how many do.

    `frame` turns the result back to the unrotated image; None if the pixels are as they came.
    """

    pixels: Callable[[], Awaitable[PixelBuffer]]
    frame: ViewTransform | None
    priority: Priority
    outcome: "asyncio.Future[OcrResult | Problem]"
    waiters: int = 0
    is_interrupted: bool = False


class OcrWorker(QObject):
    """Owner of the jobs. Used on the loop's thread; reading runs in a worker thread.

    `is_wanted` returns True for a job that must not be interrupted though nobody waits for it; `finish` takes each
    job's outcome and has to set it. After `idle_s` seconds without a job the reader's child process is stopped.
    """

    progressed = Signal(object, object)  # OcrKey of a long job; float: its progress, 0–1, None when it is over

    def __init__(
        self,
        tasks: Tasks,
        reader: TextRecognizer,
        is_wanted: Callable[[OcrKey], bool],
        finish: Callable[[OcrKey, OcrJob, OcrResult | Problem], None],
        idle_s: float = IDLE_S,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._reading = tasks.slot("read")
        self._interrupting = tasks.slot("interrupt the reader")
        self._resting = tasks.slot("stop the idle reader")
        self._reader = reader
        self._is_wanted = is_wanted
        self._finish = finish
        self.idle_s = idle_s
        self._jobs: dict[OcrKey, OcrJob] = {}
        self._running: OcrKey | None = None

    def add(
        self,
        key: OcrKey,
        pixels: Callable[[], Awaitable[PixelBuffer]],
        frame: ViewTransform | None,
        priority: Priority,
    ) -> OcrJob:
        """Adds a job, or changes the priority of the one for that key: to IMMEDIATE for good, else to the latest."""
        job = self._jobs.get(key)
        if job is None:
            job = OcrJob(pixels, frame, priority, asyncio.get_running_loop().create_future())
            self._jobs[key] = job
        if priority is Priority.IMMEDIATE or (
            job.priority is not Priority.IMMEDIATE and priority is not Priority.BACKGROUND
        ):
            job.priority = priority
        if not self._reading.running:
            self._reading.start(self._run())
        self._interrupt_if_unneeded()
        return job

    def cancel_unwanted(self) -> None:
        """Cancels the jobs for the workspace that are not wanted any more, except the running one."""
        for key, job in tuple(self._jobs.items()):
            for_workspace = job.priority in (Priority.CURRENT, Priority.IN_WORKSPACE)
            if for_workspace and not self._is_wanted(key) and key != self._running:
                self._finish(key, self._jobs.pop(key), Problem(ProblemKind.OCR_CANCELLED))

    async def wait(self, job: OcrJob) -> None:
        """Waits until a job is done. Raises OcrError."""
        job.waiters += 1
        try:
            outcome = await asyncio.shield(job.outcome)
        finally:
            job.waiters -= 1
            self._interrupt_if_unneeded()
        if isinstance(outcome, Problem):
            raise OcrError(outcome)

    def _interrupt_if_unneeded(self) -> None:
        """Interrupts a running job that nobody needs and that keeps others waiting, after a while."""
        job = self._unneeded
        if job is not None and not self._interrupting.running:
            self._interrupting.start(self._interrupt_later(job))

    @property
    def _unneeded(self) -> OcrJob | None:
        """The running job, if nobody needs it while others wait."""
        key = self._running
        if key is None or self._is_wanted(key) or len(self._jobs) < 2 or self._jobs[key].waiters:
            return None
        return self._jobs[key]

    async def _interrupt_later(self, job: OcrJob) -> None:
        await asyncio.sleep(LONG_S)  # most are done by then, and starting another child process takes a second
        if self._unneeded is job:
            job.is_interrupted = True
            await self._tasks.run_blocking(self._reader.interrupt)

    async def _run(self) -> None:
        self._resting.stop()
        while self._jobs:
            key = min(self._jobs, key=lambda key: self._jobs[key].priority)
            job, self._running = self._jobs[key], key
            try:
                outcome = await self._outcome(key, job)
            finally:
                self._running = None
            del self._jobs[key]
            self._finish(key, job, outcome)
        self._resting.start(self._stop_reader_later())

    async def _outcome(self, key: OcrKey, job: OcrJob) -> OcrResult | Problem:
        loop, began = asyncio.get_running_loop(), time.monotonic()
        shows_progress, is_over = False, False

        def show(done: float | None) -> None:
            nonlocal shows_progress
            if not is_over:
                shows_progress = True
                self.progressed.emit(key, done)

        def progress(done: float) -> None:
            if time.monotonic() - began > LONG_S:
                loop.call_soon_threadsafe(show, done)

        try:
            ocr_result = await self._tasks.run_blocking(self._reader.read, await job.pixels(), progress)
        except asyncio.CancelledError:  # the program is being left: there is nobody to show anything to
            shows_progress = False
            raise
        except AskanceError as error:
            return Problem(ProblemKind.OCR_CANCELLED) if job.is_interrupted else error.problem
        except Exception:
            log.exception("text recognition failed")
            return Problem(ProblemKind.INTERNAL_ERROR)
        finally:
            if shows_progress:
                show(None)
            is_over = True
        frame = job.frame
        if frame is None or not frame.quarter_turns:
            return ocr_result
        return ocr_result.transformed(frame.rect_to_image, frame.crop.size)

    async def _stop_reader_later(self) -> None:
        await asyncio.sleep(self.idle_s)
        await self._tasks.run_blocking(self._reader.stop)
