"""Caring: what there is to look at on each sheet before it leaves, found in the background once it has been read."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.core.concerns import Place, places_on, uncropped
from desktop.core.errors import Trouble
from desktop.core.private import Pattern
from desktop.core.reading import Reading
from desktop.core.sheet import Sheet
from desktop.flows.reading_room import ReadingRoom
from desktop.flows.tasks import Tasks

MOST_REMEMBERED = 200
_Key = tuple[object, ...]


class Caring(QObject):
    """Used on the loop's thread; the patterns are tried in another."""

    changed = Signal()  # something has been found, or it is known that nothing was

    def __init__(self, tasks: Tasks, room: ReadingRoom, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._tasks = tasks
        self._room = room
        self._patterns = patterns
        self._found: dict[_Key, tuple[Place, ...]] = {}
        self._looking: set[_Key] = set()

    def places(self, sheet: Sheet) -> tuple[Place, ...] | None:
        """What there is to look at on the sheet, in shown pixels; None while that is not known."""
        whole = self._room.ready(uncropped(sheet))
        if whole is None:
            return None
        key = sheet.picture.key, sheet.turn, sheet.crop, sheet.covered  # other marks hide nothing
        if key not in self._found and key not in self._looking:
            self._looking.add(key)
            self._tasks.start("look for private text", self._look(key, sheet, whole))
        return self._found.get(key)

    def trouble(self, sheet: Sheet) -> Trouble | None:
        """Why nobody could look."""
        return self._room.trouble(sheet)

    async def _look(self, key: _Key, sheet: Sheet, whole: Reading) -> None:
        try:
            found = await self._tasks.in_thread(places_on, sheet, whole, self._patterns)
        finally:
            self._looking.discard(key)
        self._found[key] = found
        while len(self._found) > MOST_REMEMBERED:
            del self._found[next(iter(self._found))]
        self.changed.emit()
