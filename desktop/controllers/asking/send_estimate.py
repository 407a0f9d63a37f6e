"""Before a question goes out: what it would be, send, take and cost, told at every change of anything it is made of."""

from collections.abc import Callable
from dataclasses import replace

from desktop.composition.container import Product
from desktop.controllers.asking.edit_question import Editing
from desktop.controllers.pending_question import Waiting
from desktop.controllers.privacy.privacy_warnings import Care
from desktop.core.asking.prepared_request import Packed
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage
from desktop.core.model_catalog import model_at, model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimate import Forecast
from desktop.core.usage.estimator import forecast
from desktop.core.workspace.draft import Draft
from desktop.services.asking.request_builder import Question


class Forecasting:
    """Knows what Enter would ask; `sent` shows all of it where the user looks at that."""

    def __init__(self, product: Product, care: Care, waiting: Waiting) -> None:
        self._product = product
        self._waiting = waiting
        self._care = care
        self._looked = self._warmed = False
        self.sent: Callable[[Packed | None], None] = lambda _: None
        self.editing = Editing(product, self.show)
        product.desk.changed.connect(self._draft_changed)
        product.packing.ready.connect(self.show)
        product.history.opened.connect(lambda _: self.show())
        product.history.grown.connect(self._grown)
        product.ledger.changed.connect(lambda _: self.show())
        product.caring.changed.connect(self.show)  # what the model is told of a picture may be another

    def question(self) -> Question:
        """What Enter would ask."""
        product = self._product
        draft = product.desk.draft
        settings, conversation = product.preferences.in_force, product.history.conversation
        question = self.editing.applied(Question(settings, conversation, draft.prompt.strip(), draft.sheets))
        return replace(question, told=self._care.told(question))

    def _draft_changed(self, draft: Draft) -> None:
        self.show()
        if (draft.sheets or draft.prompt) and not self._looked:
            self._looked = True
            self._product.preferences.look_for_key()
            self._product.ledger.refresh()
        self._warm(draft)

    def decided(self) -> None:
        """It has become known who answers."""
        self.show()
        self._warm(self._product.desk.draft)

    def _warm(self, draft: Draft) -> None:
        """Have who answers ready before it is needed, once it is known who that is."""
        preferences = self._product.preferences
        if (draft.sheets or draft.prompt) and not self._warmed and preferences.decided:
            self._warmed = True
            self._product.tasks.start("warm", self._product.providers.warm(preferences.in_force.endpoint))

    def _grown(self, conversation: Conversation) -> None:
        """While an answer comes nothing can be asked; what the next question would send is told when it has come."""
        if not (conversation.turns and conversation.turns[-1].stage is Stage.ANSWERING):
            self.show()

    def show(self) -> None:
        """Show what Enter would send now, here and in the window that shows all of it."""
        product = self._product
        question = self.question()
        packed = product.packing.look(question)
        told = self.of(packed, question.settings) if packed is not None else None
        pictures = question.pictures if told is None else told.pictures
        if question.settings.is_here:
            product.window.composer.show_here(pictures)
        else:
            product.window.composer.show_forecast(told, pictures)
        busy = product.ask.busy(question.before.id)
        product.window.composer.show_state(busy, bool(question.prompt))
        product.window.composer.show_quick(not busy and not question.prompt and question.pictures > 0)
        product.window.actions_["stop"].setEnabled(busy or self._waiting.active)
        self._show_strip(question.settings)
        self.sent(packed)

    def of(self, packed: Packed, settings: Settings) -> Forecast:
        """What sending `packed` would take, by the rules and by what was learnt."""
        model = model_at(settings.model, settings.host)
        return forecast(packed.request, model, self._product.ledger.learnt(settings.host, settings.model))

    def _show_strip(self, settings: Settings) -> None:
        draft, model = self._product.desk.draft, model_named(settings.model)
        seen = [model.seen(sheet.frame.size, sheet.detail or settings.detail) for sheet in draft.sheets]
        tokens = tuple("" if settings.is_here else f"{'' if each.exact else '≈ '}{each.tokens:,}" for each in seen)
        self._product.window.strip.show_draft(draft, tokens)
