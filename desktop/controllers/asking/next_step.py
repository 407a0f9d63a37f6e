"""Carries out the next step that a problem offers: other settings, another model, smaller or no pictures, …"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop.core.asking.answer_limits import LESS_EFFORT, AnswerLimits, longer_than
from desktop.core.conversation.turn import NOTHING_SENT, Turn
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import successor_at
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.messages.suggested_actions import SuggestedAction
from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService


class RepeatedAsking(Protocol):
    """Asking again, as far as next steps need it."""

    def again(
        self,
        turn_id: str,
        policy: ResendPolicy = ...,
        model: str = ...,
        with_history: bool = ...,
        *,
        limits: AnswerLimits = ...,
    ) -> None: ...
    def continue_answer(self) -> None: ...


class NextStepController:
    """Connects the offers below an answer that went wrong."""

    def __init__(
        self,
        offer_requested: SignalInstance,
        history: History,
        settings_service: SettingsService,
        asking_again: RepeatedAsking,
        open_settings: Callable[[], None],
    ) -> None:
        """`offer_requested` carries a turn's id and a SuggestedAction."""
        self._offer_requested = offer_requested
        self._history = history
        self._settings_service = settings_service
        self._asking_again = asking_again
        self._open_settings = open_settings

    def connect(self) -> None:
        """Connects the offers."""
        self._offer_requested.connect(self._take)

    def _take(self, turn_id: str, action: SuggestedAction) -> None:
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is None:
            return
        if action is SuggestedAction.SETTINGS:
            self._open_settings()
        elif action is SuggestedAction.CONTINUE and turn.answer:
            self._asking_again.continue_answer()
        elif action is SuggestedAction.SMALLER:
            self._asking_again.again(turn_id, ResendPolicy.REDUCED)
        elif action is SuggestedAction.WITHOUT:
            self._leave_out_earlier(turn)
            self._asking_again.again(turn_id, ResendPolicy.OMIT)
        elif action is SuggestedAction.SHORTER:
            self._asking_again.again(turn_id, with_history=False)
        elif action is SuggestedAction.LONGER:
            self._asking_again.again(turn_id, limits=longer_than(turn.usage))
        elif action is SuggestedAction.LESS_EFFORT:
            self._asking_again.again(turn_id, limits=LESS_EFFORT)
        elif action is SuggestedAction.HERE:
            self._asking_again.again(turn_id, model=LOCAL_OCR_MODEL)
        elif action is SuggestedAction.WITH_V1 and turn.problem is not None:
            settings = self._settings_service.settings
            self._settings_service.change(endpoint=turn.problem.detail, endpoint_found=settings.endpoint_found)
            self._asking_again.again(turn_id)
        elif action is SuggestedAction.OTHER_MODEL and not successor_at(turn.model, turn.host):
            self._open_settings()  # the endpoint has models of its own, listed there
        else:
            if action is SuggestedAction.OTHER_MODEL:
                self._settings_service.change(model=successor_at(turn.model, turn.host))
            self._asking_again.again(turn_id)

    def _leave_out_earlier(self, turn: Turn) -> None:
        """Leaves earlier images out too, if the problem may lie in one of them.

        It may if private text kept the question back, and does if the turn has no images of its own.
        """
        if turn.images and (turn.problem is None or turn.problem.kind not in NOTHING_SENT):
            return
        for sent in self._history.conversation.before(turn.id).without_local_turns.resent_images:
            self._history.set_resend_policy(sent.id, ResendPolicy.OMIT)
