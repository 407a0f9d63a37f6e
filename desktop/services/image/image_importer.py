"""Arrivals: one way onto the desk for every door. Read, sniff, decode, lay down; say what was not taken, and why."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Kind, PictureRefused, Trouble
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture
from desktop.core.untrusted_text import sound
from desktop.log import log
from desktop.services.image.image_pipeline import Darkroom
from desktop.services.tasks import Tasks
from desktop.services.workspace import Desk

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that may be a picture: exactly one of a file, bytes, or an address that the user agreed to fetch.

    `passing`: the file was made for this alone and goes once it has been read.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    address: str = ""
    passing: bool = False


class Arrivals(QObject):
    """Takes pictures in, in the order in which they came."""

    refused = Signal(object)  # tuple of Trouble, for one arrival of several things
    taken = Signal(object)  # tuple of Sheet
    noted = Signal(object)  # Sheet of which only one of several frames or pages is shown
    settled = Signal(bool)  # nothing is on its way any more; whether all of the last arrival was taken

    def __init__(
        self,
        tasks: Tasks,
        darkroom: Darkroom,
        desk: Desk,
        read_file: Callable[[Path], bytes],
        pictures_at: Callable[[Path], tuple[tuple[Path, ...], int]],
        fetch: Callable[[str], Awaitable[bytes]],
        page_side: Callable[[], int],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._desk = desk
        self._read_file = read_file
        self._pictures_at = pictures_at
        self._page_side = page_side
        self._fetch = fetch
        self._under_way = 0

    @property
    def under_way(self) -> bool:
        """Whether something has arrived that is not on the desk yet."""
        return self._under_way > 0

    def take(self, step: str, arrivals: tuple[Arrival, ...]) -> None:
        """Take these in; undo names it `step`."""
        if arrivals:
            self._under_way += 1
            self._tasks.start("arrivals", self._take(step, arrivals, self._desk.sitting))

    def choose_pages(self, sheet: Sheet, pages: tuple[int, ...]) -> None:
        """Put these pages of the sheet's picture in its place."""
        self._under_way += 1
        self._tasks.start("pages", self._choose_pages(sheet, pages, self._desk.sitting))

    async def _choose_pages(self, sheet: Sheet, pages: tuple[int, ...], sitting: int) -> None:
        picture, sheets, refused = sheet.picture, [], []
        try:
            for page in pages[:MOST_AT_ONCE]:
                try:
                    made, _ = await self._darkroom.developed(picture.data, picture.name, page, self._page_side())
                    sheets.append(Sheet.of(made))
                except AskanceError as error:
                    refused.append(error.trouble)
            at = next((at for at, mine in enumerate(self._desk.draft.sheets) if mine.id == sheet.id), None)
            if sheets and at is not None and self._desk.sitting == sitting:
                self._desk.change("Choose pages", self._desk.draft.split(at, sheets))
                self.taken.emit(tuple(sheets))
            if refused:
                self.refused.emit(tuple(refused))
        finally:
            self._settle(bool(sheets) and not refused)

    def _settle(self, all_taken: bool) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit(all_taken)

    async def _take(self, step: str, arrivals: tuple[Arrival, ...], sitting: int) -> None:
        sheets: list[Sheet] = []
        refused: list[Trouble] = []
        try:
            await self._take_each(arrivals, sheets, refused)
            self._lay_down(step, sitting, sheets, refused)
        finally:
            self._settle(bool(sheets) and not refused)

    async def _take_each(self, arrivals: tuple[Arrival, ...], sheets: list[Sheet], refused: list[Trouble]) -> None:
        arrivals = await self._unfolded(arrivals, refused)
        for arrival in arrivals[:MOST_AT_ONCE]:
            try:
                sheets.append(Sheet.of(await self._picture(arrival)))
            except AskanceError as error:
                refused.append(error.trouble)
            except Exception as error:  # one picture must not keep the others, or the next question, from going on
                log.error("an arrival failed", exc_info=error)
                refused.append(Trouble(Kind.PICTURE_OURS, arrival.name))
        if len(arrivals) > MOST_AT_ONCE:
            left = str(len(arrivals) - MOST_AT_ONCE)
            refused.append(Trouble(Kind.TOO_MANY_PICTURES, left, seconds=MOST_AT_ONCE))

    def _lay_down(self, step: str, sitting: int, sheets: list[Sheet], refused: list[Trouble]) -> None:
        """On the desk that they came for; on another one they would be asked about by mistake."""
        if self._desk.sitting != sitting:
            refused += [Trouble(Kind.MOVED_ON, sheet.picture.name) for sheet in sheets]
            sheets.clear()
        if sheets:
            self._desk.change(step, self._desk.draft.with_sheets(sheets))
            self.taken.emit(tuple(sheets))
            several = next((sheet for sheet in sheets if sheet.picture.pages > 1), None)
            if several is not None:
                self.noted.emit(several)
        if refused:
            self.refused.emit(tuple(refused))

    async def _unfolded(self, arrivals: tuple[Arrival, ...], refused: list[Trouble]) -> tuple[Arrival, ...]:
        """Folders replaced by the pictures in them."""
        found: list[Arrival] = []
        for arrival in arrivals:
            if arrival.path is None or arrival.passing:
                found.append(arrival)
                continue
            try:
                paths, left_out = await self._tasks.in_thread(self._pictures_at, arrival.path)
            except AskanceError as error:
                refused.append(error.trouble)
                continue
            found += [Arrival(path.name or str(path), path=path) for path in paths]
            if left_out:
                refused.append(Trouble(Kind.LEFT_OUT_OF_FOLDER, arrival.name, str(left_out)))
        return tuple(found)

    async def _picture(self, arrival: Arrival) -> Picture:
        data = await self._bytes(arrival)
        picture, _ = await self._darkroom.developed(data, sound(arrival.name), side=self._page_side())
        return picture

    async def _bytes(self, arrival: Arrival) -> bytes:
        if arrival.data is not None:
            return arrival.data
        if arrival.path is not None:
            data = await self._tasks.in_thread(self._read_file, arrival.path)
            if arrival.passing:
                with contextlib.suppress(OSError):
                    await self._tasks.in_thread(arrival.path.unlink)
            return data
        if arrival.address:
            return await self._fetch(arrival.address)
        raise PictureRefused(Trouble(Kind.EMPTY, arrival.name))
