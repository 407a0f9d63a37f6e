"""The guard: where private text must not leave, nothing leaves before it has been looked for and covered.

It fails closed. The sheets must have been read, nothing private may show on them (nor on what a crop or a cover cuts
in two), and the very bytes that are about to be sent are read once more; when any of that cannot be done, or a pattern
that somebody added cannot be used, the question is held back.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from desktop.core.errors import HeldBack, Kind, NotRead, PictureRefused, Trouble
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.encoding import Prepared
from desktop.core.ocr.ocr_result import Reading
from desktop.core.privacy.custom_patterns import OwnPatterns
from desktop.core.privacy.detection import private_on, private_places
from desktop.core.privacy.findings import Concern, Place, in_words
from desktop.core.privacy.patterns import TABLE, name_of

READER_WORDS = {
    Kind.READER_ABSENT: "the text reader is not installed",
    Kind.READER_HUNG: "the text reader took too long",
    Kind.READER_DIED: "the text reader broke off",
}


class Guard:
    """`of_sheet` and `of_bytes` read, and raise NotRead; `in_thread` runs what takes its time."""

    def __init__(
        self,
        of_sheet: Callable[[Sheet], Awaitable[Reading]],
        of_bytes: Callable[[Prepared], Awaitable[Reading]],
        in_thread: Callable[..., Awaitable[Any]],
        patterns: OwnPatterns = OwnPatterns(),  # noqa: B008 (a frozen value)
    ) -> None:
        self._of_sheet = of_sheet
        self._of_bytes = of_bytes
        self._in_thread = in_thread
        self._patterns = patterns

    async def check(self, sheets: Iterable[Sheet], pictures: Iterable[Prepared], told: str = "") -> None:
        """Raises HeldBack unless all of it was read and nothing in it looks private, nor in what is `told` of it."""
        if self._patterns.wrong:
            wrong = f"“{self._patterns.wrong[0]}” cannot be used as a pattern"
            raise HeldBack(Trouble(Kind.NOT_LOOKED_THROUGH, detail=wrong))
        more = self._patterns.added
        for sheet in sheets:
            bare = await _read(self._of_sheet(sheet.bare))
            _hold_back(await self._in_thread(private_on, sheet, bare, more))
        for picture in pictures:
            _hold_back(await self._in_thread(private_places, await _read(self._of_bytes(picture)), more))
        for line in told.splitlines():
            if name := await self._in_thread(name_of, line, (*more, *TABLE)):
                _hold_back((Place(Concern.PRIVATE, name, ()),))


def _hold_back(places: tuple[Place, ...]) -> None:
    if places:
        raise HeldBack(Trouble(Kind.STILL_LEGIBLE, in_words(places)))


async def _read(reading: Awaitable[Reading]) -> Reading:
    try:
        return await reading
    except (NotRead, PictureRefused) as refused:
        raise HeldBack(Trouble(Kind.NOT_LOOKED_THROUGH, detail=READER_WORDS.get(refused.trouble.kind, ""))) from None
