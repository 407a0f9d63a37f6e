"""The reading room: the text of pictures, read in the background, what is looked at first, and remembered.

A picture is read once for each way it is turned, whole and as it came; what of that a sheet shows is a function
(`Reading.through`), so that cropping and covering cost nothing and what is covered is in nobody's hands.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Kind, NotRead, Trouble
from desktop.core.geometry.view_transform import Frame
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.encoding import Prepared
from desktop.core.image.flattening import flattened
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.ocr.ocr_result import Reading
from desktop.core.workspace.draft import Draft
from desktop.log import log
from desktop.services.image.image_pipeline import Darkroom
from desktop.services.tasks import Tasks

IDLE_S = 45.0
LONG_S = 1.5
MOST_REMEMBERED = 300
AT_ONCE, LOOKED_AT, ON_DESK, SOME_TIME = range(4)
Key = tuple[str, int]  # a picture's key and its quarter turns; or a prepared picture's id


class Reader(Protocol):
    """Pixels → text; blocks, and raises NotRead."""

    def read(self, pixels: Pixels, progress: Callable[[float], None] = ...) -> Reading: ...
    def rest(self) -> None: ...
    def interrupt(self) -> None: ...


@dataclass(slots=True, eq=False)
class _Job:
    """Something to be read. `outcome` is a Reading or the Trouble that prevented it: nobody need wait for it, and
    `waiters` is how many do.
    """

    pixels: Callable[[], Awaitable[Pixels]]
    frame: Frame | None
    urgency: int
    outcome: "asyncio.Future[Reading | Trouble]"
    waiters: int = 0
    given_up: bool = False


class ReadingRoom(QObject):
    """Used on the loop's thread; reading is done by the reader, one picture at a time."""

    changed = Signal()  # something has been read, or could not be
    failed = Signal(object)  # Trouble of the picture that is looked at
    progressed = Signal(object)  # how far a picture that takes long is, 0–1; None when it is over

    def __init__(self, tasks: Tasks, darkroom: Darkroom, reader: Reader, idle_s: float = IDLE_S) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._reader = reader
        self._idle_s = idle_s
        self._read: OrderedDict[Key, Reading] = OrderedDict()
        self._troubles: dict[Key, Trouble] = {}
        self._jobs: dict[Key, _Job] = {}
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()  # by their looks
        self._shown: dict[str, tuple[Reading, Reading]] = {}  # by looks: what was read, and what is shown of it
        self._on_desk: set[Key] = set()
        self._under_way: Key | None = None

    # what is known

    def ready(self, sheet: Sheet) -> Reading | None:
        """What the sheet says, in shown pixels, if it has been read."""
        reading = self._read.get(_key(sheet))
        return self._through(sheet, reading) if reading is not None else None

    def _through(self, sheet: Sheet, reading: Reading) -> Reading:
        """What the sheet shows of it: the same object as long as nothing has changed."""
        look, known = sheet.look, self._shown.get(sheet.look)
        if known is None or known[0] is not reading:
            known = self._shown[look] = reading, reading.through(sheet)
            while len(self._shown) > MOST_REMEMBERED:
                del self._shown[next(iter(self._shown))]
        return known[1]

    def trouble(self, sheet: Sheet) -> Trouble | None:
        """Why the sheet could not be read."""
        return self._troubles.get(_key(sheet))

    def sheet_of(self, look: str) -> Sheet | None:
        """The sheet of that look, if it has been on the desk."""
        return self._sheets.get(look)

    # what is wanted

    def look(self, draft: Draft) -> None:
        """Read what lies on the desk, the sheet that is looked at first; what lies there no longer can wait."""
        for sheet in draft.sheets:
            self._sheets[sheet.look] = sheet
            self._sheets.move_to_end(sheet.look)
        while len(self._sheets) > MOST_REMEMBERED:
            self._sheets.popitem(last=False)
        self._on_desk = on_desk = {_key(sheet) for sheet in draft.sheets}
        for key in [key for key, job in self._jobs.items() if job.urgency in (LOOKED_AT, ON_DESK)]:
            if key not in on_desk and key != self._under_way:
                self._end(key, self._jobs.pop(key), Trouble(Kind.MOVED_ON))
        for sheet in draft.sheets:
            if _key(sheet) not in self._read and _key(sheet) not in self._troubles:
                self._want(sheet, LOOKED_AT if sheet is draft.sheet else ON_DESK)

    def want(self, sheet: Sheet, anew: bool = False) -> None:
        """Read a sheet next; `anew`, though it could not be read before."""
        self._sheets[sheet.look] = sheet
        self._on_desk.add(_key(sheet))  # whoever wants it waits for it
        if anew:
            self._troubles.pop(_key(sheet), None)
        if _key(sheet) not in self._read and _key(sheet) not in self._troubles:
            self._want(sheet, AT_ONCE)

    async def of(self, sheet: Sheet, urgency: int = AT_ONCE) -> Reading:
        """What the sheet says, in shown pixels. Raises NotRead."""
        key = _key(sheet)
        if key not in self._read:
            self._troubles.pop(key, None)
            await self._waited(self._want(sheet, urgency))
        return self._through(sheet, self._read[key])

    async def of_prepared(self, prepared: Prepared) -> Reading:
        """What a picture says that is ready to be sent: from its sheet, if that has been read, else from its own
        pixels. Raises NotRead.
        """
        sheet = self._sheets.get(prepared.look)
        if sheet is not None:
            return (await self.of(sheet)).scaled(prepared.size)
        return await self.of_bytes(prepared)

    async def of_bytes(self, prepared: Prepared) -> Reading:
        """What the very bytes that are sent say. Raises NotRead."""
        key = prepared.id, 0
        if key not in self._read:
            self._troubles.pop(key, None)

            async def pixels() -> Pixels:
                return await self._tasks.in_thread(lambda: Pixels.of(prepared.image()))

            await self._waited(self._job(key, pixels, None, AT_ONCE))
        return self._read[key]

    def _want(self, sheet: Sheet, urgency: int) -> _Job:
        async def pixels() -> Pixels:
            levels = await self._darkroom.levels_of(sheet.picture)
            return await self._tasks.in_thread(_upright, sheet, levels[0]) if sheet.turn else levels[0]

        return self._job(_key(sheet), pixels, sheet.uncropped, urgency)

    def _job(self, key: Key, pixels: Callable[[], Awaitable[Pixels]], frame: Frame | None, urgency: int) -> _Job:
        job = self._jobs.get(key)
        if job is None:
            job = _Job(pixels, frame, urgency, asyncio.get_running_loop().create_future())
            self._jobs[key] = job
        if urgency == AT_ONCE or (job.urgency != AT_ONCE and urgency != SOME_TIME):
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
        if isinstance(outcome, Trouble):
            raise NotRead(outcome)

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
        if key is None or key in self._on_desk or len(self._jobs) < 2 or self._jobs[key].waiters:
            return None
        return self._jobs[key]

    async def _give_up_later(self, job: _Job) -> None:
        await asyncio.sleep(LONG_S)  # most are ready by then, and another child takes a second to start
        if self._in_the_way is job:
            job.given_up = True
            await self._tasks.in_thread(self._reader.interrupt)

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

    def _end(self, key: Key, job: _Job, outcome: Reading | Trouble) -> None:
        if isinstance(outcome, Reading):
            self._read[key] = outcome
            self._forget_oldest()
        elif outcome.kind is not Kind.MOVED_ON:
            self._troubles[key] = outcome
            if job.urgency == LOOKED_AT:
                self.failed.emit(outcome)
        job.outcome.set_result(outcome)
        self.changed.emit()

    def _forget_oldest(self) -> None:
        """What lies on the desk is remembered, however much it is: a question may wait for all of it."""
        away = [key for key in self._read if key not in self._on_desk]
        for key in away[: max(0, len(self._read) - MOST_REMEMBERED)]:
            del self._read[key]

    async def _outcome(self, job: _Job) -> Reading | Trouble:
        loop, began = asyncio.get_running_loop(), time.monotonic()
        said_so = False

        def progress(done: float) -> None:
            nonlocal said_so
            if time.monotonic() - began > LONG_S:
                said_so = True
                loop.call_soon_threadsafe(self.progressed.emit, done)

        try:
            reading = await self._tasks.in_thread(self._reader.read, await job.pixels(), progress)
        except AskanceError as error:
            return Trouble(Kind.MOVED_ON) if job.given_up else error.trouble
        except Exception:
            log.exception("reading failed")
            return Trouble(Kind.OURS)
        finally:
            if said_so:
                loop.call_soon(self.progressed.emit, None)
        frame = job.frame
        if frame is None or not frame.turn:
            return reading
        return reading.mapped(frame.picture_area, frame.crop.size)

    async def _rest_later(self) -> None:
        await asyncio.sleep(self._idle_s)
        await self._tasks.in_thread(self._reader.rest)


def _key(sheet: Sheet) -> Key:
    return sheet.picture.key, sheet.turn


def _upright(sheet: Sheet, pixels: Pixels) -> Pixels:
    """The whole picture, bare, as the sheet turns it."""
    return Pixels.of(flattened(replace(sheet, crop=None, marks=()), pixels))
