"""The question of an earlier turn while it is being edited."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prepared_request import RequestImage
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.turn import Turn


class EditedQuestion(QObject):
    """Owner of the turn whose question is edited, of its images as they were sent, and of the draft's unfinished
    prompt.
    """

    changed = Signal()  # editing has begun or ended: Enter would send something else

    def __init__(self) -> None:
        super().__init__()
        self._turn: Turn | None = None
        self._images: tuple[RequestImage, ...] = ()
        self._half_typed = ""

    @property
    def turn(self) -> Turn | None:
        """The turn whose question is edited, or None."""
        return self._turn

    def begin(self, turn: Turn, images: tuple[RequestImage, ...], half_typed: str) -> None:
        """Edits the question of `turn`; text that was half typed before the first of several edits is kept."""
        self._half_typed = half_typed if self._turn is None else self._half_typed
        self._turn, self._images = turn, images

    def end(self) -> str:
        """Ends editing. Returns the text that was half typed before."""
        half_typed, self._turn, self._images, self._half_typed = self._half_typed, None, (), ""
        return half_typed

    def apply_to(self, inputs: RequestInputs) -> RequestInputs:
        """Returns the inputs in the place of the edited question; the same object if none is edited.

        Images of the edited turn that are still in the workspace go as they are there, the others as they went.
        """
        turn = self._turn
        if turn is None or all(turn.id != other.id for other in inputs.conversation.turns):
            return inputs
        context = inputs.context
        images = tuple(
            image
            for image in inputs.images
            if any(sent.derives_from(image) for sent in turn.images) or not context.model_has_seen(image)
        )
        resent = tuple(
            image
            for image in self._images
            if image.previously_sent is not None
            and not any(image.previously_sent.derives_from(newer) for newer in images)
        )
        return replace(inputs, conversation=inputs.conversation.before(turn.id), images=images, resent_images=resent)
