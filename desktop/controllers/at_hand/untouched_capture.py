"""Drops the capture of the small window when it goes and nothing was done with it: no draft is left of it."""

from desktop.core.workspace.draft import Draft
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.image.screen_capture import STEP
from desktop.services.workspace import Workspace


class UntouchedCapture:
    """The open conversation as long as it is a capture as it was taken: no word, no mark, nothing else beside it."""

    def __init__(self, workspace: Workspace, history: History, runner: QuestionRunner) -> None:
        self._workspace = workspace
        self._history = history
        self._runner = runner

    def drop(self) -> None:
        """Empties the workspace if there is nothing else in it, and nothing was asked."""
        image, conversation = self._workspace.draft.only_image, self._history.conversation
        is_asked = bool(conversation.all_turns) or self._runner.state is not None
        if image is not None and image.source.name == STEP and image.is_as_it_came and not is_asked:
            self._workspace.open(Draft())
