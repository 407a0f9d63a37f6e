"""Packing: makes the request that Enter would send, as soon as it can be made, and remembers the last ones.

Whoever asks again for the same question gets the same object, so that what was looked at is what goes.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.question import Question
from desktop.core.asking.request import build_request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.encoding import SMALL_SIDE, EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

HELD_BYTES = 200_000_000
SMALLEST_SIDE = 256


class RequestBuilder(QObject):
    """Used on the loop's thread. Holds the earlier pictures of the conversations that are asked in."""

    ready = Signal()  # what `look` was asked for can be had now
    problem_occurred = Signal(object)  # Trouble: a picture that should go along is gone

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline, storage: StorageThread) -> None:
        super().__init__()
        self._preparing = tasks.slot("pack")
        self._image_pipeline = image_pipeline
        self._storage = storage
        self._earlier: OrderedDict[tuple[str, ResendPolicy], EncodedImage] = OrderedDict()
        self._gone: set[str] = set()
        self._made_last: deque[tuple[RequestInputs, PreparedRequest]] = deque(maxlen=4)
        self._looked_for: RequestInputs | None = None
        self._resending: tuple[Question, PreparedRequest] | None = None  # the last one that resends images

    def try_build(self, question: RequestInputs) -> PreparedRequest | None:
        """The request if it can be made at once; otherwise it is made ready in the background."""
        prepared = self._now(question)
        wanted = replace(question, prompt="")
        if prepared is None and (wanted != self._looked_for or not self._preparing.running):
            self._looked_for = wanted
            self._preparing.start(self._make_ready(wanted))
        return prepared

    async def build(self, question: RequestInputs) -> PreparedRequest:
        """The request, once it can be made. Raises PictureRefused and KeepingFailed."""
        return self._now(question) or self._made(question, *await self._fill(question))

    def built(self, question: Question) -> PreparedRequest | None:
        """Returns the request of a question if it is ready, images that go as they went included."""
        if not question.resent:
            return self._now(question.inputs)
        return self._resending[1] if self._resending is not None and self._resending[0] == question else None

    async def build_question(self, question: Question) -> PreparedRequest:
        """Make the request of a question ready, and return it. Raises as `build` does."""
        if not question.resent:
            return await self.build(question.inputs)
        resent = await self.load_resent(question.resent, question.halved)
        prepared = await self.build(replace(question.inputs, resent_images=resent))
        self._resending = question, prepared
        return prepared

    async def load_resent(self, sent: Iterable[SentImage], halve: bool = False) -> tuple[RequestImage, ...]:
        """Pictures that went before, from what was kept of them; those that are gone are left out, with a word.

        `halve`: at half their size, for an endpoint that refused them.
        """
        parcels = []
        for image, prepared in await self._kept(sent):
            if halve:
                side = max(SMALLEST_SIDE, max(prepared.size) // 2)
                prepared = await self._image_pipeline.smaller(prepared, side, prepared.detail)
            parcels.append(RequestImage(prepared, previously_sent=image))
        return tuple(parcels)

    def _now(self, question: RequestInputs) -> PreparedRequest | None:
        for known, prepared in self._made_last:
            if known == question:
                return prepared
        settings = question.settings
        made = [
            self._image_pipeline.cached_encoding(each, settings.model, each.detail or settings.detail)
            for each in question.new_images
        ]
        carried = [sent for sent in question.carried_images if sent.id not in self._gone]
        held = {sent.id: self._earlier.get((sent.id, sent.resend_policy)) for sent in carried}
        if None in made or None in held.values():
            return None
        return self._made(question, [each for each in made if each], {k: v for k, v in held.items() if v})

    def _made(
        self, question: RequestInputs, made: list[EncodedImage], held: Mapping[str, EncodedImage]
    ) -> PreparedRequest:
        prepared = _prepared(question, made, held)
        self._made_last.appendleft((question, prepared))
        return prepared

    async def _make_ready(self, question: RequestInputs) -> None:
        try:
            await self._fill(question)
        except AskanceError:
            return  # who shows the picture, or keeps it, has said so
        self.ready.emit()

    async def _fill(self, question: RequestInputs) -> tuple[list[EncodedImage], dict[str, EncodedImage]]:
        """The fresh sheets prepared, and what goes of the earlier pictures, by their ids."""
        carried = question.carried_images
        missing = [
            sent for sent in carried if (sent.id, sent.resend_policy) not in self._earlier and sent.id not in self._gone
        ]
        for sent, prepared in await self._kept(missing):
            if sent.resend_policy is ResendPolicy.REDUCED:
                prepared = await self._image_pipeline.smaller(prepared, SMALL_SIDE, "low")
            self._earlier[sent.id, sent.resend_policy] = prepared
        settings = question.settings
        made = [
            await self._image_pipeline.encode(each, settings.model, each.detail or settings.detail)
            for each in question.new_images
        ]
        held = {
            sent.id: self._earlier[key] for sent in carried if (key := (sent.id, sent.resend_policy)) in self._earlier
        }
        while self._held_bytes() > HELD_BYTES and next(iter(self._earlier))[0] not in held:
            self._earlier.popitem(last=False)
        return made, held

    async def _kept(self, wanted: Iterable[SentImage]) -> list[tuple[SentImage, EncodedImage]]:
        images = tuple(wanted)
        kept = await self._storage.images(picture.id for picture in images) if images else {}
        gone = {image.id for image in images if image.id not in kept} - self._gone
        if gone:
            self._gone |= gone
            self.problem_occurred.emit(Problem(ProblemKind.IMAGE_GONE, str(len(gone))))
        return [(each, EncodedImage.from_sent(each, kept[each.id])) for each in images if each.id in kept]

    def _held_bytes(self) -> int:
        return sum(len(prepared.data) for prepared in self._earlier.values())


def _prepared(
    question: RequestInputs, made: Iterable[EncodedImage], held: Mapping[str, EncodedImage]
) -> PreparedRequest:
    known = {sent.id for sent in question.carried_images}
    new = {parcel.encoded.id: parcel for parcel in question.resent_images}
    new |= {
        prepared.id: RequestImage(prepared, image) for image, prepared in zip(question.new_images, made, strict=True)
    }
    new = {image_id: parcel for image_id, parcel in new.items() if image_id not in known}
    images = tuple(parcel.encoded for parcel in new.values())
    request = build_request(
        question.settings, question.context, question.prompt, images, held, question.injection_notice
    )
    sent_as = {held[sent.id].id: sent for sent in question.carried_images if sent.id in held}
    earlier = request.images[: len(request.images) - len(new)]
    parcels = (*(RequestImage(each, previously_sent=sent_as.get(each.id)) for each in earlier), *new.values())
    return PreparedRequest(request, parcels, len(new))
