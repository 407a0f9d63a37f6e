"""The conversation of the small window: begun for a capture, and left for the one that was open before."""

from desktop.core.workspace.draft import Draft
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.image.screen_capture import STEP
from desktop.services.workspace import Workspace


class QuickConversation:
    """It is kept like any other, unless it is a capture as it was taken: without a word, a mark or anything beside."""

    def __init__(self, workspace: Workspace, history: History, runner: QuestionRunner) -> None:
        self._workspace = workspace
        self._history = history
        self._runner = runner
        self._came_from = ""  # the id of the conversation that was open before

    def begin(self) -> None:
        """Opens a new conversation."""
        self._came_from = self._history.conversation.id
        self._history.start_new()

    def begin_again(self) -> None:
        """Opens a new conversation in the place of the one that was begun."""
        self._drop_untouched()
        self._history.start_new()

    def leave(self) -> None:
        """Opens the conversation from which the user came."""
        self._drop_untouched()
        if self._history.conversation.id != self._came_from:
            self._history.return_to(self._came_from)

    def _drop_untouched(self) -> None:
        image, conversation = self._workspace.draft.only_image, self._history.conversation
        is_asked = bool(conversation.all_turns) or self._runner.state is not None
        if image is not None and image.source.name == STEP and image.is_as_it_came and not is_asked:
            self._workspace.open(Draft())
