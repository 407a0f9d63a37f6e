"""A question goes out, its answer comes in. What it would send and cost is told before, by send_estimate.py."""

from datetime import date, timedelta
from functools import partial

from desktop.composition.container import Container
from desktop.controllers.asking.request_preview import RequestPreviewController
from desktop.controllers.asking.send_estimate import SendEstimateController
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.pending_question import PendingQuestion
from desktop.controllers.privacy.send_confirmation import SendConfirmation
from desktop.controllers.usage.spending_limits import SpendingLimitPrompt
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.model_catalog import model_named, successor_of
from desktop.messages.formatting import day_in_words
from desktop.services.asking.request_builder import RequestInputs

WARN_DAYS = 60


class AskController:
    """Between the composer, the service that asks, and the transcript."""

    def __init__(
        self,
        container: Container,
        problems: ErrorNotices,
        forecasts: SendEstimateController,
        confirmation: SendConfirmation,
        limits: SpendingLimitPrompt,
        waiting: PendingQuestion,
    ) -> None:
        self._container = container
        self._confirmation = confirmation
        self._limits = limits
        self._waiting = waiting
        self._problems = problems
        self._forecasts = forecasts
        self._editing = forecasts.editing
        self._sending = RequestPreviewController(container, problems, forecasts, self._go)
        forecasts.sent = self._sending.show
        self._warned_of: set[str] = set()
        self._connect()

    def _connect(self) -> None:
        container, window = self._container, self._container.window
        window.composer.typed.connect(container.workspace.set_prompt)
        window.composer.ask_requested.connect(lambda: self.ask())
        container.image_importer.settled.connect(self._arrived)
        window.composer.stop_requested.connect(self._stop)
        window.composer.last_question_wanted.connect(self._last_question)
        window.actions_["stop"].triggered.connect(self._stop)
        container.question_runner.turn_changed.connect(self._turn_changed)
        container.question_runner.counted.connect(container.usage_tracker.record)
        container.request_builder.problem_occurred.connect(self._problems.tell)

    def ask(self, over_limit: bool = False) -> None:
        """Ask what is on the desk, once all that is on its way to it is there; `over_limit` when the user has said that
        it may pass the limit.
        """
        container = self._container
        question = self._forecasts.question()
        if not question.prompt or container.question_runner.is_busy(question.conversation.id):
            return
        self._waiting.cancel()
        prepared = container.request_builder.try_build(question)
        limited = question.settings.daily_limit_usd > 0 or question.settings.monthly_limit_usd > 0
        if (
            container.image_importer.is_busy
            or not container.settings_service.is_answerer_known
            or (prepared is None and limited)
        ):
            self._waiting.defer(partial(self.ask, over_limit), question.prompt)
            container.window.composer.show_arriving()
            if not container.settings_service.is_answerer_known:
                container.settings_service.look_for_key()
            return
        self._go(question, prepared, over_limit)

    def _go(self, question: RequestInputs, prepared: PreparedRequest | None, over_limit: bool = False) -> None:
        """Ask this question, if nothing holds it."""
        container = self._container
        if not self._confirmation.allows(question, partial(self.ask, over_limit)):
            return
        cost = self._forecasts.of(prepared, question.settings).cost_usd if prepared is not None else None
        if not over_limit and self._limits.ask_before_exceeding(cost, partial(self.ask, True)):
            return
        last = question.conversation.turns[-1] if question.conversation.turns and not self._editing.active else None
        failed = last if last is not None and not last.answer and last.prompt == question.prompt else None
        self._confirmation.dismiss()
        container.workspace.set_prompt("")
        calibration = container.usage_tracker.calibration_for(question.settings.host, question.settings.model)
        container.question_runner.start(
            question.settings,
            question.conversation,
            question.prompt,
            question.images,
            instead_of=failed,
            calibration=calibration,
            again=question.resent_images,
            injection_notice=question.injection_notice,
        )
        self._editing.cancel()
        self._forecasts.show()

    def answerer_became_known(self) -> None:
        """It has become known who answers."""
        self._forecasts.decided()
        self._waiting.try_resume()

    def settings_changed(self) -> None:
        """Settings have changed: what would be sent and paid may be another thing."""
        self._forecasts.show()

    def _arrived(self, all_taken: bool) -> None:
        """Who pastes, types and presses Enter quickly means the picture to go along, even if it is still being read."""
        self._forecasts.show()
        if not all_taken:
            self._waiting.cancel()
        self._waiting.try_resume()

    def _stop(self) -> None:
        self._waiting.cancel()
        self._confirmation.dismiss()
        self._forecasts.show()
        self._container.question_runner.stop(self._container.history.conversation.id)

    def _last_question(self) -> None:
        turns = self._container.history.conversation.turns
        if turns:
            self._container.workspace.set_prompt(turns[-1].prompt)

    # after

    def _turn_changed(self, turn: Turn) -> None:
        history, workspace = self._container.history, self._container.workspace
        history.update_turn(turn)
        here = turn.conversation_id == history.conversation.id
        lost = turn.stage in (Stage.FAILED, Stage.STOPPED) and not turn.answer
        if here and lost and not workspace.draft.prompt:
            workspace.set_prompt(turn.prompt)  # a question without an answer is not used up
        if turn.stage is Stage.DONE:
            self._warn_of_last_day(turn.model)
        if turn.stage.ended:
            self._container.tasks.start("after", self._after_turn())

    async def _after_turn(self) -> None:
        """Once the task of the question has really ended."""
        self._forecasts.show()
        self._waiting.try_resume()

    def _warn_of_last_day(self, name: str) -> None:
        """Once in each run, while a model's last day is near: say so, with a successor one click away."""
        model, settings = model_named(name), self._container.settings_service.settings
        near = model.last_day is not None and model.last_day - date.today() < timedelta(days=WARN_DAYS)
        if (
            near
            and model.last_day
            and settings.capabilities.has_catalog_last_days
            and name == settings.model
            and name not in self._warned_of
        ):
            self._warned_of.add(name)
            successor = successor_of(name)
            self._container.window.notice.say(
                f"{name} will be shut down on {day_in_words(model.last_day)}.",
                (f"Use {successor} from now on", lambda: self._container.settings_service.change(model=successor)),
            )
