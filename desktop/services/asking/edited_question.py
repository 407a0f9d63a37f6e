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
        self._goes_as_before = False

    @property
    def turn(self) -> Turn | None:
        """The turn whose question is edited, or None."""
        return self._turn

    def begin(self, turn: Turn, images: tuple[RequestImage, ...], half_typed: str) -> None:
        """Edits the question of `turn`; text that was half typed before the first of several edits is kept."""
        self._half_typed = half_typed if self._turn is None else self._half_typed
        self._turn, self._images, self._goes_as_before = turn, images, False

    def go_as_before(self, images: tuple[RequestImage, ...]) -> None:
        """Lets the question go with `images`, those of its turn without what was covered since, as the user chose."""
        self._images, self._goes_as_before = images, True
        self.changed.emit()

    def end(self) -> str:
        """Ends editing. Returns the text that was half typed before."""
        half_typed, self._turn, self._images, self._half_typed = self._half_typed, None, (), ""
        return half_typed

    def apply_to(self, inputs: RequestInputs) -> RequestInputs:
        """Returns the inputs in the place of the edited question; the same object if none is edited.

        Images of the edited turn that are still in the workspace go as they are there, the others as they went, under
        the covers that they carry today; all without covers after `go_as_before`.
        """
        turn = self._turn
        if turn is None or all(turn.id != other.id for other in inputs.conversation.turns):
            return inputs
        context = inputs.context
        of_turn = {image.id for image in inputs.images if any(sent.derives_from(image) for sent in turn.images)}
        images = tuple(image for image in inputs.images if image.id in of_turn or not context.model_has_seen(image))
        if self._goes_as_before:
            images = tuple(image for image in images if image.id not in of_turn)
        resent = tuple(
            image
            for image in self._images
            if image.previously_sent is not None
            and not any(image.previously_sent.derives_from(newer) for newer in images)
        )
        before = inputs.conversation.before(turn.id)
        before = before.without_covers if self._goes_as_before else before
        return replace(inputs, conversation=before, images=images, resent_images=resent)
