"""Packing: makes the request that Enter would send, as soon as it can be made, and remembers the last ones.

Whoever asks again for the same question gets the same object, so that what was looked at is what goes.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prepared_request import Packed, Parcel
from desktop.core.asking.request import build
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import SentPicture
from desktop.core.errors import AskanceError, Kind, Trouble
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.encoding import SMALL_SIDE, Prepared
from desktop.core.settings.settings import Settings
from desktop.services.image.image_pipeline import Darkroom
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

HELD_BYTES = 200_000_000
SMALLEST_SIDE = 256


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that a request is made from. `again` are pictures of the turn that is asked once more, `told` is what
    the model is told of odd text on the pictures.
    """

    settings: Settings
    before: Conversation
    prompt: str
    sheets: tuple[Sheet, ...] = ()
    again: tuple[Parcel, ...] = ()
    told: str = ""

    @property
    def heard(self) -> Conversation:
        """What of the conversation goes along: who answers has heard it before."""
        return self.before if self.settings.is_here else self.before.with_endpoint

    @property
    def fresh(self) -> tuple[Sheet, ...]:
        """The sheets that the model has not seen as they are now."""
        return tuple(sheet for sheet in self.sheets if not self.heard.has_shown(sheet))

    @property
    def carried(self) -> tuple[SentPicture, ...]:
        """The earlier pictures that go again: not those of which a newer state goes now."""
        newer = self.fresh
        return tuple(sent for sent in self.heard.carried if not any(sent.shows(sheet) for sheet in newer))

    def went(self, more: Iterable[SentPicture] = ()) -> tuple[SentPicture, ...]:
        """Every picture that goes along as it went before, each once: carried, of an edited question, and `more`."""
        again = (parcel.sent for parcel in self.again if parcel.sent is not None)
        return tuple({picture.id: picture for picture in (*self.carried, *again, *more)}.values())

    @property
    def pictures(self) -> int:
        """How many pictures would go."""
        return len(self.carried) + len(self.fresh) + len(self.again)


class Packing(QObject):
    """Used on the loop's thread. Holds the earlier pictures of the conversations that are asked in."""

    ready = Signal()  # what `look` was asked for can be had now
    troubled = Signal(object)  # Trouble: a picture that should go along is gone

    def __init__(self, tasks: Tasks, darkroom: Darkroom, keeper: Keeper) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._keeper = keeper
        self._earlier: OrderedDict[tuple[str, Fate], Prepared] = OrderedDict()
        self._gone: set[str] = set()
        self._made_last: deque[tuple[Question, Packed]] = deque(maxlen=4)
        self._looked_for: Question | None = None

    def look(self, question: Question) -> Packed | None:
        """The request if it can be made at once; otherwise it is made ready in the background."""
        packed = self._now(question)
        wanted = replace(question, prompt="")
        if packed is None and (wanted != self._looked_for or not self._tasks.running("pack")):
            self._looked_for = wanted
            self._tasks.replace("pack", self._make_ready(wanted))
        return packed

    async def packed(self, question: Question) -> Packed:
        """The request, once it can be made. Raises PictureRefused and KeepingFailed."""
        return self._now(question) or self._made(question, *await self._fill(question))

    async def again(self, sent: Iterable[SentPicture], halve: bool = False) -> tuple[Parcel, ...]:
        """Pictures that went before, from what was kept of them; those that are gone are left out, with a word.

        `halve`: at half their size, for an endpoint that refused them.
        """
        parcels = []
        for picture, prepared in await self._kept(sent):
            if halve:
                side = max(SMALLEST_SIDE, max(prepared.size) // 2)
                prepared = await self._darkroom.smaller(prepared, side, prepared.detail)
            parcels.append(Parcel(prepared, sent=picture))
        return tuple(parcels)

    def _now(self, question: Question) -> Packed | None:
        for known, packed in self._made_last:
            if known == question:
                return packed
        settings = question.settings
        made = [self._darkroom.ready(each, settings.model, each.detail or settings.detail) for each in question.fresh]
        carried = [sent for sent in question.carried if sent.id not in self._gone]
        held = {sent.id: self._earlier.get((sent.id, sent.fate)) for sent in carried}
        if None in made or None in held.values():
            return None
        return self._made(question, [each for each in made if each], {k: v for k, v in held.items() if v})

    def _made(self, question: Question, made: list[Prepared], held: Mapping[str, Prepared]) -> Packed:
        packed = _packed(question, made, held)
        self._made_last.appendleft((question, packed))
        return packed

    async def _make_ready(self, question: Question) -> None:
        try:
            await self._fill(question)
        except AskanceError:
            return  # who shows the picture, or keeps it, has said so
        self.ready.emit()

    async def _fill(self, question: Question) -> tuple[list[Prepared], dict[str, Prepared]]:
        """The fresh sheets prepared, and what goes of the earlier pictures, by their ids."""
        carried = question.carried
        missing = [sent for sent in carried if (sent.id, sent.fate) not in self._earlier and sent.id not in self._gone]
        for sent, prepared in await self._kept(missing):
            if sent.fate is Fate.SMALL:
                prepared = await self._darkroom.smaller(prepared, SMALL_SIDE, "low")
            self._earlier[sent.id, sent.fate] = prepared
        settings = question.settings
        made = [
            await self._darkroom.prepared(each, settings.model, each.detail or settings.detail)
            for each in question.fresh
        ]
        held = {sent.id: self._earlier[key] for sent in carried if (key := (sent.id, sent.fate)) in self._earlier}
        while self._held_bytes() > HELD_BYTES and next(iter(self._earlier))[0] not in held:
            self._earlier.popitem(last=False)
        return made, held

    async def _kept(self, wanted: Iterable[SentPicture]) -> list[tuple[SentPicture, Prepared]]:
        pictures = tuple(wanted)
        kept = await self._keeper.pictures(picture.id for picture in pictures) if pictures else {}
        gone = {picture.id for picture in pictures if picture.id not in kept} - self._gone
        if gone:
            self._gone |= gone
            self.troubled.emit(Trouble(Kind.PICTURE_GONE, str(len(gone))))
        return [(each, Prepared.again(each, kept[each.id])) for each in pictures if each.id in kept]

    def _held_bytes(self) -> int:
        return sum(len(prepared.data) for prepared in self._earlier.values())


def _packed(question: Question, made: Iterable[Prepared], held: Mapping[str, Prepared]) -> Packed:
    known = {sent.id for sent in question.carried}
    new = {parcel.prepared.id: parcel for parcel in question.again}
    new |= {prepared.id: Parcel(prepared, sheet) for sheet, prepared in zip(question.fresh, made, strict=True)}
    new = {picture_id: parcel for picture_id, parcel in new.items() if picture_id not in known}
    pictures = tuple(parcel.prepared for parcel in new.values())
    request = build(question.settings, question.heard, question.prompt, pictures, held, question.told)
    sent_as = {held[sent.id].id: sent for sent in question.carried if sent.id in held}
    earlier = request.pictures[: len(request.pictures) - len(new)]
    parcels = (*(Parcel(each, sent=sent_as.get(each.id)) for each in earlier), *new.values())
    return Packed(request, parcels, len(new))
