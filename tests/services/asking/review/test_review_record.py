"""What is kept for the ledger of a question's findings, and for which state of the question."""

import asyncio
from dataclasses import replace

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.asking.request import Request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.asking.request_review import RequestReview
from desktop.core.conversation.conversation import Conversation
from desktop.core.privacy.typed.typed_text import TypedFinding, TypedPart
from desktop.core.settings.settings import HERE, Settings
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.asking.review.review_record import ReviewRecord

KEPT = Settings(ledger=True)
PREPARED = PreparedRequest(Request(KEPT.endpoint, KEPT.model, ()), (), 0)


class FixedKinds:
    """Finds the same kinds in every question."""

    def __init__(self, *kinds: str) -> None:
        self._kinds = kinds
        self.prompts: list[str] = []

    async def kinds_found(self, question: Question) -> tuple[str, ...]:
        self.prompts.append(question.inputs.prompt)
        return self._kinds


def asked(prompt: str, settings: Settings = KEPT) -> Question:
    return Question(RequestInputs(settings, Conversation("c"), prompt))


def concern(question: Question, *kinds: str) -> PrivacyConcern:
    found = tuple(TypedFinding(kind, 0, 1, "x", kind) for kind in kinds)
    return PrivacyConcern(question, (), (), False, ((TypedPart.QUESTION, found),))


def test_what_was_covered_and_what_goes_are_told_apart() -> None:
    record, question = ReviewRecord(FixedKinds("e-mail")), asked("Who?")
    record.note(PrivacyDecision.CHANGED, concern(question, "API key", "API key"))
    record.note(PrivacyDecision.SEND, concern(question, "e-mail"))
    assert record.is_due(question)
    asyncio.run(record.look(question))
    assert not record.is_due(question)
    review = record.added(question, PREPARED).request.review
    assert review == RequestReview.of("warn", ["API key", "API key"], ["e-mail"])


def test_another_state_of_the_question_is_looked_at_again() -> None:
    finder = FixedKinds()
    record = ReviewRecord(finder)
    asyncio.run(record.look(asked("Who?")))
    assert record.is_due(asked("Who is it?"))
    asyncio.run(record.look(asked("Who is it?")))
    assert finder.prompts == ["Who?", "Who is it?"]


def test_without_a_ledger_nothing_is_looked_for_and_the_request_stays_itself() -> None:
    for settings in (Settings(), replace(KEPT, endpoint=HERE)):
        record = ReviewRecord(FixedKinds("e-mail"))
        assert not record.is_due(asked("Who?", settings))
    assert ReviewRecord(FixedKinds()).added(asked("Who?", Settings()), PREPARED) is PREPARED
