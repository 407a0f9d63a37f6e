"""A question that was asked is asked once more, otherwise, or its answer is continued."""

from dataclasses import replace
from functools import partial

from desktop.composition.container import Product
from desktop.controllers.asking.send_estimate import Forecasting
from desktop.controllers.error_notices import Troubles
from desktop.controllers.privacy.privacy_warnings import Care
from desktop.controllers.privacy.send_confirmation import Fence
from desktop.controllers.usage.spending_limits import Limits
from desktop.core.errors import Kind
from desktop.core.image.annotated_image import Fate
from desktop.core.model_catalog import READER, model_at, successor_of
from desktop.core.settings.settings import Settings
from desktop.messages.errors import Offer
from desktop.services.asking.ask_again import anew, changed_since

CONTINUE = "Please continue where you stopped."
HELD_BACK = Kind.STILL_LEGIBLE, Kind.NOT_LOOKED_THROUGH


class AskingAgain:
    """Between what stands below an answer and the service that asks."""

    def __init__(
        self,
        product: Product,
        troubles: Troubles,
        care: Care,
        forecasts: Forecasting,
        fence: Fence,
        limits: Limits,
    ) -> None:
        self._product = product
        self._troubles = troubles
        self._care = care
        self._forecasts = forecasts
        self._editing = forecasts.editing
        self._fence = fence
        self._limits = limits
        transcript = product.window.transcript
        transcript.again_requested.connect(self.again)
        transcript.edit_requested.connect(self._editing.begin)
        transcript.offer_requested.connect(self._next_step)

    def edit_last(self) -> None:
        """Ask the last question otherwise."""
        turns = self._product.history.conversation.turns
        if turns and turns[-1].stage.ended:
            self._editing.begin(turns[-1].id)

    def again(self, turn_id: str, pictures: Fate = Fate.AGAIN, over_limit: bool = False, model: str = "") -> None:
        """Ask a turn's question once more, of another `model` (or of this computer's reader) if one is named.

        `over_limit`: the user has said that it may pass the limit.
        """
        product, conversation = self._product, self._product.history.conversation
        self._editing.leave()
        turn = next((turn for turn in conversation.turns if turn.id == turn_id), None)
        if turn is None or product.ask.busy(conversation.id):
            self._fence.withdraw()  # what was said of it is no longer true
            return
        settings = self._asked_of(model) if model else product.preferences.in_force
        asked = anew(turn, conversation, settings, product.desk.draft.sheets, pictures)
        if not self._fence.lets(asked.question, partial(self.again, turn_id, pictures, over_limit, model), asked.sent):
            return
        price = model_at(settings.model, settings.host).price
        cost = price.cost_usd(turn.expected, 0) if price is not None else None
        if not over_limit and self._limits.hold(cost, partial(self.again, turn_id, pictures, True, model)):
            return
        self._fence.withdraw()
        if product.desk.draft.prompt == turn.prompt:
            product.desk.type("")
        told = self._care.told(asked.question, asked.sent)
        product.ask.again(replace(asked, question=replace(asked.question, told=told)))
        product.window.focus_question()

    def _asked_of(self, model: str) -> Settings:
        """The settings with another model, as far as it is the user's to choose."""
        preferences = self._product.preferences
        if model == READER:
            return preferences.settings.answered_here()
        locked = {"model", "answers"} & preferences.policy.locked
        return preferences.in_force if locked else replace(preferences.settings, model=model)

    def continue_answer(self, over_limit: bool = False) -> None:
        """Ask for the rest of an answer; what is on the desk and half typed stays there."""
        self._editing.leave()
        conversation, desk = self._product.history.conversation, self._product.desk.draft.sheets
        question = replace(self._forecasts.question(), prompt=CONTINUE, sheets=())
        changed = changed_since(question.carried, conversation, question.settings.host, desk)
        question = replace(question, sheets=changed)
        if self._product.ask.busy(question.before.id):
            return
        if not self._fence.lets(question, partial(self.continue_answer, over_limit)):
            return
        if not over_limit and self._limits.hold(None, partial(self.continue_answer, True)):
            return
        self._fence.withdraw()
        told = self._care.told(question)
        self._product.ask.start(question.settings, question.before, CONTINUE, changed, told=told)
        self._forecasts.show()

    def _next_step(self, turn_id: str, offer: Offer) -> None:
        turn = next(turn for turn in self._product.history.conversation.turns if turn.id == turn_id)
        if offer is Offer.SETTINGS:
            self._troubles.open_settings()
        elif offer is Offer.CONTINUE and turn.answer:
            self.continue_answer()
        elif offer is Offer.SMALLER:
            self.again(turn_id, Fate.SMALL)
        elif offer is Offer.WITHOUT:
            if turn.trouble is not None and turn.trouble.kind in HELD_BACK:  # it may have been an earlier one
                history = self._product.history
                for sent in history.conversation.before(turn_id).with_endpoint.carried:
                    history.set_fate(sent.id, Fate.OUT)
            self.again(turn_id, Fate.OUT)
        elif offer is Offer.HERE:
            self.again(turn_id, model=READER)
        else:
            if offer is Offer.OTHER_MODEL:
                self._product.preferences.change(model=successor_of(turn.model))
            self.again(turn_id)
