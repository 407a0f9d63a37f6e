"""Ask again, edit and resend, continue."""

from collections.abc import Callable
from dataclasses import replace

from desktop.controllers.asking.asker import Asker
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.core.errors import ProblemKind
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import LOCAL_OCR_MODEL, successor_of
from desktop.core.settings.settings import Settings
from desktop.messages.suggested_actions import SuggestedAction
from desktop.services.asking.ask_again import build_ask_again
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

CONTINUE = "Please continue where you stopped."
BLOCKED = ProblemKind.PRIVATE_TEXT_VISIBLE, ProblemKind.PRIVACY_SCAN_FAILED


class AskAgainController:
    """Connects what stands below an answer with asking."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        history: History,
        settings_service: SettingsService,
        review: PrivacyReview,
        asker: Asker,
        draft_question: DraftQuestion,
        editing: EditQuestionController,
        open_settings: Callable[[], None],
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._history = history
        self._settings_service = settings_service
        self._review = review
        self._asker = asker
        self._draft_question = draft_question
        self._editing = editing
        self._open_settings = open_settings

    def connect(self) -> None:
        """Connect the transcript's buttons."""
        transcript = self._window.transcript
        transcript.again_requested.connect(self.again)
        transcript.edit_requested.connect(self._editing.begin)
        transcript.offer_requested.connect(self._next_step)

    def edit_last(self) -> None:
        """Edit the last question."""
        turns = self._history.conversation.turns
        if turns and turns[-1].stage.ended:
            self._editing.begin(turns[-1].id)

    def again(self, turn_id: str, policy: ResendPolicy = ResendPolicy.FULL, model: str = "") -> None:
        """Ask a turn's question again, of another `model` or of this computer if one is named.

        `policy` applies to the images of the turn.
        """
        self._editing.cancel()

        def collect() -> Question | None:
            turn = self._turn(turn_id)
            return self._question(turn, policy, model) if turn is not None else None

        question = collect()
        if question is None or self._asker.runner.is_busy(question.conversation_id):
            return

        def kept() -> None:
            if self._workspace.draft.prompt == question.inputs.prompt:
                self._workspace.set_prompt("")
            self._window.focus_question()

        self._asker.ask(question, collect, kept)

    def continue_answer(self) -> None:
        """Ask for the rest of an answer; the images in the workspace and the typed text stay there."""
        self._editing.cancel()

        def collect() -> Question:
            return self._draft_question.collect_rest_of_answer(CONTINUE)

        question = collect()
        if not self._asker.runner.is_busy(question.conversation_id):
            self._asker.ask(question, collect, lambda: None)

    def _turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)

    def _question(self, turn: Turn, policy: ResendPolicy, model: str) -> Question:
        settings = self._settings_for(model) if model else self._settings_service.effective
        conversation, images = self._history.conversation, self._workspace.draft.images
        question = build_ask_again(turn, conversation, settings, images, policy)
        notice = self._review.injection_notice(question.inputs, question.resent)
        return replace(question, inputs=replace(question.inputs, injection_notice=notice))

    def _settings_for(self, model: str) -> Settings:
        """The settings with another model, as far as it is the user's to choose."""
        service = self._settings_service
        if model == LOCAL_OCR_MODEL:
            return service.settings.answered_here()
        locked = {"model", "answers"} & service.policy.locked
        return service.effective if locked else replace(service.settings, model=model)

    def _next_step(self, turn_id: str, action: SuggestedAction) -> None:
        turn = self._turn(turn_id)
        if turn is None:
            return
        if action is SuggestedAction.SETTINGS:
            self._open_settings()
        elif action is SuggestedAction.CONTINUE and turn.answer:
            self.continue_answer()
        elif action is SuggestedAction.SMALLER:
            self.again(turn_id, ResendPolicy.REDUCED)
        elif action is SuggestedAction.WITHOUT:
            if turn.problem is not None and turn.problem.kind in BLOCKED:  # it may have been an earlier image
                for sent in self._history.conversation.before(turn_id).without_local_turns.resent_images:
                    self._history.set_resend_policy(sent.id, ResendPolicy.OMIT)
            self.again(turn_id, ResendPolicy.OMIT)
        elif action is SuggestedAction.HERE:
            self.again(turn_id, model=LOCAL_OCR_MODEL)
        else:
            if action is SuggestedAction.OTHER_MODEL:
                self._settings_service.change(model=successor_of(turn.model))
            self.again(turn_id)
