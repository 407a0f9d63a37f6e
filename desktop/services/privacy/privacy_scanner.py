"""Caring: what there is to look at on each picture before it leaves, found in the background once it has been read."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.turn import SentPicture
from desktop.core.errors import KeepingFailed, Kind, NotRead, PictureRefused, Trouble
from desktop.core.geometry.rect import Area, Size
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.encoding import Prepared
from desktop.core.ocr.ocr_result import Reading
from desktop.core.privacy.detection import odd_on, places_in, private_on
from desktop.core.privacy.findings import Concern, Place
from desktop.core.privacy.patterns import Finder
from desktop.log import log
from desktop.services.ocr.ocr_queue import ReadingRoom
from desktop.services.ocr.sent_image_text import PictureTexts
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

MOST_REMEMBERED = 2000
UNKNOWN = "picture that could not be looked through"
Going = Sheet | SentPicture
"""A picture that would leave: as it lies on the desk, or as it went before."""
Found = tuple[Place, ...] | Trouble
"""What there is to look at, in shown pixels (of what went before: in its own); or why nobody could look."""
_Key = tuple[object, ...]
_Looking = Coroutine[Any, Any, Found]


class Caring(QObject):
    """Used on the loop's thread; the patterns are tried in another."""

    changed = Signal()  # something has been found, or it is known that nothing was

    def __init__(
        self, tasks: Tasks, room: ReadingRoom, texts: PictureTexts, keeper: Keeper, patterns: Sequence[Finder]
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._room = room
        self._texts = texts
        self._keeper = keeper
        self._patterns = patterns
        self._found: dict[_Key, Found] = {}
        self._looking: set[_Key] = set()

    def found(self, going: Going) -> Found | None:
        """What there is to look at on a picture that would leave; None while that is not known, and found out."""
        if isinstance(going, SentPicture):
            sheet = self._room.sheet_of(going.look) if going.look else None
            if sheet is None or self._room.ready(sheet.bare) is None:
                return self._under((going.id,), partial(self._on_bytes, going))
            return _scaled(self._on_desk(sheet), sheet.frame.size, going.size)
        return self._on_desk(going)

    def _on_desk(self, going: Sheet) -> Found | None:
        places, trouble = self.places(going), self._room.trouble(going)
        if places is None and trouble is None:
            self._room.want(going)  # even where nobody reads by itself
        return trouble if places is None else places

    def places(self, sheet: Sheet) -> tuple[Place, ...] | None:
        """The same of a sheet that has been read; None while that, or what there is, is not known."""
        bare, shown = self._room.ready(sheet.bare), self._room.ready(sheet)
        if bare is None or shown is None:
            return None
        key = sheet.picture.key, sheet.turn, sheet.crop, sheet.covered  # other marks hide nothing
        found = self._under(key, partial(self._on_sheet, sheet, bare, shown))
        return found if isinstance(found, tuple) else None

    def said_on(self, sent: SentPicture) -> tuple[Place, ...] | None:
        """What there is on a picture that its reader has seen: by its sheet, or by what was kept of its text."""
        sheet = self._room.sheet_of(sent.look) if sent.look else None
        if sheet is not None and self._room.ready(sheet) is not None:
            return self.places(sheet)
        found = self._found.get((sent.id,))
        if not isinstance(found, tuple):
            found = self._under((sent.id, "kept"), partial(self._on_kept, sent))
        return found if isinstance(found, tuple) else None

    def look_again(self, going: Going) -> None:
        """What could not be looked through is tried once more."""
        if isinstance(going, SentPicture):
            self._found.pop((going.id,), None)
        else:
            self._room.want(going, anew=True)

    async def _on_sheet(self, sheet: Sheet, bare: Reading, shown: Reading) -> Found:
        def look() -> tuple[Place, ...]:
            return (*private_on(sheet, bare, self._patterns), *odd_on(sheet, bare, shown))

        return await self._in_thread(sheet.frame.size, look)

    async def _on_bytes(self, sent: SentPicture) -> Found:
        """The very bytes are read: what was kept of the text is not all that is legible."""
        try:
            data = (await self._keeper.pictures([sent.id])).get(sent.id)
            if data is None:  # it is gone from the disk; what packing holds of it may go yet
                return Trouble(Kind.PICTURE_GONE, "1")
            reading = await self._room.of_bytes(Prepared.again(sent, data))
        except (NotRead, PictureRefused) as refused:
            return refused.trouble
        except KeepingFailed:
            return Trouble(Kind.OURS)
        return await self._in_thread(sent.size, lambda: places_in(reading, self._patterns))

    async def _on_kept(self, sent: SentPicture) -> Found:
        reading = await self._texts.of(sent)
        return () if reading is None else await self._in_thread(sent.size, lambda: places_in(reading, self._patterns))

    async def _in_thread(self, size: Size, look: Callable[[], tuple[Place, ...]]) -> Found:
        """What was found; all of the picture where looking broke off: what nobody knows does not count as harmless."""
        try:
            return await self._tasks.in_thread(look)
        except Exception as error:
            log.error("looking for private text broke off: %s", type(error).__name__)  # its words may hold the text
            return (Place(Concern.PRIVATE, UNKNOWN, (Area.whole(size),)),)

    def _under(self, key: _Key, look: Callable[[], _Looking]) -> Found | None:
        if key not in self._found and key not in self._looking:
            self._looking.add(key)
            self._tasks.start("look for private text", self._look(key, look()))
        return self._found.get(key)

    async def _look(self, key: _Key, looking: _Looking) -> None:
        try:
            found = await looking
        finally:
            self._looking.discard(key)
        self._found[key] = found
        while len(self._found) > MOST_REMEMBERED:
            del self._found[next(iter(self._found))]
        self.changed.emit()


def _scaled(found: Found | None, size: Size, to: Size) -> Found | None:
    """Places on a sheet of `size` as they are on a picture of it of another size."""
    if not isinstance(found, tuple):
        return found
    across, down = to[0] / max(1, size[0]), to[1] / max(1, size[1])
    return tuple(replace(each, areas=tuple(area.scaled(across, down) for area in each.areas)) for each in found)
