"""The text of pictures that were sent: read once, kept beside them, there again when their conversation is opened."""

from collections import OrderedDict

from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.errors import KeepingFailed, NotRead
from desktop.core.ocr.ocr_result import Reading
from desktop.services.ocr.ocr_queue import SOME_TIME, ReadingRoom
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

MOST_REMEMBERED = 200


class PictureTexts:
    """Used on the loop's thread."""

    def __init__(self, tasks: Tasks, room: ReadingRoom, keeper: Keeper) -> None:
        self._tasks = tasks
        self._room = room
        self._keeper = keeper
        self._known: OrderedDict[str, Reading] = OrderedDict()

    def remember(self, turn: Turn) -> None:
        """Keep what the pictures of a turn say, as soon as they have been read, so that it can be searched for."""
        if turn.pictures:
            self._tasks.start("text of pictures", self._remember(turn.pictures))

    async def _remember(self, pictures: tuple[SentPicture, ...]) -> None:
        for picture in pictures:
            reading = await self._from_desk(picture)
            if reading is not None and not reading.empty:
                self._keeper.save_reading(picture.id, reading)

    async def of(self, picture: SentPicture) -> Reading | None:
        """What a picture says, in its own pixels; None where that was never read."""
        if picture.id not in self._known:
            found = await self._kept(picture) or await self._from_desk(picture)
            if found is None:
                return None
            self._known[picture.id] = found
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return self._known[picture.id]

    async def _from_desk(self, picture: SentPicture) -> Reading | None:
        sheet = self._room.sheet_of(picture.look)
        if sheet is None:
            return None
        try:
            return (await self._room.of(sheet, SOME_TIME)).scaled(picture.size)
        except NotRead:
            return None  # who looks at it has been told

    async def _kept(self, picture: SentPicture) -> Reading | None:
        try:
            return (await self._keeper.ask(lambda store: store.readings([picture.id]))).get(picture.id)
        except KeepingFailed:
            return None  # the keeper has said so
