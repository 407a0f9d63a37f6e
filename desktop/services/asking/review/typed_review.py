"""Reviews what was typed: the question, the instructions, and earlier questions that go along."""

from collections.abc import Awaitable, Callable

from desktop.core.asking.question import Question
from desktop.core.conversation.conversation import Conversation
from desktop.core.privacy.findings import FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT, TypedFinding, TypedPart
from desktop.log import log
from desktop.services.privacy.send_consents import SendConsents

FindTyped = Callable[[str], Awaitable[tuple[TypedFinding, ...]]]
"""Looks through typed text."""


class TypedReview:
    """Compares what was typed with what the user has allowed. `conversation` returns the one that is open."""

    def __init__(self, consents: SendConsents, conversation: Callable[[], Conversation], find_typed: FindTyped) -> None:
        self._consents = consents
        self._conversation = conversation
        self._find_typed = find_typed

    async def concerns(
        self, question: Question, insists: bool
    ) -> tuple[tuple[TypedPart, tuple[TypedFinding, ...]], ...]:
        """Returns the findings in each part that the host has not received yet; with `insists`, in every part."""
        inputs, consents = question.inputs, self._consents
        settings, host = inputs.settings, inputs.settings.host
        received = frozenset[str]() if insists else self._conversation().prompts_seen_by(host)
        question_now = () if inputs.prompt in received else await self.found_in(inputs.prompt)
        instructions: tuple[TypedFinding, ...] = ()
        if insists or not consents.has_granted_instructions(host, settings.instructions):
            instructions = await self.found_in(settings.instructions)
        sent_along = dict.fromkeys(turn.prompt for turn in inputs.context.turns if turn.answer)
        earlier = [await self.found_in(prompt) for prompt in sent_along if prompt not in received]
        left_earlier = tuple(left for found in earlier for left in self._left_of(host, found, insists))
        parts = (
            (TypedPart.QUESTION, self._left_of(host, question_now, insists)),
            (TypedPart.INSTRUCTIONS, instructions),
            (TypedPart.EARLIER_QUESTION, left_earlier),
        )
        return tuple((part, found) for part, found in parts if found)

    async def found_in(self, text: str) -> tuple[TypedFinding, ...]:
        """Returns what looks private in a text: all of it if that cannot be found out."""
        if not text.strip():
            return ()
        try:
            return await self._find_typed(text)
        except Exception as error:
            log.error("looking through typed text failed: %s", type(error).__name__)  # its message may quote the text
            return (TypedFinding(UNKNOWN_TEXT, 0, len(text), text, fingerprint(text)),)

    def _left_of(self, host: str, found: tuple[TypedFinding, ...], insists: bool) -> tuple[TypedFinding, ...]:
        """Returns what the user has not allowed yet. Where private text must be replaced, nobody can allow that."""
        left = self._consents.typed_not_granted(host, found)
        if not insists:
            return left
        return tuple(finding for finding in found if finding.kind is FindingKind.PRIVATE or finding in left)
