"""A question that was asked is asked once more, otherwise, or its answer is continued."""

from dataclasses import replace
from functools import partial

from desktop.composition.container import Container
from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.privacy.send_confirmation import SendConfirmation
from desktop.controllers.usage.spending_limits import SpendingLimitPrompt
from desktop.core.errors import ProblemKind
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import LOCAL_OCR_MODEL, model_at, successor_of
from desktop.core.settings.settings import Settings
from desktop.messages.suggested_actions import SuggestedAction
from desktop.services.asking.ask_again import build_ask_again, edited_since_sent

CONTINUE = "Please continue where you stopped."
HELD_BACK = ProblemKind.PRIVATE_TEXT_VISIBLE, ProblemKind.PRIVACY_SCAN_FAILED


class AskAgainController:
    """Between what stands below an answer and the service that asks."""

    def __init__(
        self,
        container: Container,
        problems: ErrorNotices,
        care: PrivacyWarnings,
        forecasts: SendEstimateController,
        confirmation: SendConfirmation,
        limits: SpendingLimitPrompt,
    ) -> None:
        self._container = container
        self._problems = problems
        self._care = care
        self._forecasts = forecasts
        self._editing = forecasts.editing
        self._confirmation = confirmation
        self._limits = limits
        transcript = container.window.transcript
        transcript.again_requested.connect(self.again)
        transcript.edit_requested.connect(self._editing.begin)
        transcript.offer_requested.connect(self._next_step)

    def edit_last(self) -> None:
        """Ask the last question otherwise."""
        turns = self._container.history.conversation.turns
        if turns and turns[-1].stage.ended:
            self._editing.begin(turns[-1].id)

    def again(
        self, turn_id: str, images: ResendPolicy = ResendPolicy.FULL, over_limit: bool = False, model: str = ""
    ) -> None:
        """Ask a turn's question once more, of another `model` (or of this computer's reader) if one is named.

        `over_limit`: the user has said that it may pass the limit.
        """
        container, conversation = self._container, self._container.history.conversation
        self._editing.cancel()
        turn = next((turn for turn in conversation.turns if turn.id == turn_id), None)
        if turn is None or container.question_runner.is_busy(conversation.id):
            self._confirmation.dismiss()  # what was said of it is no longer true
            return
        settings = self._asked_of(model) if model else container.settings_service.effective
        asked = build_ask_again(turn, conversation, settings, container.workspace.draft.images, images)
        if not self._confirmation.allows(
            asked.question, partial(self.again, turn_id, images, over_limit, model), asked.sent
        ):
            return
        price = model_at(settings.model, settings.host).price
        cost = price.cost_usd(turn.estimated_tokens, 0) if price is not None else None
        if not over_limit and self._limits.ask_before_exceeding(
            cost, partial(self.again, turn_id, images, True, model)
        ):
            return
        self._confirmation.dismiss()
        if container.workspace.draft.prompt == turn.prompt:
            container.workspace.set_prompt("")
        injection_notice = self._care.injection_notice(asked.question, asked.sent)
        container.question_runner.run_retry(
            replace(asked, question=replace(asked.question, injection_notice=injection_notice))
        )
        container.window.focus_question()

    def _asked_of(self, model: str) -> Settings:
        """The settings with another model, as far as it is the user's to choose."""
        settings_service = self._container.settings_service
        if model == LOCAL_OCR_MODEL:
            return settings_service.settings.answered_here()
        locked = {"model", "answers"} & settings_service.policy.locked
        return settings_service.effective if locked else replace(settings_service.settings, model=model)

    def continue_answer(self, over_limit: bool = False) -> None:
        """Ask for the rest of an answer; what is on the desk and half typed stays there."""
        self._editing.cancel()
        conversation, workspace = self._container.history.conversation, self._container.workspace.draft.images
        question = replace(self._forecasts.question(), prompt=CONTINUE, images=())
        changed = edited_since_sent(question.carried_images, conversation, question.settings.host, workspace)
        question = replace(question, images=changed)
        if self._container.question_runner.is_busy(question.conversation.id):
            return
        if not self._confirmation.allows(question, partial(self.continue_answer, over_limit)):
            return
        if not over_limit and self._limits.ask_before_exceeding(None, partial(self.continue_answer, True)):
            return
        self._confirmation.dismiss()
        injection_notice = self._care.injection_notice(question)
        self._container.question_runner.start(
            question.settings, question.conversation, CONTINUE, changed, injection_notice=injection_notice
        )
        self._forecasts.show()

    def _next_step(self, turn_id: str, offer: SuggestedAction) -> None:
        turn = next(turn for turn in self._container.history.conversation.turns if turn.id == turn_id)
        if offer is SuggestedAction.SETTINGS:
            self._problems.open_settings()
        elif offer is SuggestedAction.CONTINUE and turn.answer:
            self.continue_answer()
        elif offer is SuggestedAction.SMALLER:
            self.again(turn_id, ResendPolicy.REDUCED)
        elif offer is SuggestedAction.WITHOUT:
            if turn.problem is not None and turn.problem.kind in HELD_BACK:  # it may have been an earlier one
                history = self._container.history
                for sent in history.conversation.before(turn_id).without_local_turns.resent_images:
                    history.set_resend_policy(sent.id, ResendPolicy.OMIT)
            self.again(turn_id, ResendPolicy.OMIT)
        elif offer is SuggestedAction.HERE:
            self.again(turn_id, model=LOCAL_OCR_MODEL)
        else:
            if offer is SuggestedAction.OTHER_MODEL:
                self._container.settings_service.change(model=successor_of(turn.model))
            self.again(turn_id)
