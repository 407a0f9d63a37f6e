"""Asking a question otherwise: what is typed takes the place of a question that was asked, as another version of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.composition.container import Product
from desktop.core.asking.prepared_request import Parcel
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.services.asking.request_builder import Question
from desktop.ui.notice_bar import QUESTION


@dataclass(frozen=True, slots=True)
class _Edited:
    """The turn whose question is edited, and its pictures as they went."""

    turn: Turn
    pictures: tuple[Parcel, ...]


class Editing:
    """`look_again` shows what Enter would send now."""

    def __init__(self, product: Product, look_again: Callable[[], None]) -> None:
        self._product = product
        self._look_again = look_again
        self._edited: _Edited | None = None
        self._before = ""  # what was half typed
        product.window.composer.editing_left.connect(self.leave)
        product.history.leaving.connect(self.leave)
        product.history.grown.connect(self._leave_if_gone)

    @property
    def active(self) -> bool:
        """Whether a question is being edited."""
        return self._edited is not None

    def begin(self, turn_id: str) -> None:
        """Put a turn's question into the field again, to take its place when it is asked."""
        product = self._product
        turn = next((turn for turn in product.history.conversation.turns if turn.id == turn_id), None)
        if turn is None:
            return
        if not turn.answer:  # nothing to keep beside the new one
            product.desk.type(turn.prompt)
            product.window.focus_question()
        else:
            product.tasks.replace("edit", self._begin(turn))

    async def _begin(self, turn: Turn) -> None:
        product = self._product
        try:
            pictures = await product.packing.again(turn.pictures)
        except AskanceError:
            return  # the keeper has said so
        if all(turn.id != each.id for each in product.history.conversation.turns):
            return  # somebody has gone on to another conversation
        self._before = product.desk.draft.prompt if self._edited is None else self._before
        self._edited = _Edited(turn, pictures)
        product.desk.type(turn.prompt)
        product.window.composer.show_editing(True)
        product.window.focus_question()
        self._look_again()

    def leave(self) -> None:
        """Editing has come to its end, asked or given up; what was half typed before is there again."""
        if self._edited is None:
            return
        self._edited = None
        self._product.window.notice.withdraw(QUESTION)
        self._product.window.composer.show_editing(False)
        self._product.desk.type(self._before)
        self._before = ""
        self._look_again()

    def _leave_if_gone(self, conversation: Conversation) -> None:
        """The turn that is edited is not looked at any more: it was deleted, or another branch is open."""
        if self._edited is not None and all(turn.id != self._edited.turn.id for turn in conversation.turns):
            self.leave()

    def applied(self, question: Question) -> Question:
        """What Enter would ask: the question after what was said before it, with its own pictures as they are now.

        A picture of it that still lies on the desk goes as it lies there; the others go as they went.
        """
        if self._edited is None or all(turn.id != self._edited.turn.id for turn in question.before.turns):
            return question
        own, heard = self._edited.turn.pictures, question.heard
        sheets = tuple(
            sheet for sheet in question.sheets if any(sent.shows(sheet) for sent in own) or not heard.has_shown(sheet)
        )
        again = tuple(
            parcel
            for parcel in self._edited.pictures
            if parcel.sent is not None and not any(parcel.sent.shows(sheet) for sheet in sheets)
        )
        return replace(question, before=question.before.before(self._edited.turn.id), sheets=sheets, again=again)
