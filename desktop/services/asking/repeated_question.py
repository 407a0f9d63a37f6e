"""Collects the question of an earlier turn, to be asked again of the model that is chosen now or of another one."""

from dataclasses import replace

from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.core.settings.settings import Settings
from desktop.services.asking.ask_again import build_ask_again
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace


class RepeatedQuestion:
    """Questions of the open conversation's turns, as they would be asked now."""

    def __init__(
        self, history: History, workspace: Workspace, settings_service: SettingsService, review: PrivacyReview
    ) -> None:
        self._history = history
        self._workspace = workspace
        self._settings_service = settings_service
        self._review = review

    def turn(self, turn_id: str) -> Turn | None:
        """Returns a turn of the open conversation, or None if it is not there."""
        return next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)

    def collect(
        self,
        turn_id: str,
        policy: ResendPolicy,
        model: str,
        with_history: bool = True,
        uncovered: bool = False,
        limits: AnswerLimits = ENDPOINTS_OWN,
    ) -> Question | None:
        """Returns the question of a turn, or None if the turn is not there.

        `policy` applies to the images of the turn. `model` is empty for the model in force, or names another one or
        this computer. Without `with_history`, no earlier turn goes along. With `uncovered` the images go as they went
        before something was covered, where the settings allow that. `limits` are those of the answer.
        """
        turn = self.turn(turn_id)
        if turn is None:
            return None
        settings = self._settings_for(model) if model else self._settings_service.effective
        conversation, images = self._history.conversation, self._workspace.draft.images
        uncovered = uncovered and settings.may_send_uncovered
        question = build_ask_again(turn, conversation, settings, images, policy, with_history, uncovered)
        notice = self._review.injection_notice(question.inputs, question.resent)
        return replace(question, inputs=replace(question.inputs, injection_notice=notice, limits=limits))

    def may_go_uncovered(self, turn_id: str) -> bool:
        """Returns True if the question could go as before something was covered, and that would differ from now."""
        conversation = self._history.conversation
        if self.turn(turn_id) is None or not self._settings_service.effective.may_send_uncovered:
            return False
        at = next(at for at, turn in enumerate(conversation.turns) if turn.id == turn_id)
        return any(image.covers for turn in conversation.turns[: at + 1] for image in turn.images)

    def _settings_for(self, model: str) -> Settings:
        """Returns the settings with another model, as far as it is the user's to choose."""
        service = self._settings_service
        if model == LOCAL_OCR_MODEL:
            return service.settings.answered_here()
        locked = {"model", "answers"} & service.policy.locked
        return service.effective if locked else replace(service.layers.for_question, model=model)
