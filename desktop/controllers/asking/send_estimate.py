"""Before a question goes out: what it would be, send, take and cost, told at every change of anything it is made of."""

from collections.abc import Callable
from dataclasses import replace

from desktop.composition.container import Container
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.controllers.pending_question import PendingQuestion
from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage
from desktop.core.model_catalog import model_at, model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request
from desktop.core.workspace.draft import Draft
from desktop.services.asking.request_builder import RequestInputs


class SendEstimateController:
    """Knows what Enter would ask; `sent` shows all of it where the user looks at that."""

    def __init__(self, container: Container, care: PrivacyWarnings, waiting: PendingQuestion) -> None:
        self._container = container
        self._waiting = waiting
        self._care = care
        self._looked = self._warmed = False
        self.sent: Callable[[PreparedRequest | None], None] = lambda _: None
        self.editing = EditQuestionController(container, self.show)
        container.workspace.changed.connect(self._draft_changed)
        container.request_builder.ready.connect(self.show)
        container.history.opened.connect(lambda _: self.show())
        container.history.grown.connect(self._grown)
        container.usage_tracker.changed.connect(lambda _: self.show())
        container.privacy_scanner.changed.connect(self.show)  # what the model is told of a picture may be another

    def question(self) -> RequestInputs:
        """What Enter would ask."""
        container = self._container
        draft = container.workspace.draft
        settings, conversation = container.settings_service.effective, container.history.conversation
        question = self.editing.apply_to(RequestInputs(settings, conversation, draft.prompt.strip(), draft.images))
        return replace(question, injection_notice=self._care.injection_notice(question))

    def _draft_changed(self, draft: Draft) -> None:
        self.show()
        if (draft.images or draft.prompt) and not self._looked:
            self._looked = True
            self._container.settings_service.look_for_key()
            self._container.usage_tracker.refresh()
        self._warm(draft)

    def decided(self) -> None:
        """It has become known who answers."""
        self.show()
        self._warm(self._container.workspace.draft)

    def _warm(self, draft: Draft) -> None:
        """Have who answers ready before it is needed, once it is known who that is."""
        settings_service = self._container.settings_service
        if (draft.images or draft.prompt) and not self._warmed and settings_service.is_answerer_known:
            self._warmed = True
            self._container.tasks.start("warm", self._container.providers.warm(settings_service.effective.endpoint))

    def _grown(self, conversation: Conversation) -> None:
        """While an answer comes nothing can be asked; what the next question would send is told when it has come."""
        if not (conversation.turns and conversation.turns[-1].stage is Stage.ANSWERING):
            self.show()

    def show(self) -> None:
        """Show what Enter would send now, here and in the window that shows all of it."""
        container = self._container
        question = self.question()
        prepared = container.request_builder.try_build(question)
        told = self.of(prepared, question.settings) if prepared is not None else None
        images = question.pictures if told is None else told.images
        if question.settings.is_local:
            container.window.composer.show_here(images)
        else:
            container.window.composer.show_forecast(told, images)
        busy = container.question_runner.is_busy(question.conversation.id)
        container.window.composer.show_state(busy, bool(question.prompt))
        container.window.composer.show_quick(not busy and not question.prompt and question.pictures > 0)
        container.window.actions_["stop"].setEnabled(busy or self._waiting.active)
        self._show_strip(question.settings)
        self.sent(prepared)

    def of(self, prepared: PreparedRequest, settings: Settings) -> RequestEstimate:
        """What sending `packed` would take, by the rules and by what was learnt."""
        model = model_at(settings.model, settings.host)
        return estimate_request(
            prepared.request, model, self._container.usage_tracker.calibration_for(settings.host, settings.model)
        )

    def _show_strip(self, settings: Settings) -> None:
        draft, model = self._container.workspace.draft, model_named(settings.model)
        seen = [model.view_of(image.view.size, image.detail or settings.detail) for image in draft.images]
        tokens = tuple("" if settings.is_local else f"{'' if each.exact else '≈ '}{each.tokens:,}" for each in seen)
        self._container.window.strip.show_draft(draft, tokens)
