"""A question goes out, its answer comes in. What it would send and cost is told before, by forecasting.py."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from desktop.core.models import READER, model_at, model_named, successor_of
from desktop.core.packed import Packed
from desktop.core.settings import Settings
from desktop.core.sheet import Fate
from desktop.core.turn import Stage, Turn
from desktop.flows.packing import Question
from desktop.product import Product
from desktop.ui.said import Offer, day_in_words, money
from desktop.wiring.care import Care
from desktop.wiring.forecasting import Forecasting
from desktop.wiring.sending import Sending
from desktop.wiring.troubles import Troubles

WARN_DAYS = 60
CONTINUE = "Please continue where you stopped."
WELCOME = "Nothing leaves this computer until you press Ask."


class Asking:
    """Between the composer, the flow that asks, and the transcript."""

    def __init__(self, product: Product, troubles: Troubles, care: Care) -> None:
        self._product = product
        self._care = care
        self._troubles = troubles
        self._forecasts = Forecasting(product, care)
        self._editing = self._forecasts.editing
        self._sending = Sending(product, troubles, self._forecasts, self._go_when_read)
        self._forecasts.sent = self._sending.show
        self._waiting_question: tuple[str, str] | None = None  # conversation and prompt that Enter meant
        self._warned_of: set[str] = set()
        self._during()
        self._after()

    # during

    def _during(self) -> None:
        product, window = self._product, self._product.window
        window.composer.typed.connect(product.desk.type)
        window.composer.ask_requested.connect(self.ask)
        product.arrivals.settled.connect(self._arrived)
        window.composer.stop_requested.connect(self._stop)
        window.composer.last_question_wanted.connect(self._last_question)
        window.actions_["stop"].triggered.connect(self._stop)
        product.ask.turn_changed.connect(self._turn_changed)
        product.ask.counted.connect(product.ledger.learn)
        product.packing.ready.connect(self._ask_if_waiting)
        product.packing.troubled.connect(self._troubles.tell)
        product.room.changed.connect(self._ask_if_waiting)
        product.caring.changed.connect(self._ask_if_waiting)

    def ask(self) -> None:
        """Ask what is on the desk, once all that is on its way to it is there."""
        product = self._product
        question = self._forecasts.question()
        if not question.prompt or product.ask.busy(question.before.id):
            return
        packed = product.packing.look(question)
        limited = question.settings.daily_limit_usd > 0 or question.settings.monthly_limit_usd > 0
        self._waiting_question = None
        if product.arrivals.under_way or not product.preferences.decided or (packed is None and limited):
            self._waiting_question = question.before.id, question.prompt
            product.window.composer.show_arriving()
            if not product.preferences.decided:
                product.preferences.look_for_key()
            return
        self._go_when_read(question, packed)

    def _go_when_read(self, question: Question, packed: Packed | None) -> None:
        if self._care.waits(question):
            self._waiting_question = question.before.id, question.prompt
            self._say_that_it_reads(question, packed)
        else:
            self._go(question, packed)

    def _say_that_it_reads(self, question: Question, packed: Packed | None) -> None:
        """The pictures are still being looked through for private text; who cannot wait need not, unless it must be."""
        window = self._product.window
        window.composer.show_looking()
        must = question.settings.private_text == "insist"
        offers = () if must else (("Ask now", partial(self._go_now, question, packed)),)
        window.notice.say("The picture is being read for private text; then your question goes out.", *offers)

    def _go_now(self, question: Question, packed: Packed | None) -> None:
        self._waiting_question = None
        if self._forecasts.question() == question:
            self._go(question, packed)

    def _go(self, question: Question, packed: Packed | None, over_limit: bool = False) -> None:
        """Ask this question; `over_limit` when the user has said that it may pass the limit."""
        product = self._product
        if self._care.holds(question, partial(self._go_on, question, packed)):
            return
        cost = self._forecasts.of(packed, question.settings).cost_usd if packed is not None else None
        if not over_limit and self._limit_stops(cost, partial(self._go_over_limit, question, packed)):
            return
        last = question.before.turns[-1] if question.before.turns and not self._editing.active else None
        failed = last if last is not None and not last.answer and last.prompt == question.prompt else None
        product.desk.type("")
        learnt = product.ledger.learnt(question.settings.host, question.settings.model)
        product.ask.start(
            question.settings,
            question.before,
            question.prompt,
            question.sheets,
            instead_of=failed,
            learnt=learnt,
            again=question.again,
            told=question.told,
        )
        self._editing.leave()
        self._forecasts.show()

    def _go_on(self, question: Question, packed: Packed | None) -> None:
        """The user has seen what is on the pictures of that question and sends them; another one is looked at anew."""
        if self._forecasts.question() == question:
            self._go(question, packed)
        else:
            self.ask()

    def _go_over_limit(self, question: Question, packed: Packed | None) -> None:
        """The user has agreed to pass the limit with that question; another one is asked about anew."""
        if self._forecasts.question() == question:
            self._go(question, packed, over_limit=True)
        else:
            self.ask()

    def _limit_stops(self, cost_usd: float | None, go_on: Callable[[], None]) -> bool:
        """Whether the user has to be asked first, and asks."""
        settings = self._product.preferences.in_force
        limit = None if settings.is_here else self._product.ledger.limit_passed(settings, cost_usd)
        if limit is None:
            return False
        self._product.window.notice.say(
            f"This question would pass your limit of {money(limit.limit_usd)} for {limit.which}: "
            f"{money(limit.spent_usd) if limit.spent_usd else 'nothing'} is spent, and it costs about "
            f"{money(cost_usd or 0)} before its answer. Nothing was sent.",
            ("Ask anyway", go_on),
            ("Open settings", self._troubles.open_settings),
            passing=False,
        )
        return True

    def decided(self) -> None:
        """It has become known who answers."""
        self._forecasts.decided()
        self._ask_if_waiting()

    def look_again(self) -> None:
        """Settings have changed: what would be sent and paid may be another thing."""
        self._forecasts.show()

    def _arrived(self, all_taken: bool) -> None:
        """Who pastes, types and presses Enter quickly means the picture to go along, even if it is still being read."""
        self._forecasts.show()
        if not all_taken:
            self._waiting_question = None
        self._ask_if_waiting()

    def _ask_if_waiting(self) -> None:
        here = self._product.history.conversation.id, self._product.desk.draft.prompt.strip()
        if self._waiting_question == here:  # nothing was typed on, no other conversation opened
            self.ask()
        elif not self._product.arrivals.under_way:
            self._waiting_question = None

    def _stop(self) -> None:
        self._waiting_question = None
        self._product.ask.stop(self._product.history.conversation.id)

    def _last_question(self) -> None:
        turns = self._product.history.conversation.turns
        if turns:
            self._product.desk.type(turns[-1].prompt)

    # after

    def _after(self) -> None:
        transcript = self._product.window.transcript
        transcript.again_requested.connect(self.again)
        transcript.edit_requested.connect(self._editing.begin)
        transcript.offer_requested.connect(self._next_step)
        transcript.show_empty(WELCOME)

    def _turn_changed(self, turn: Turn) -> None:
        history, desk = self._product.history, self._product.desk
        history.note(turn)
        here = turn.conversation_id == history.conversation.id
        lost = turn.stage in (Stage.FAILED, Stage.STOPPED) and not turn.answer
        if here and lost and not desk.draft.prompt:
            desk.type(turn.prompt)  # a question without an answer is not used up
        if turn.stage is Stage.DONE:
            self._warn_of_last_day(turn.model)
        if turn.stage.ended:
            self._product.tasks.start("after", self._after_turn())

    async def _after_turn(self) -> None:
        """Once the task of the question has really ended."""
        self._forecasts.show()

    def _warn_of_last_day(self, name: str) -> None:
        """Once in each run, while a model's last day is near: say so, with a successor one click away."""
        model, settings = model_named(name), self._product.preferences.settings
        near = model.last_day is not None and model.last_day - date.today() < timedelta(days=WARN_DAYS)
        if near and model.last_day and settings.is_openai and name == settings.model and name not in self._warned_of:
            self._warned_of.add(name)
            successor = successor_of(name)
            self._product.window.notice.say(
                f"{name} will be shut down on {day_in_words(model.last_day)}.",
                (f"Use {successor} from now on", lambda: self._product.preferences.change(model=successor)),
            )

    def edit_last(self) -> None:
        """Ask the last question otherwise."""
        turns = self._product.history.conversation.turns
        if turns and turns[-1].stage.ended:
            self._editing.begin(turns[-1].id)

    def again(
        self,
        turn_id: str,
        pictures: Fate = Fate.AGAIN,
        over_limit: bool = False,
        model: str = "",
        seen: bool = False,
    ) -> None:
        """Ask a turn's question once more, of another `model` (or of this computer's reader) if one is named.

        `over_limit`, `seen`: the user has said that it may pass the limit, and has seen what is on its pictures.
        """
        product = self._product
        self._editing.leave()
        question = self._forecasts.question()
        if model:
            question = replace(question, settings=self._asked_of(model))
        turn = next((turn for turn in question.before.turns if turn.id == turn_id), None)
        if turn is None or product.ask.busy(question.before.id):
            return
        go = turn.pictures if pictures is not Fate.OUT else ()
        on = partial(self.again, turn_id, pictures, over_limit, model)
        if not seen and turn.model == READER and self._care.holds_sent(question, go, on):
            return
        price = model_at(question.settings.model, question.settings.host).price
        cost = price.cost_usd(turn.expected, 0) if price is not None else None
        if not over_limit and self._limit_stops(cost, partial(self.again, turn_id, pictures, True, model, seen)):
            return
        if product.desk.draft.prompt == turn.prompt:
            product.desk.type("")
        told = self._care.told(question, go)
        product.ask.again(question.settings, question.before, turn_id, question.fresh, pictures, told)
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
        question = replace(self._forecasts.question(), prompt=CONTINUE, sheets=())
        if self._product.ask.busy(question.before.id):
            return
        if not over_limit and self._limit_stops(None, partial(self.continue_answer, True)):
            return
        told = self._care.told(question)
        self._product.ask.start(question.settings, question.before, CONTINUE, (), told=told)
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
            self.again(turn_id, Fate.OUT)
        elif offer is Offer.HERE:
            self.again(turn_id, model=READER)
        else:
            if offer is Offer.OTHER_MODEL:
                self._product.preferences.change(model=successor_of(turn.model))
            self.again(turn_id)
