"""Asks a question: the one way from Enter to the last word of the answer.

The window, "ask again", "edit", "continue" and the command line run the same coroutine with other inputs. It knows
neither Qt nor an event loop of its own; what the user must decide is awaited from a `User`. Cancelling it before the
request leaves costs nothing: nothing was kept, and the question stays where it was typed.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import AskedImage, Question
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision, User
from desktop.services.asking.review.review import Review
from desktop.services.asking.review.review_record import ReviewRecord

SHOWN_ABOVE = 10_000  # letters of a prompt; chosen


class AskState(Enum):
    """The step at which a question is, until its request leaves; then its turn shows how it stands."""

    STARTING = auto()
    WAITING_FOR_IMAGES = auto()
    CHOOSING_ANSWERER = auto()
    WAITING_FOR_ANSWER = auto()
    BUILDING = auto()
    SCANNING = auto()
    CONFIRMING_PRIVACY = auto()
    CONFIRMING_COST = auto()


class AskServices(Protocol):
    """The services that a question needs on its way."""

    @property
    def review(self) -> Review: ...

    async def images_settled(self) -> None:
        """Waits until no image is on its way into the workspace."""
        ...

    def answerer_known(self) -> bool:
        """Returns True once it is known whether an endpoint or this computer answers."""
        ...

    async def find_answerer(self) -> None:
        """Waits until that is known."""
        ...

    def is_answering(self, conversation_id: str) -> bool:
        """Returns True while another answer of the conversation is in progress."""
        ...

    async def answer_ended(self, conversation_id: str) -> None:
        """Waits until no answer of the conversation is in progress."""
        ...

    def built(self, question: Question) -> PreparedRequest | None:
        """Returns exactly what would be sent, or None if it is not ready yet."""
        ...

    async def build(self, question: Question) -> None:
        """Builds the request, so that `built` returns it. Raises AskanceError."""
        ...

    async def find_spending(self, question: Question) -> None:
        """Waits until it is known what was spent, where a limit is set."""
        ...

    def exceeded_limit(self, question: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        """Returns the spending limit that the request would exceed, with its cost in US dollars, or None."""
        ...

    def keep(self, question: Question) -> Turn:
        """Keeps the question as a turn; from here on only the user's stop and leaving end it."""
        ...

    async def send(self, question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        """Sends this very request, and keeps the answer as it grows. Returns the last state of the turn."""
        ...

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        """Keeps the turn as failed. Returns it."""
        ...


async def ask_question(
    question: Question,
    collect_again: Callable[[], Question | None],
    services: AskServices,
    user: User,
    show: Callable[[AskState], None],
    waits_for_images: bool = False,
) -> Turn | None:
    """Asks `question`. Returns the last state of its turn, or None if it did not go out.

    With `waits_for_images`, images on their way into the workspace go along. After each wait and decision the question
    is collected again, as the draft may have changed; None from `collect_again`, or nothing left to decide, ends it.
    """
    collected = await _wait_for_inputs(question, collect_again, services, show, waits_for_images)
    may_exceed_limit, is_wanted, is_confirmed = False, True, False
    record = ReviewRecord(services.review)
    while collected is not None:
        question = collected
        if services.is_answering(question.conversation_id):
            await _wait_for_answer(question, services, show)
        elif (prepared := services.built(question)) is None:
            if (failed := await _built(question, services, show)) is not None:
                return failed
        elif unfinished := services.review.unfinished(question):
            await _scan(question, unfinished, services.review, user, show)
        elif await _has_new_orders(question, services.review, show):
            pass  # what is collected next warns the model of them
        elif concern := await services.review.concern(question):
            record.note(decision := await _decided(concern, services.review, user, show), concern)
            if decision is PrivacyDecision.CANCEL:
                return None
            is_wanted = decision is not PrivacyDecision.RECHECK
        elif not is_wanted:
            return None
        elif (limit := services.exceeded_limit(question, prepared)) and (limit[0].is_fixed or not may_exceed_limit):
            if not (may_exceed_limit := await _may_exceed(limit, user, show)):
                return None
        elif not is_confirmed and _wants_word(question):
            is_wanted = is_confirmed = await _is_confirmed(question, user, show)
        elif record.is_due(question):
            await record.look(question)
        else:
            return await services.send(question, record.added(question, prepared), services.keep(question))
        collected = collect_again()
    return None


async def _wait_for_answer(question: Question, services: AskServices, show: Callable[[AskState], None]) -> None:
    """Waits until no other answer of the conversation is in progress."""
    show(AskState.WAITING_FOR_ANSWER)
    await services.answer_ended(question.conversation_id)


async def _scan(
    question: Question,
    unfinished: tuple[AskedImage, ...],
    review: Review,
    user: User,
    show: Callable[[AskState], None],
) -> None:
    """Waits until images are scanned, or until the user prefers to ask at once."""
    show(AskState.SCANNING)
    if not await user.wait_for_scan(question, review.scan_progress(), not review.insists):
        review.skip_scan(question, unfinished)


async def _has_new_orders(question: Question, review: Review, show: Callable[[AskState], None]) -> bool:
    """Returns True if texts beside the question give orders that the model is not warned of yet.

    Looking through a long text takes seconds, here and for the concern after it, which is shown.
    """
    if len(question.inputs.prompt) > SHOWN_ABOVE:
        show(AskState.SCANNING)
    return await review.has_new_orders(question)


async def _decided(
    concern: PrivacyConcern, review: Review, user: User, show: Callable[[AskState], None]
) -> PrivacyDecision:
    """Asks the user about a concern. Returns the decision, which the review has taken over."""
    show(AskState.CONFIRMING_PRIVACY)
    decision = await user.confirm_privacy(concern)
    review.apply(decision, concern)
    return decision


async def _may_exceed(limit: tuple[ExceededLimit, float], user: User, show: Callable[[AskState], None]) -> bool:
    """Asks the user about a spending limit. Returns True if it may be passed, which one of a policy never may."""
    show(AskState.CONFIRMING_COST)
    return await user.exceed_limit(*limit) and not limit[0].is_fixed


async def _built(question: Question, services: AskServices, show: Callable[[AskState], None]) -> Turn | None:
    """Builds the request. Returns None, or the turn of a question whose request cannot be built."""
    show(AskState.BUILDING)
    try:
        await services.build(question)
    except AskanceError as error:
        return services.fail(services.keep(question), error)
    return None


async def _is_confirmed(question: Question, user: User, show: Callable[[AskState], None]) -> bool:
    """Asks for the user's word before the question goes out. Returns True if it may."""
    show(AskState.CONFIRMING_PRIVACY)
    return await user.confirm_sending(question)


def _wants_word(question: Question) -> bool:
    """Returns True if a rule of the house wants the user's word before the question leaves this computer."""
    settings = question.inputs.settings
    return settings.confirm_sending and not settings.is_local


async def _wait_for_inputs(
    question: Question,
    collect_again: Callable[[], Question | None],
    services: AskServices,
    show: Callable[[AskState], None],
    waits_for_images: bool,
) -> Question | None:
    """Waits for images on their way, and until it is known who answers. Returns the question as it is then."""
    collected: Question | None = question
    if waits_for_images:
        show(AskState.WAITING_FOR_IMAGES)
        await services.images_settled()
        collected = collect_again()
    if not services.answerer_known():
        show(AskState.CHOOSING_ANSWERER)
        await services.find_answerer()
        collected = collect_again()
    if collected is not None:
        await services.find_spending(collected)
    return collected
