"""The guard: where private text must not leave, nothing leaves before it has been looked for and covered.

It fails closed. The sheets must have been read, nothing private may show on them, and the very bytes that are about to
be sent are read once more; when any of that cannot be done, the question is held back.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from desktop.core.concerns import in_words, private_places
from desktop.core.errors import HeldBack, Kind, NotRead, PictureRefused, Trouble
from desktop.core.prepare import Prepared
from desktop.core.private import Pattern
from desktop.core.reading import Reading
from desktop.core.sheet import Sheet

READER_WORDS = {
    Kind.READER_ABSENT: "the text reader is not installed",
    Kind.READER_HUNG: "the text reader took too long",
    Kind.READER_DIED: "the text reader broke off",
}


class Guard:
    """`of_sheet` and `of_bytes` read, and raise NotRead; `patterns` are those that were added to the table."""

    def __init__(
        self,
        of_sheet: Callable[[Sheet], Awaitable[Reading]],
        of_bytes: Callable[[Prepared], Awaitable[Reading]],
        patterns: Sequence[Pattern] = (),
    ) -> None:
        self._of_sheet = of_sheet
        self._of_bytes = of_bytes
        self._patterns = patterns

    async def check(self, sheets: Iterable[Sheet], pictures: Iterable[Prepared]) -> None:
        """Raises HeldBack unless all of it was read and nothing in it looks private."""
        for sheet in sheets:
            self._look(await _read(self._of_sheet(sheet)))
        for picture in pictures:
            self._look(await _read(self._of_bytes(picture)))

    def _look(self, reading: Reading) -> None:
        found = private_places(reading, self._patterns)
        if found:
            raise HeldBack(Trouble(Kind.STILL_LEGIBLE, in_words(found)))


async def _read(reading: Awaitable[Reading]) -> Reading:
    try:
        return await reading
    except (NotRead, PictureRefused) as refused:
        raise HeldBack(Trouble(Kind.NOT_LOOKED_THROUGH, detail=READER_WORDS.get(refused.trouble.kind, ""))) from None
