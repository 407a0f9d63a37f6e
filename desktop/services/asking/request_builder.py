"""Builds the request that Enter would send, ahead of time, and caches the latest ones.

The same question always gets the same object, so that the request that was reviewed is the one that is sent.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.pages.page_texts import text_beside
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.question import Question
from desktop.core.asking.request import build_request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.encoding import SMALL_SIDE, EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.image.text.page_text import PageText
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

HELD_BYTES = 200_000_000  # of earlier images in memory; chosen
SMALLEST_SIDE = 256  # pixels of the longer side that halving leaves at least; chosen


class RequestBuilder(QObject):
    """Builds requests, and keeps earlier images in memory within a bound. Used on the loop's thread."""

    ready = Signal()  # the request that `try_build` was last called for can be built now
    problem_occurred = Signal(Problem)  # an image that should go along is no longer stored

    def __init__(self, tasks: Tasks, image_pipeline: ImagePipeline, storage: StorageThread) -> None:
        super().__init__()
        self._tasks = tasks
        self._preparing = tasks.slot("build request")
        self._image_pipeline = image_pipeline
        self._storage = storage
        self._earlier: OrderedDict[_EarlierKey, EncodedImage] = OrderedDict()
        self._gone: set[str] = set()
        self._built: deque[tuple[RequestInputs, PreparedRequest]] = deque(maxlen=4)
        self._tried: RequestInputs | None = None  # the inputs of the latest `try_build`, without the prompt
        self._resending: tuple[Question, PreparedRequest] | None = None  # the last one that resends images

    def try_build(self, question: RequestInputs) -> PreparedRequest | None:
        """Returns the request if it can be built at once; otherwise encodes its images first, until `ready`."""
        prepared = self._now(question)
        wanted = replace(question, prompt="")
        if prepared is None and (wanted != self._tried or not self._preparing.running):
            self._tried = wanted
            self._preparing.start(self._prepare(wanted))
        return prepared

    def same_bytes(self, question: RequestInputs) -> dict[str, str]:
        """Returns, by the id of each new image whose bytes are those of one before it, the id of that one.

        Such an image goes once. Images that have not been encoded yet are left out.
        """
        settings, first, same = question.settings, dict[str, str](), dict[str, str]()
        for image in question.new_images:
            encoded = self._image_pipeline.cached_encoding(image, settings.model, image.detail or settings.detail)
            if encoded is not None and first.setdefault(encoded.id, image.id) != image.id:
                same[image.id] = first[encoded.id]
        return same

    async def build(self, question: RequestInputs) -> PreparedRequest:
        """Returns the request. Raises ImageRejectedError and StorageError."""
        return self._now(question) or self._assemble(question, *await self._encode(question))

    def built(self, question: Question) -> PreparedRequest | None:
        """Returns the request of a question if it is ready, including images that are sent again as they were."""
        if not question.resent:
            return self._now(question.inputs)
        return self._resending[1] if self._resending is not None and self._resending[0] == question else None

    async def build_question(self, question: Question) -> PreparedRequest:
        """Builds the request of a question and returns it. Raises ImageRejectedError and StorageError."""
        if not question.resent:
            return await self.build(question.inputs)
        resent = await self.load_resent(question.resent, question.halved)
        prepared = await self.build(replace(question.inputs, resent_images=resent))
        self._resending = question, prepared
        return prepared

    async def load_resent(self, sent: Iterable[SentImage], halve: bool = False) -> tuple[RequestImage, ...]:
        """Returns sent images from the store. Images that are gone are left out, and `problem_occurred` reports them.

        With `halve` they have half their size, for an endpoint that refused them. Raises StorageError.
        """
        images = []
        for image, prepared in await self._kept(sent):
            if halve:
                side = max(SMALLEST_SIDE, max(prepared.size) // 2)
                prepared = await self._image_pipeline.smaller(prepared, side, prepared.detail)
            images.append(RequestImage(prepared, previously_sent=image))
        return tuple(images)

    def _now(self, question: RequestInputs) -> PreparedRequest | None:
        for known, prepared in self._built:
            if known == question:
                return prepared
        settings = question.settings
        encoded = [
            self._image_pipeline.cached_encoding(image, settings.model, image.detail or settings.detail)
            for image in question.new_images
        ]
        carried = [sent for sent in question.carried_images if sent.id not in self._gone]
        earlier = {sent.id: self._earlier.get(_earlier_key(sent)) for sent in carried}
        if None in encoded or None in earlier.values():
            return None
        known_earlier = {image_id: image for image_id, image in earlier.items() if image}
        return self._assemble(question, [image for image in encoded if image], known_earlier)

    def _assemble(
        self, question: RequestInputs, encoded: list[EncodedImage], earlier: Mapping[str, EncodedImage]
    ) -> PreparedRequest:
        prepared = _prepared(question, encoded, earlier)
        self._built.appendleft((question, prepared))
        return prepared

    async def _prepare(self, question: RequestInputs) -> None:
        try:
            await self._encode(question)
        except AskanceError:
            return  # CanvasImages or StorageThread has reported it
        self.ready.emit()

    async def _encode(self, question: RequestInputs) -> tuple[list[EncodedImage], dict[str, EncodedImage]]:
        """Returns the new images, encoded, and the earlier images that go along, by id."""
        carried = question.carried_images
        missing = [sent for sent in carried if _earlier_key(sent) not in self._earlier and sent.id not in self._gone]
        for sent, prepared in await self._kept(missing):
            if sent.resend_policy is ResendPolicy.REDUCED:
                prepared = await self._image_pipeline.smaller(prepared, SMALL_SIDE, "low")
            self._earlier[_earlier_key(sent)] = prepared
        settings = question.settings
        encoded = [
            await self._image_pipeline.encode(image, settings.model, image.detail or settings.detail)
            for image in question.new_images
        ]
        earlier = {sent.id: self._earlier[key] for sent in carried if (key := _earlier_key(sent)) in self._earlier}
        while self._held_bytes() > HELD_BYTES and next(iter(self._earlier))[0] not in earlier:
            self._earlier.popitem(last=False)
        return encoded, earlier

    async def _kept(self, wanted: Iterable[SentImage]) -> list[tuple[SentImage, EncodedImage]]:
        """Returns those of the sent images that are still stored, each under the covers that it carries today."""
        images = tuple(wanted)
        kept = await self._storage.images(image.id for image in images) if images else {}
        gone = {image.id for image in images if image.id not in kept} - self._gone
        if gone:
            self._gone |= gone
            self.problem_occurred.emit(Problem(ProblemKind.IMAGE_GONE, str(len(gone))))
        return [
            (image, await self._tasks.run_blocking(_from_sent, image, kept[image.id]))
            for image in images
            if image.id in kept
        ]

    def _held_bytes(self) -> int:
        return sum(len(prepared.data) for prepared in self._earlier.values())


_EarlierKey = tuple[str, ResendPolicy, tuple[Rect, ...], PageText | None]


def _from_sent(sent: SentImage, data: bytes) -> EncodedImage:
    """Returns a stored image as it goes again; the text beside it, which may take seconds, is known from then on."""
    encoded = EncodedImage.from_sent(sent, data)
    text_beside(encoded.page_text)
    return encoded


def _earlier_key(sent: SentImage) -> _EarlierKey:
    return sent.id, sent.resend_policy, sent.covers, sent.page_text


def _prepared(
    question: RequestInputs, encoded: Iterable[EncodedImage], earlier: Mapping[str, EncodedImage]
) -> PreparedRequest:
    """Returns the request with its images in their order: the earlier ones, then the new ones without duplicates."""
    carried_ids = {sent.id for sent in question.carried_images} | {image.id for image in earlier.values()}
    resent = [
        image
        for image in question.resent_images
        if not (sent := image.previously_sent) or sent.id not in carried_ids or sent.size != image.encoded.size
    ]
    new = {image.encoded.id: image for image in resent}
    for source, image in zip(question.new_images, encoded, strict=True):
        same = new.get(image.id)
        if same is None or same.encoded.page_text is None or image.page_text is not None:  # a text beside it stays
            new[image.id] = RequestImage(image, source)
    with_text = {image.id for image in earlier.values() if image.page_text is not None}
    new = {
        image_id: image
        for image_id, image in new.items()
        if image_id not in carried_ids or (image.encoded.page_text is not None and image_id not in with_text)
    }
    encoded_new = tuple(image.encoded for image in new.values())
    request = build_request(
        question.settings,
        question.context,
        question.prompt,
        encoded_new,
        earlier,
        question.injection_notice,
        question.limits,
    )
    sent_as = {earlier[sent.id].id: sent for sent in question.carried_images if sent.id in earlier}
    earlier_images = request.images[: len(request.images) - len(new)]
    images = (RequestImage(image, previously_sent=sent_as.get(image.id)) for image in earlier_images)
    return PreparedRequest(request, (*images, *new.values()), len(new))
