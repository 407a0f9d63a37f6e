"""The services that a question asked in the window needs on its way."""

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError
from desktop.core.model_catalog import model_at
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import ExceededLimit, has_limit
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.send_question import QuestionSender
from desktop.services.image.image_importer import ImageImporter
from desktop.services.settings.settings_service import SettingsService
from desktop.services.signals import emitted
from desktop.services.usage_tracker import UsageTracker


class WorkspaceAskServices:
    """Fulfils `AskServices` with the services of the running window."""

    def __init__(
        self,
        image_importer: ImageImporter,
        settings_service: SettingsService,
        request_builder: RequestBuilder,
        review: PrivacyReview,
        usage_tracker: UsageTracker,
        runner: QuestionRunner,
        sender: QuestionSender,
    ) -> None:
        self._image_importer = image_importer
        self._settings_service = settings_service
        self._request_builder = request_builder
        self.review = review
        self._usage_tracker = usage_tracker
        self._runner = runner
        self._sender = sender

    async def images_settled(self) -> None:
        while self._image_importer.is_busy:
            await emitted(self._image_importer.settled)

    def answerer_known(self) -> bool:
        return self._settings_service.is_answerer_known

    async def find_answerer(self) -> None:
        while not self._settings_service.is_answerer_known:
            changed = emitted(self._settings_service.key_changed, self._settings_service.changed)
            self._settings_service.look_for_key()
            await changed

    def is_answering(self, conversation_id: str) -> bool:
        return self._runner.is_busy(conversation_id)

    async def answer_ended(self, conversation_id: str) -> None:
        await self._runner.answer_ended(conversation_id)

    def built(self, question: Question) -> PreparedRequest | None:
        return self._request_builder.built(question)

    async def build(self, question: Question) -> None:
        await self._request_builder.build_question(question)

    async def find_spending(self, question: Question) -> None:
        settings = question.inputs.settings
        if has_limit(settings) and not settings.is_local:
            await self._usage_tracker.find_out()

    def exceeded_limit(self, question: Question, prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
        settings = question.inputs.settings
        if settings.is_local:
            return None
        cost = self.estimate(question, prepared).cost_usd
        limit = self._usage_tracker.limit_passed(settings, cost, self._settings_service.policy.locked)
        return (limit, cost or 0.0) if limit is not None else None

    def estimate(self, question: Question, prepared: PreparedRequest) -> RequestEstimate:
        """Returns the tokens and the cost of the request, by the published rules and by what was learnt."""
        settings = question.inputs.settings
        calibration = self._usage_tracker.calibration_for(settings.host, settings.model)
        return estimate_request(prepared.request, model_at(settings.model, settings.host), calibration)

    def keep(self, question: Question) -> Turn:
        return self._runner.keep(question)

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        return self._runner.fail(turn, error)

    async def send(self, question: Question, prepared: PreparedRequest, turn: Turn) -> Turn:
        settings = question.inputs.settings
        if self.estimate(question, prepared).cost_usd is None:
            self._usage_tracker.allow_uncounted(settings)  # where a limit is set, the user was asked
        calibration = self._usage_tracker.calibration_for(settings.host, settings.model)
        return await self._sender.send(question, prepared, turn, calibration)
