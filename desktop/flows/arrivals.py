"""Arrivals: one way onto the desk for every door. Read, sniff, decode, lay down; say what was not taken, and why."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Kind, PictureRefused, Trouble
from desktop.core.picture import Picture, hash_of
from desktop.core.sheet import Sheet
from desktop.core.text import sound
from desktop.flows.darkroom import Darkroom
from desktop.flows.desk import Desk
from desktop.flows.tasks import Tasks
from desktop.log import log

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that may be a picture: exactly one of a file, bytes, or an address that the user agreed to fetch."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    address: str = ""


class Arrivals(QObject):
    """Takes pictures in, in the order in which they came."""

    refused = Signal(object)  # tuple of Trouble, for one arrival of several things
    taken = Signal(object)  # tuple of Sheet
    noted = Signal(object)  # Picture of which only the first frame or page is shown
    settled = Signal(bool)  # nothing is on its way any more; whether all of the last arrival was taken

    def __init__(
        self,
        tasks: Tasks,
        darkroom: Darkroom,
        desk: Desk,
        read_file: Callable[[Path], bytes],
        fetch: Callable[[str], Awaitable[bytes]],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._desk = desk
        self._read_file = read_file
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

    async def _take(self, step: str, arrivals: tuple[Arrival, ...], sitting: int) -> None:
        sheets: list[Sheet] = []
        refused: list[Trouble] = []
        try:
            await self._take_each(arrivals, sheets, refused)
            self._lay_down(step, sitting, sheets, refused)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.settled.emit(bool(sheets) and not refused)

    async def _take_each(self, arrivals: tuple[Arrival, ...], sheets: list[Sheet], refused: list[Trouble]) -> None:
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
        if refused:
            self.refused.emit(tuple(refused))

    async def _picture(self, arrival: Arrival) -> Picture:
        data = await self._bytes(arrival)
        decoded = await self._darkroom.decoded(data, arrival.name)
        pixels = decoded.pixels
        picture_id = await self._tasks.in_thread(hash_of, data)
        self._darkroom.remember(picture_id, await self._darkroom.halved(pixels))
        picture = Picture(picture_id, data, pixels.width, pixels.height, decoded.mime, sound(arrival.name))
        if decoded.animated:
            self.noted.emit(picture)
        return picture

    async def _bytes(self, arrival: Arrival) -> bytes:
        if arrival.data is not None:
            return arrival.data
        if arrival.path is not None:
            return await self._tasks.in_thread(self._read_file, arrival.path)
        if arrival.address:
            return await self._fetch(arrival.address)
        raise PictureRefused(Trouble(Kind.EMPTY, arrival.name))
