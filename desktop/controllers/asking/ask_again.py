"""Asks a turn's question again, or for the rest of its answer."""

from functools import partial

from desktop.controllers.asking.asker import Asker
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.question import Question
from desktop.core.image.annotated_image import ResendPolicy
from desktop.services.asking.repeated_question import RepeatedQuestion
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

CONTINUE = "Please continue where you stopped."


class AskAgainController:
    """Connects the buttons below an answer with asking."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        asker: Asker,
        draft_question: DraftQuestion,
        repeated: RepeatedQuestion,
        editing: EditQuestionController,
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._asker = asker
        self._draft_question = draft_question
        self._repeated = repeated
        self._editing = editing

    def connect(self) -> None:
        """Connects the transcript's buttons."""
        self._window.transcript.again_requested.connect(self.again)
        self._window.transcript.edit_requested.connect(self._editing.begin)

    def again(
        self,
        turn_id: str,
        policy: ResendPolicy = ResendPolicy.FULL,
        model: str = "",
        with_history: bool = True,
        uncovered: bool = False,
        limits: AnswerLimits = ENDPOINTS_OWN,
    ) -> None:
        """Asks a turn's question again, of another `model` or of this computer if one is named.

        `policy` applies to the images of the turn; without `with_history`, no earlier turn goes along; with
        `uncovered`, the images go as they went before something was covered. `limits` are those of the answer.
        """
        self._editing.cancel()
        collect = partial(self._repeated.collect, turn_id, policy, model, with_history, uncovered, limits)
        question = collect()
        if question is None or self._asker.runner.is_busy(question.conversation_id):
            return

        def kept() -> None:
            if self._workspace.draft.asked == question.inputs.prompt:
                self._workspace.set_question("")
            self._window.focus_question()

        self._asker.ask(question, collect, kept)

    def may_go_uncovered(self, turn_id: str) -> bool:
        """Returns True if `again` may be called with `uncovered` for a turn, and that would make a difference."""
        return self._repeated.may_go_uncovered(turn_id)

    def continue_answer(self, uncovered: bool = False) -> None:
        """Asks for the rest of an answer; the images in the workspace and the typed text stay there.

        With `uncovered`, earlier images go as they went before something was covered, where the settings allow that.
        """
        self._editing.cancel()

        def collect() -> Question:
            return self._draft_question.collect_rest_of_answer(CONTINUE, uncovered)

        question = collect()
        if not self._asker.runner.is_busy(question.conversation_id):
            self._asker.ask(question, collect, lambda: None)
