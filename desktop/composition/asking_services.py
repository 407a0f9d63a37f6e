"""The services of a question on its way: what builds, reviews, prices and sends its request."""

from dataclasses import dataclass
from functools import lru_cache

from desktop.composition import config_files, spending
from desktop.composition.base_services import BaseServices
from desktop.composition.providers import Providers
from desktop.core.privacy.custom_patterns import CustomPatterns
from desktop.core.privacy.left_out import families_off
from desktop.core.privacy.typed.attached_orders import locate_in_prompt
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.rate.paces import Paces
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.send_question import QuestionSender
from desktop.services.asking.workspace_services import WorkspaceAskServices
from desktop.services.image.answer_image import open_answer_image
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from desktop.services.privacy.send_consents import SendConsents
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.usage_tracker import UsageTracker

MOST_LOOKED_THROUGH = 32  # texts whose findings are remembered: earlier questions are looked through with each; chosen


@dataclass(frozen=True, slots=True)
class AskingServices:
    """The services of a question that controllers use, too, and `ask_services` over them.

    `paces` count what is asked of each endpoint, for the rows of runs.
    """

    request_builder: RequestBuilder
    privacy_scanner: PrivacyScanner
    send_consents: SendConsents
    usage_tracker: UsageTracker
    question_runner: QuestionRunner
    ask_services: WorkspaceAskServices
    paces: Paces


def build_asking_services(base: BaseServices, providers: Providers, patterns: CustomPatterns) -> AskingServices:
    """Makes the services of a question. Nothing is started."""
    tasks, storage, ocr_queue, settings_service = base.tasks, base.storage, base.ocr_queue, base.settings_service
    request_builder = RequestBuilder(tasks, base.image_pipeline, storage)

    def left_out() -> frozenset[str]:
        return families_off(settings_service.settings)

    locate = lru_cache(maxsize=MOST_LOOKED_THROUGH)(locate_in_prompt)
    privacy_scanner = PrivacyScanner(tasks, ocr_queue, base.sent_image_text, storage, patterns.patterns, left_out)
    consents = SendConsents()
    base.history.opened.connect(lambda _: consents.leave_conversation())
    review = PrivacyReview(
        privacy_scanner,
        consents,
        lambda: base.history.conversation,
        lambda: base.workspace.draft.images,
        lambda: settings_service.settings.private_text,
        lambda text: tasks.run_blocking(locate, text, patterns.patterns, left_out()),
        left_out,
    )
    account = spending.spending_file()
    usage_tracker = UsageTracker(
        tasks, storage, config_files.load_calibration(), config_files.save_calibration, account.spent
    )
    runner = QuestionRunner(tasks, storage)
    runner.turn_changed.connect(base.secrets.turn_changed)
    guard = SendGuard(ocr_queue.recognize, ocr_queue.recognize_bytes, tasks.run_blocking, patterns, left_out)

    paces = Paces()
    sender = QuestionSender(
        paces.counting(providers.at),
        base.secrets.key,
        guard,
        runner,
        lambda address: tasks.run_blocking(open_answer_image, base.decoder, address),
        enter_cost=account.add,
    )
    ask_services = WorkspaceAskServices(
        base.image_importer, settings_service, request_builder, review, usage_tracker, runner, sender
    )
    return AskingServices(request_builder, privacy_scanner, consents, usage_tracker, runner, ask_services, paces)
