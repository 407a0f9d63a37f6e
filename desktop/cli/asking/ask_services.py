"""The services of a question that is asked on the command line, where nothing waits."""

import asyncio
import time
from collections.abc import Callable

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.providers.provider_entry import OpenProvider
from desktop.composition import factories, spending
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.question import OutgoingImage, Question
from desktop.core.asking.request import build_request
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.estimator import TokenCount, estimate_request
from desktop.core.usage.spending_limits import ExceededLimit, has_limit, limit_in_the_way
from desktop.services.asking.ask_question import Review
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.asking.send_question import QuestionSender
from desktop.services.image.answer_image import open_answer_image
from desktop.services.ports.provider import Provider

Show = Callable[[Turn, Turn], None]


class NoReview:
    """Lets every image pass: nobody can be asked here, and the send guard holds back what must not go."""

    insists = False

    def unfinished(self, question: Question) -> tuple[OutgoingImage, ...]:
        return ()

    async def scan_progress(self) -> None:
        """Nothing is being scanned."""

    def skip_scan(self, question: Question, images: tuple[OutgoingImage, ...]) -> None:
        """Nothing is being scanned."""

    def concern(self, question: Question) -> None:
        return None

    def apply(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None:
        """Nobody decides anything."""


class CliAskServices:
    """Fulfils `AskServices`, and keeps the states of the turn.

    `images` are those of the question, encoded for the model; `locked` are the settings that a policy sets; `show`
    receives each state with the one before.
    """

    def __init__(self, images: tuple[EncodedImage, ...], key: str | None, locked: frozenset[str], show: Show) -> None:
        self._images = images
        self._key = key
        self._locked = locked
        self._show = show
        self._turn: Turn | None = None
        self.answer_images: list[EncodedImage] = []
        self._ocr_reader: OcrReader | None = None
        self._decoder: Decoder | None = None
        self._provider: OpenProvider | None = None

    @property
    def review(self) -> Review:
        return NoReview()

    def latest_turn(self, question: Question) -> Turn:
        """Returns the last state of the turn, or a new turn if there is none yet."""
        return self._turn or question.new_turn(time.time()).as_waiting(
            tuple(image.to_sent_image() for image in self._images)
        )

    async def images_settled(self) -> None:
        """The images were read before."""

    def answerer_known(self) -> bool:
        return True

    async def find_answerer(self) -> None:
        """It is known."""

    def is_answering(self, conversation_id: str) -> bool:
        return False

    async def answer_ended(self, conversation_id: str) -> None:
        """No other answer is in progress."""

    def built(self, question: Question) -> PreparedRequest:
        inputs = question.inputs
        request = build_request(inputs.settings, inputs.conversation, inputs.prompt, self._images, {})
        images = tuple(RequestImage(encoded, image) for encoded, image in zip(self._images, inputs.images, strict=True))
        return PreparedRequest(request, images, len(images))

    async def build(self, question: Question) -> None:
        """It is built at once."""

    async def find_spending(self, question: Question) -> None:
        """It is added up when it is needed."""

    def exceeded_limit(self, question: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        settings = question.inputs.settings
        if settings.is_local or not has_limit(settings):
            return None
        cost = estimate_request(prepared.request, model_at(settings.model, settings.host)).cost_usd
        limit = limit_in_the_way(spending.spent_so_far(), settings, self._locked, cost)
        return (limit, cost or 0.0) if limit is not None else None

    def keep(self, question: Question) -> Turn:
        turn = question.new_turn(time.time())
        self._turn = turn
        return turn

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        self._turn = turn.failed(error.problem)
        return self._turn

    async def send(self, question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        self._ocr_reader, self._decoder = factories.reader(), factories.decoder()
        guard = factories.guard(self._ocr_reader, self._decoder)
        enter_cost = spending.spending_file().add
        sender = QuestionSender(
            self._find_provider, self._find_key, guard, self, self._open_image, enter_cost=enter_cost
        )
        return await sender.send(question, prepared, turn, UNCALIBRATED)

    async def _find_provider(self, endpoint: str) -> Provider:
        assert self._ocr_reader is not None
        self._provider = factories.provider_at(endpoint, self._ocr_reader)
        return self._provider

    async def _open_image(self, address: str) -> EncodedImage:
        assert self._decoder is not None
        return await asyncio.to_thread(open_answer_image, self._decoder, address)

    async def _find_key(self, _: Settings) -> str | None:
        return self._key

    async def close(self) -> None:
        """Closes the child processes and the connections."""
        for opened in (self._ocr_reader, self._decoder):
            if opened is not None:
                opened.close()
        if self._provider is not None:
            await self._provider.close()

    # the log of the turn

    def save(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Takes the images of an answer; the turn is kept when it has ended."""
        self.answer_images += (image for image in images if image not in self._images)

    def show(self, turn: Turn) -> None:
        self._show(self._turn or turn, turn)
        self._turn = turn

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """The window learns from the tokens that an endpoint has counted; a command does not."""
