"""Keeps what was found in a question on its way and what was decided, for the ledger, where one is kept."""

from dataclasses import replace
from typing import Protocol

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.asking.request_review import RequestReview
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision


class FindsKinds(Protocol):
    """Looks through what would leave."""

    async def kinds_found(self, question: Question) -> tuple[str, ...]:
        """Returns the kinds of all findings in what would leave, allowed or not, one for each finding."""
        ...


class ReviewRecord:
    """The record of one question. What is found is looked for once more when the question is about to leave."""

    def __init__(self, review: FindsKinds) -> None:
        self._review = review
        self._covered: tuple[str, ...] = ()
        self._looked_at: tuple[object, ...] | None = None
        self._sent: tuple[str, ...] = ()

    def note(self, decision: PrivacyDecision, concern: PrivacyConcern) -> None:
        """Notes a decision of the user."""
        if decision is PrivacyDecision.CHANGED:
            self._covered += concern.kinds

    def is_due(self, question: Question) -> bool:
        """Returns True if a ledger is kept and the question, as it is now, was not looked at yet."""
        settings = question.inputs.settings
        return settings.ledger and not settings.is_local and self._looked_at != _looked_at(question)

    async def look(self, question: Question) -> None:
        """Finds what is in the question now."""
        self._sent = await self._review.kinds_found(question)
        self._looked_at = _looked_at(question)

    def added(self, question: Question, prepared: PreparedRequest) -> PreparedRequest:
        """Returns the request with its review, where a ledger is kept."""
        settings = question.inputs.settings
        if not settings.ledger:
            return prepared
        review = RequestReview.of(settings.private_text, self._covered, self._sent)
        return replace(prepared, request=replace(prepared.request, review=review))


def _looked_at(question: Question) -> tuple[object, ...]:
    """Returns what tells one state of a question from another."""
    inputs = question.inputs
    images = tuple(image.content_key for image in inputs.new_images)
    return inputs.prompt, inputs.settings, images, tuple(image.id for image in question.previously_sent_images)
