"""A question that is about to be asked, whether it was typed, asked again or given on the command line."""

from dataclasses import dataclass, replace

from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage

AskedImage = AnnotatedImage | SentImage
"""An image that would leave this computer: as it is in the workspace, or as it was sent before."""


@dataclass(frozen=True, slots=True)
class Question:
    """`inputs` stand after the conversation before `replaced`, the turn whose question is asked again, if any.

    `resent` are images of that turn that go as they went with it, at half their size with `halved`.
    """

    inputs: RequestInputs
    replaced: Turn | None = None
    resent: tuple[SentImage, ...] = ()
    halved: bool = False

    @property
    def conversation_id(self) -> str:
        return self.inputs.conversation.id

    @property
    def previously_sent_images(self) -> tuple[SentImage, ...]:
        """All previously sent images that this question resends, without duplicates."""
        return self.inputs.previously_sent_images(self.resent)

    def new_turn(self, asked_at: float) -> Turn:
        """Returns the turn to keep: in the place of a replaced turn without an answer, else as another version of it.

        `asked_at` is in seconds since the epoch.
        """
        inputs, replaced = self.inputs, self.replaced
        settings, conversation = inputs.settings, inputs.conversation
        parent = conversation.last_turn_id if replaced is None else replaced.parent
        turn = Turn.new(conversation.id, inputs.prompt, settings.model, settings.host, asked_at, parent)
        if replaced is not None and not replaced.answer:
            return replace(turn, id=replaced.id, asked_at=replaced.asked_at)
        return turn
