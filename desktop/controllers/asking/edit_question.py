"""Edits a question that was asked: what is typed takes its place as another version of it."""

from collections.abc import Callable

from desktop.core.asking.prepared_request import RequestImage
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.messages.covers import goes_covered, goes_uncovered, send_as_before
from desktop.services.asking.edited_question import EditedQuestion
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.conversation.history import History
from desktop.services.tasks import TaskSlot
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow
from desktop.ui.notice_bar import QUESTION


class EditQuestionController:
    """Connects the edited question with the composer; `loading` is the slot in which its images are loaded."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        history: History,
        request_builder: RequestBuilder,
        edited: EditedQuestion,
        loading: TaskSlot,
        may_go_uncovered: Callable[[str], bool],
    ) -> None:
        """`may_go_uncovered` returns True if a turn's question could go as before something was covered."""
        self._window = window
        self._workspace = workspace
        self._history = history
        self._request_builder = request_builder
        self._edited = edited
        self._loading = loading
        self._may_go_uncovered = may_go_uncovered

    def connect(self) -> None:
        """Connects what ends editing."""
        self._window.composer.editing_left.connect(self.cancel)
        self._history.leaving.connect(self.cancel)
        self._history.grown.connect(self._follow)

    def edit_last(self) -> None:
        """Edits the last question, if it has been answered or has failed."""
        turns = self._history.conversation.turns
        if turns and turns[-1].stage.ended:
            self.begin(turns[-1].id)

    def begin(self, turn_id: str) -> None:
        """Puts a turn's question into the field again, to take its place when it is asked."""
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is None:
            return
        self._loading.stop()  # of another one, which would come after this one
        if not turn.answer:  # nothing to keep beside the new one
            self._workspace.set_question(turn.prompt)
            self._window.focus_question()
        elif not turn.images:  # at once: who types on at once means the question
            self._edit(turn, ())
        else:
            self._loading.start(self._begin(turn))

    async def _begin(self, turn: Turn) -> None:
        try:
            images = await self._request_builder.load_resent(turn.images)
        except AskanceError:
            return  # the storage has told the user
        if all(turn.id != other.id for other in self._history.conversation.turns):
            return  # the user has gone on to another conversation
        self._edit(turn, images)

    def _edit(self, turn: Turn, images: tuple[RequestImage, ...]) -> None:
        self._edited.begin(turn, images, self._workspace.draft.question)
        self._workspace.set_question(turn.prompt)
        self._window.composer.show_editing(True)
        self._window.focus_question()
        self._edited.changed.emit()
        self._offer_as_before(turn)

    def _offer_as_before(self, turn: Turn) -> None:
        if self._may_go_uncovered(turn.id):
            as_before = send_as_before(), lambda: self._loading.start(self._go_as_before(turn))
            self._window.notice.say(goes_covered(), as_before, passing=False, about=QUESTION)

    async def _go_as_before(self, turn: Turn) -> None:
        try:
            images = await self._request_builder.load_resent(turn.without_covers.images)
        except AskanceError:
            return
        if self._edited.turn is not None and self._edited.turn.id == turn.id and self._may_go_uncovered(turn.id):
            self._edited.go_as_before(images)
            self._window.notice.say(goes_uncovered(), about=QUESTION)

    async def _cover_again(self, turn: Turn) -> None:
        """Takes over what has been covered while the question is edited, also after the user chose otherwise."""
        try:
            images = await self._request_builder.load_resent(turn.images)
        except AskanceError:
            return
        if self._edited.turn is not None and self._edited.turn.id == turn.id:
            self._edited.begin(turn, images, "")
            self._edited.changed.emit()
            self._offer_as_before(turn)

    def cancel(self) -> None:
        """Ends editing, whether the question was asked or given up; the text that was half typed comes back."""
        if self._edited.turn is None:
            return
        half_typed = self._edited.end()
        self._window.notice.withdraw(QUESTION)
        self._window.composer.show_editing(False)
        self._workspace.set_question(half_typed)
        self._edited.changed.emit()

    def _follow(self, conversation: Conversation) -> None:
        """Ends editing if its turn is no longer shown: it was deleted, or another branch is open.

        What is covered of its images meanwhile is covered in it.
        """
        edited = self._edited.turn
        if edited is None:
            return
        now = next((turn for turn in conversation.turns if turn.id == edited.id), None)
        if now is None:
            self.cancel()
        elif [image.covers for image in now.images] != [image.covers for image in edited.images]:
            self._loading.start(self._cover_again(now))
