"""What a row needs on the way of a question: it fulfils the same ports as the window and the command line."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.question import AskedImage, Question
from desktop.core.asking.request import ChatMessage, build_request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, Problem
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.many.answer_schema import asked_in_words, repair_in_words
from desktop.core.many.cell import Fault
from desktop.core.many.run import RunPlan
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import TokenCount
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.alone import AskedAlone
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.asking.review.typed_review import FindTyped
from desktop.services.many.rows.row_preparation import PreparedRow
from desktop.services.privacy.send_consents import SendConsents

FindLimit = Callable[[Settings, float | None], tuple[ExceededLimit, float] | None]
"""Returns the spending limit that a cost would exceed, with the cost."""
SendRow = Callable[[Question, PreparedRequest, Turn], Awaitable[Turn]]


class _RowScanner:
    """Fulfils `Scanner`: a prepared row has been looked through."""

    def __init__(self, prepared: PreparedRow) -> None:
        self._found = prepared.found

    def scan(self, image: AskedImage) -> tuple[Finding, ...] | Problem:
        return self._found

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...] | None:
        return self._found if isinstance(self._found, tuple) else None

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...]:
        return ()  # a row sends no earlier image

    def rescan(self, image: AskedImage) -> None:
        """A row is prepared anew instead."""

    async def progress(self) -> None:
        """It has come to its end."""


@dataclass
class RowUser:
    """Fulfils `User` by the decisions that were taken for all rows: everything else holds the row back.

    Afterwards `waits_for` names the kinds of findings that nobody has decided about, and `limit` is the spending limit
    in the way.
    """

    allowed_kinds: frozenset[str]
    waits_for: tuple[str, ...] = ()
    limit: ExceededLimit | None = None

    async def wait_for_scan(self, question: Question, scanned: Awaitable[None], may_skip: bool) -> bool:
        await scanned
        return True

    async def confirm_privacy(self, concern: PrivacyConcern) -> PrivacyDecision:
        kinds = {finding.name for finding in concern.all_findings}
        kinds |= {finding.name for _, findings in concern.typed for finding in findings}
        kinds |= {UNKNOWN_TEXT} if concern.unscanned else set()
        left = kinds if concern.must_redact else kinds - self.allowed_kinds
        self.waits_for = tuple(sorted(left))
        return PrivacyDecision.CANCEL if left else PrivacyDecision.SEND

    async def confirm_sending(self, question: Question) -> bool:
        return True  # the user has started the run, and saw where it goes

    async def exceed_limit(self, limit: ExceededLimit, cost_usd: float) -> bool:
        self.limit = limit
        return False


class RowServices(AskedAlone):
    """Fulfils `AskServices` for one prepared row; `send` claims it and sends it."""

    def __init__(
        self,
        prepared: PreparedRow,
        plan: RunPlan,
        settings: Settings,
        find_typed: FindTyped,
        find_limit: Callable[[PreparedRequest], tuple[ExceededLimit, float] | None],
        send: SendRow,
        find_spending: Callable[[Settings], Awaitable[None]] | None = None,
    ) -> None:
        self._encoded = prepared.encoded
        self._inputs = RequestInputs(
            settings, Conversation.new(), asked_in_words(plan.ask, plan.fields), (prepared.annotated,)
        )
        self._find_limit = find_limit
        self._send = send
        self._find_spending = find_spending
        self.review = PrivacyReview(
            _RowScanner(prepared),
            SendConsents(),
            lambda: self._inputs.conversation,
            lambda: self._inputs.images,
            lambda: settings.private_text,
            find_typed,
        )

    def collect(self) -> Question:
        """Returns the question of the row."""
        return Question(replace(self._inputs, injection_notice=self.review.injection_notice(self._inputs)))

    def built(self, question: Question) -> PreparedRequest:
        return built_row(question, self._encoded)

    async def build(self, question: Question) -> None:
        """It is built at once."""

    async def find_spending(self, question: Question) -> None:
        if self._find_spending is not None:
            await self._find_spending(question.inputs.settings)

    def exceeded_limit(self, question: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        return self._find_limit(prepared)

    def keep(self, question: Question) -> Turn:
        return question.new_turn(0.0)

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        return turn.failed(error.problem)

    async def send(self, question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        return await self._send(question, prepared, turn)


class RowLog:
    """Fulfils `TurnLog`: a row's answer is kept when it has ended, by the run."""

    def save(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Keeps nothing of a state on the way."""

    def show(self, turn: Turn) -> None:
        """Shows nothing of a state on the way."""

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """Learns nothing; the run measures its own tokens."""


def built_row(question: Question, encoded: EncodedImage) -> PreparedRequest:
    """Returns exactly what would be sent of a row."""
    inputs = question.inputs
    request = build_request(
        inputs.settings, inputs.conversation, inputs.prompt, (encoded,), {}, inputs.injection_notice
    )
    return PreparedRequest(request, (RequestImage(encoded, inputs.images[0]),), 1)


def repair_of(prepared: PreparedRequest, answer: str, faults: Sequence[Fault]) -> PreparedRequest:
    """Returns the request that asks for a broken answer once more, in the right form."""
    words = ChatMessage("assistant", answer), ChatMessage("user", repair_in_words(faults))
    return replace(prepared, request=replace(prepared.request, messages=(*prepared.request.messages, *words)))


async def never_sent(question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
    """Fulfils `SendRow` for a row that is only looked at."""
    raise AssertionError("a row that is looked at is not sent")
