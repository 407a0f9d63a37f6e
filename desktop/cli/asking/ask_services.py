"""The services of a question that is asked on the command line, where nothing waits."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from desktop.adapters.providers.provider_entry import OpenProvider
from desktop.cli.asking.image_scanner import ImageScanner
from desktop.cli.asking.typed_draft import TypedDraft
from desktop.composition import config_files, factories, spending
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.question import Question
from desktop.core.asking.request import build_request
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at
from desktop.core.privacy.left_out import families_off
from desktop.core.privacy.typed.attached_orders import locate_in_prompt
from desktop.core.privacy.typed.typed_text import TypedFinding
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.estimator import TokenCount, estimate_request
from desktop.core.usage.spending_limits import ExceededLimit, has_limit, limit_in_the_way
from desktop.services.asking.alone import AskedAlone
from desktop.services.asking.decisions import PrivacyConcern
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.asking.send_question import QuestionSender
from desktop.services.image.answer_image import open_answer_image
from desktop.services.ports.provider import Provider
from desktop.services.privacy.send_consents import SendConsents

Show = Callable[[Turn, Turn], None]


class CliAskServices(AskedAlone):
    """Fulfils `AskServices`, and keeps the states of the turn.

    `draft` has the words and the images; `locked` are the settings that a policy sets; `show` receives each state with
    the one before.
    """

    def __init__(self, draft: TypedDraft, key: str | None, locked: frozenset[str], show: Show) -> None:
        self._draft = draft
        self._key = key
        self._locked = locked
        self._show = show
        self._turn: Turn | None = None
        self.answer_images: list[EncodedImage] = []
        # its child and the decoder's start when they are needed
        self._ocr_reader = factories.reader(lambda: draft.settings.find_faces)
        self._decoder = factories.decoder()
        self._provider: OpenProvider | None = None
        self._patterns = config_files.load_patterns(config_files.load_policy()).patterns
        self.review = PrivacyReview(
            ImageScanner(
                partial(factories.read_source, self._ocr_reader, self._decoder),
                self._patterns,
                families_off(draft.settings),
            ),
            SendConsents(),
            lambda: draft.conversation,
            lambda: draft.images,
            lambda: draft.settings.private_text,
            self._find_typed,
        )

    def collect(self) -> Question:
        """Returns the question as it is now."""
        return self._draft.collect(self.review.injection_notice)

    def mend(self, concern: PrivacyConcern) -> None:
        """Covers what was found on the images, and replaces it in the question. Raises ImageRejectedError."""
        self._draft.mend(concern, self._decoder)

    async def _find_typed(self, text: str) -> tuple[TypedFinding, ...]:
        return locate_in_prompt(text, self._patterns, families_off(self._draft.settings))

    def latest_turn(self, question: Question) -> Turn:
        """Returns the last state of the turn, or a new turn if there is none yet."""
        return self._turn or question.new_turn(time.time()).as_waiting(
            tuple(image.to_sent_image() for image in self._draft.encoded)
        )

    def built(self, question: Question) -> PreparedRequest:
        inputs, encoded = question.inputs, self._draft.encoded
        request = build_request(
            inputs.settings, inputs.conversation, inputs.prompt, encoded, {}, inputs.injection_notice
        )
        images = tuple(RequestImage(image, source) for image, source in zip(encoded, inputs.images, strict=True))
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
        guard = factories.guard(self._ocr_reader, self._decoder, families_off(self._draft.settings))
        enter_cost = spending.spending_file().add
        sender = QuestionSender(
            self._find_provider, self._find_key, guard, self, self._open_image, enter_cost=enter_cost
        )
        return await sender.send(question, prepared, turn, UNCALIBRATED)

    async def _find_provider(self, endpoint: str) -> Provider:
        self._provider = factories.provider_at(endpoint, self._ocr_reader)
        return self._provider

    async def _open_image(self, address: str) -> EncodedImage:
        return await asyncio.to_thread(open_answer_image, self._decoder, address)

    async def _find_key(self, _: Settings) -> str | None:
        return self._key

    async def close(self) -> None:
        """Closes the child processes and the connections."""
        self._ocr_reader.close()
        self._decoder.close()
        if self._provider is not None:
            await self._provider.close()

    # the log of the turn

    def save(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Takes the images of an answer; the turn is kept when it has ended."""
        self.answer_images += (image for image in images if image not in self._draft.encoded)

    def show(self, turn: Turn) -> None:
        self._show(self._turn or turn, turn)
        self._turn = turn

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """The window learns from the tokens that an endpoint has counted; a command does not."""
