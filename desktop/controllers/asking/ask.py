"""A question goes out, its answer comes in. What it would send and cost is told before, by send_estimate.py."""

from datetime import date, timedelta
from functools import partial

from desktop.composition.container import Product
from desktop.controllers.asking.request_preview import Sending
from desktop.controllers.asking.send_estimate import Forecasting
from desktop.controllers.error_notices import Troubles
from desktop.controllers.pending_question import Waiting
from desktop.controllers.privacy.send_confirmation import Fence
from desktop.controllers.usage.spending_limits import Limits
from desktop.core.asking.prepared_request import Packed
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.model_catalog import model_named, successor_of
from desktop.messages.errors import day_in_words
from desktop.services.asking.request_builder import Question

WARN_DAYS = 60


class Asking:
    """Between the composer, the service that asks, and the transcript."""

    def __init__(
        self,
        product: Product,
        troubles: Troubles,
        forecasts: Forecasting,
        fence: Fence,
        limits: Limits,
        waiting: Waiting,
    ) -> None:
        self._product = product
        self._fence = fence
        self._limits = limits
        self._waiting = waiting
        self._troubles = troubles
        self._forecasts = forecasts
        self._editing = forecasts.editing
        self._sending = Sending(product, troubles, forecasts, self._go)
        forecasts.sent = self._sending.show
        self._warned_of: set[str] = set()
        self._connect()

    def _connect(self) -> None:
        product, window = self._product, self._product.window
        window.composer.typed.connect(product.desk.type)
        window.composer.ask_requested.connect(lambda: self.ask())
        product.arrivals.settled.connect(self._arrived)
        window.composer.stop_requested.connect(self._stop)
        window.composer.last_question_wanted.connect(self._last_question)
        window.actions_["stop"].triggered.connect(self._stop)
        product.ask.turn_changed.connect(self._turn_changed)
        product.ask.counted.connect(product.ledger.learn)
        product.packing.troubled.connect(self._troubles.tell)

    def ask(self, over_limit: bool = False) -> None:
        """Ask what is on the desk, once all that is on its way to it is there; `over_limit` when the user has said that
        it may pass the limit.
        """
        product = self._product
        question = self._forecasts.question()
        if not question.prompt or product.ask.busy(question.before.id):
            return
        self._waiting.drop()
        packed = product.packing.look(question)
        limited = question.settings.daily_limit_usd > 0 or question.settings.monthly_limit_usd > 0
        if product.arrivals.under_way or not product.preferences.decided or (packed is None and limited):
            self._waiting.wait(partial(self.ask, over_limit), question.prompt)
            product.window.composer.show_arriving()
            if not product.preferences.decided:
                product.preferences.look_for_key()
            return
        self._go(question, packed, over_limit)

    def _go(self, question: Question, packed: Packed | None, over_limit: bool = False) -> None:
        """Ask this question, if nothing holds it."""
        product = self._product
        if not self._fence.lets(question, partial(self.ask, over_limit)):
            return
        cost = self._forecasts.of(packed, question.settings).cost_usd if packed is not None else None
        if not over_limit and self._limits.hold(cost, partial(self.ask, True)):
            return
        last = question.before.turns[-1] if question.before.turns and not self._editing.active else None
        failed = last if last is not None and not last.answer and last.prompt == question.prompt else None
        self._fence.withdraw()
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

    def decided(self) -> None:
        """It has become known who answers."""
        self._forecasts.decided()
        self._waiting.look()

    def look_again(self) -> None:
        """Settings have changed: what would be sent and paid may be another thing."""
        self._forecasts.show()

    def _arrived(self, all_taken: bool) -> None:
        """Who pastes, types and presses Enter quickly means the picture to go along, even if it is still being read."""
        self._forecasts.show()
        if not all_taken:
            self._waiting.drop()
        self._waiting.look()

    def _stop(self) -> None:
        self._waiting.drop()
        self._fence.withdraw()
        self._forecasts.show()
        self._product.ask.stop(self._product.history.conversation.id)

    def _last_question(self) -> None:
        turns = self._product.history.conversation.turns
        if turns:
            self._product.desk.type(turns[-1].prompt)

    # after

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
        self._waiting.look()

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
