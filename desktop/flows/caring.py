"""Caring: what there is to look at on each picture before it leaves, found in the background once it has been read."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.area import Area, Size
from desktop.core.concerns import Concern, Place, places_in, places_on, uncropped
from desktop.core.errors import Trouble
from desktop.core.private import Finder
from desktop.core.reading import Reading
from desktop.core.sheet import Sheet
from desktop.core.turn import SentPicture
from desktop.flows.picture_texts import PictureTexts
from desktop.flows.reading_room import ReadingRoom
from desktop.flows.tasks import Tasks
from desktop.log import log

MOST_REMEMBERED = 200
UNKNOWN = "picture that could not be looked through"
_Key = tuple[object, ...]
_Looking = Coroutine[Any, Any, tuple[Place, ...]]


class Caring(QObject):
    """Used on the loop's thread; the patterns are tried in another."""

    changed = Signal()  # something has been found, or it is known that nothing was

    def __init__(self, tasks: Tasks, room: ReadingRoom, texts: PictureTexts, patterns: Sequence[Finder]) -> None:
        super().__init__()
        self._tasks = tasks
        self._room = room
        self._texts = texts
        self._patterns = patterns
        self._found: dict[_Key, tuple[Place, ...]] = {}
        self._looking: set[_Key] = set()

    def places(self, sheet: Sheet) -> tuple[Place, ...] | None:
        """What there is to look at on the sheet, in shown pixels; None while that is not known."""
        whole = self._room.ready(uncropped(sheet))
        if whole is None:
            return None
        key = sheet.picture.key, sheet.turn, sheet.crop, sheet.covered  # other marks hide nothing
        return self._found_under(key, lambda: self._on_sheet(sheet, whole))

    def of_sent(self, sent: SentPicture) -> tuple[Place, ...] | None:
        """The same of a picture that was sent; after a restart by what was kept of it, in the picture's own pixels."""
        sheet = self._room.sheet_of(sent.look) if sent.look else None
        return self.places(sheet) if sheet is not None else self._found_under((sent.id,), lambda: self._on_sent(sent))

    async def look_at(self, sent: SentPicture) -> None:
        """Find what `of_sent` tells of a picture that is not on the desk."""
        if (sent.id,) not in self._found:
            self._keep((sent.id,), await self._on_sent(sent))

    def trouble(self, sheet: Sheet) -> Trouble | None:
        """Why nobody could look."""
        return self._room.trouble(sheet)

    async def _on_sheet(self, sheet: Sheet, whole: Reading) -> tuple[Place, ...]:
        return await self._in_thread(sheet.frame.size, places_on, sheet, whole, self._patterns)

    async def _on_sent(self, sent: SentPicture) -> tuple[Place, ...]:
        reading = await self._texts.of(sent)
        return await self._in_thread(sent.size, places_in, reading, self._patterns) if reading is not None else ()

    async def _in_thread(self, size: Size, look: Callable[..., tuple[Place, ...]], *about: object) -> tuple[Place, ...]:
        """What was found; all of the picture where looking broke off: what nobody knows does not count as harmless."""
        try:
            return await self._tasks.in_thread(look, *about)
        except Exception as error:
            log.error("looking for private text broke off: %s", type(error).__name__)  # its words may hold the text
            return (Place(Concern.PRIVATE, UNKNOWN, (Area.whole(size),)),)

    def _found_under(self, key: _Key, look: Callable[[], _Looking]) -> tuple[Place, ...] | None:
        if key not in self._found and key not in self._looking:
            self._looking.add(key)
            self._tasks.start("look for private text", self._look(key, look()))
        return self._found.get(key)

    async def _look(self, key: _Key, looking: _Looking) -> None:
        try:
            found = await looking
        finally:
            self._looking.discard(key)
        self._keep(key, found)

    def _keep(self, key: _Key, found: tuple[Place, ...]) -> None:
        self._found[key] = found
        while len(self._found) > MOST_REMEMBERED:
            del self._found[next(iter(self._found))]
        self.changed.emit()
