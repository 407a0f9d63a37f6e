"""Asking a question otherwise: what is typed takes the place of a question that was asked, as another version of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.composition.container import Container
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.services.asking.request_builder import RequestInputs
from desktop.ui.notice_bar import QUESTION


@dataclass(frozen=True, slots=True)
class _Edited:
    """The turn whose question is edited, and its pictures as they went."""

    turn: Turn
    images: tuple[RequestImage, ...]


class EditQuestionController:
    """`look_again` shows what Enter would send now."""

    def __init__(self, container: Container, look_again: Callable[[], None]) -> None:
        self._container = container
        self._look_again = look_again
        self._edited: _Edited | None = None
        self._before = ""  # what was half typed
        container.window.composer.editing_left.connect(self.cancel)
        container.history.leaving.connect(self.cancel)
        container.history.grown.connect(self._leave_if_gone)

    @property
    def active(self) -> bool:
        """Whether a question is being edited."""
        return self._edited is not None

    def begin(self, turn_id: str) -> None:
        """Put a turn's question into the field again, to take its place when it is asked."""
        container = self._container
        turn = next((turn for turn in container.history.conversation.turns if turn.id == turn_id), None)
        if turn is None:
            return
        if not turn.answer:  # nothing to keep beside the new one
            container.workspace.set_prompt(turn.prompt)
            container.window.focus_question()
        else:
            container.tasks.replace("edit", self._begin(turn))

    async def _begin(self, turn: Turn) -> None:
        container = self._container
        try:
            images = await container.request_builder.load_resent(turn.images)
        except AskanceError:
            return  # the keeper has said so
        if all(turn.id != each.id for each in container.history.conversation.turns):
            return  # somebody has gone on to another conversation
        self._before = container.workspace.draft.prompt if self._edited is None else self._before
        self._edited = _Edited(turn, images)
        container.workspace.set_prompt(turn.prompt)
        container.window.composer.show_editing(True)
        container.window.focus_question()
        self._look_again()

    def cancel(self) -> None:
        """Editing has come to its end, asked or given up; what was half typed before is there again."""
        if self._edited is None:
            return
        self._edited = None
        self._container.window.notice.withdraw(QUESTION)
        self._container.window.composer.show_editing(False)
        self._container.workspace.set_prompt(self._before)
        self._before = ""
        self._look_again()

    def _leave_if_gone(self, conversation: Conversation) -> None:
        """The turn that is edited is not looked at any more: it was deleted, or another branch is open."""
        if self._edited is not None and all(turn.id != self._edited.turn.id for turn in conversation.turns):
            self.cancel()

    def apply_to(self, question: RequestInputs) -> RequestInputs:
        """What Enter would ask: the question after what was said before it, with its own pictures as they are now.

        A picture of it that still lies on the desk goes as it lies there; the others go as they went.
        """
        if self._edited is None or all(turn.id != self._edited.turn.id for turn in question.conversation.turns):
            return question
        own, heard = self._edited.turn.images, question.context
        images = tuple(
            image
            for image in question.images
            if any(sent.derives_from(image) for sent in own) or not heard.model_has_seen(image)
        )
        again = tuple(
            parcel
            for parcel in self._edited.images
            if parcel.previously_sent is not None
            and not any(parcel.previously_sent.derives_from(sheet) for sheet in images)
        )
        return replace(
            question,
            conversation=question.conversation.before(self._edited.turn.id),
            images=images,
            resent_images=again,
        )
