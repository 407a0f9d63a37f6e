"""All constructor calls of the window's program. It has no logic; controllers connect the parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.formula_typesetter import typeset
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.providers.provider_entry import ProviderParts
from desktop.adapters.system.image_sources import images_in_folder, read_file
from desktop.composition import config_files, factories
from desktop.composition.providers import Providers
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.screenshot import Screenshot
from desktop.core.markdown.syntax_highlighting import highlight
from desktop.core.model_catalog import max_side, model_named
from desktop.core.settings.policy import Policy
from desktop.deferred import deferred
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.send_question import QuestionSender
from desktop.services.asking.workspace_services import WorkspaceAskServices
from desktop.services.background_cache import BackgroundCache
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import ImportExport
from desktop.services.conversation.thumbnails import Thumbnails
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.image.page_previews import PagePreviews
from desktop.services.image.screen_capture import ScreenCapture
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from desktop.services.privacy.send_consents import SendConsents
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.settings.endpoint_check import EndpointCheck
from desktop.services.settings.local_server_discovery import LocalServerDiscovery
from desktop.services.settings.settings_service import SettingsService
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.usage_tracker import UsageTracker
from desktop.services.workspace import Workspace
from desktop.ui.canvas.annotation_painter import draw_annotated
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.adapters.network import image_download
    from desktop.adapters.system import screen_grab, xdg_screenshot_portal
else:
    image_download = deferred("desktop.adapters.network.image_download")
    screen_grab = deferred("desktop.adapters.system.screen_grab")
    xdg_screenshot_portal = deferred("desktop.adapters.system.xdg_screenshot_portal")


async def fetched(address: str) -> bytes:
    """Returns the bytes at an address that the user agreed to. Raises ImageRejectedError."""
    return await image_download.download_image(address)


def screenshots() -> tuple[Screenshot, ...]:
    """Returns a screenshot of every screen. Raises AskanceError."""
    return screen_grab.screenshots()


def needs_portal() -> bool:
    """Returns True if only the desktop's portal may take screenshots."""
    return screen_grab.needs_portal()


def portal() -> "xdg_screenshot_portal.XdgScreenshotPortal":
    """Returns a new client of the desktop's portal; Qt's D-Bus module is imported here."""
    return xdg_screenshot_portal.XdgScreenshotPortal()


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of the running program that controllers connect."""

    tasks: Tasks
    decoder: Decoder
    ocr_reader: OcrReader
    ocr_queue: OcrQueue
    providers: Providers
    settings_service: SettingsService
    storage: StorageThread
    image_pipeline: ImagePipeline
    workspace: Workspace
    image_importer: ImageImporter
    canvas_images: CanvasImages
    request_builder: RequestBuilder
    page_previews: PagePreviews
    screen_capture: ScreenCapture
    thumbnails: Thumbnails
    formula_cache: BackgroundCache
    highlight_cache: BackgroundCache
    import_export: ImportExport
    history: History
    question_runner: QuestionRunner
    ask_services: WorkspaceAskServices
    send_consents: SendConsents
    usage_tracker: UsageTracker
    endpoint_check: EndpointCheck
    privacy_scanner: PrivacyScanner
    sent_image_text: SentImageText
    local_servers: LocalServerDiscovery
    window: MainWindow
    startup_problems: tuple[Problem, ...]


def build_container(window: MainWindow, held: dict[str, Any], problems: tuple[Problem, ...]) -> Container:
    """Makes every part around a window; `held` is what the settings file held. Nothing is started."""
    tasks = Tasks()
    policy = config_files.load_policy()
    settings_service = SettingsService(tasks, factories.key_store(), held, config_files.save_settings, policy)
    decoder = factories.decoder(lambda: settings_service.settings.open_heic)
    keep = settings_service.settings.keep_history
    image_pipeline = ImagePipeline(tasks, decoder, draw_annotated)
    covering = DraftRedactor(image_pipeline.for_storage, lambda: settings_service.settings.keep_originals)
    storage = StorageThread(factories.open_store(keep), keep, covering)
    request_builder = RequestBuilder(tasks, image_pipeline, storage)
    reader = factories.reader()
    ocr_queue = OcrQueue(tasks, image_pipeline, reader)
    texts = SentImageText(tasks, ocr_queue, storage)
    patterns = config_files.load_patterns(policy)
    providers = Providers(tasks, ProviderParts(ocr_queue.recognize_encoded, tasks.run_blocking))
    workspace = Workspace()

    def page_side() -> int:
        return max_side(model_named(settings_service.effective.model), settings_service.effective.detail)

    image_importer = ImageImporter(tasks, image_pipeline, workspace, read_file, images_in_folder, fetched, page_side)
    history = History(tasks, storage, workspace)
    usage_tracker = UsageTracker(tasks, storage, config_files.load_calibration(), config_files.save_calibration)
    privacy_scanner = PrivacyScanner(tasks, ocr_queue, texts, storage, patterns.patterns)
    consents = SendConsents()
    review = PrivacyReview(
        privacy_scanner,
        consents,
        lambda: history.conversation,
        lambda: workspace.draft.images,
        lambda: settings_service.settings.private_text,
    )
    runner = QuestionRunner(tasks, storage)
    guard = SendGuard(ocr_queue.recognize, ocr_queue.recognize_bytes, tasks.run_blocking, patterns)
    sender = QuestionSender(providers.at, settings_service.key, guard, runner)
    return Container(
        tasks=tasks,
        decoder=decoder,
        ocr_reader=reader,
        ocr_queue=ocr_queue,
        providers=providers,
        settings_service=settings_service,
        storage=storage,
        image_pipeline=image_pipeline,
        workspace=workspace,
        image_importer=image_importer,
        canvas_images=CanvasImages(tasks, image_pipeline),
        request_builder=request_builder,
        page_previews=PagePreviews(tasks, image_pipeline),
        screen_capture=ScreenCapture(tasks, image_importer, screenshots, needs_portal, portal),
        thumbnails=Thumbnails(tasks, storage),
        formula_cache=BackgroundCache(tasks, "formulas", typeset, capacity=500),
        highlight_cache=BackgroundCache(tasks, "colours", highlight, capacity=50),
        import_export=ImportExport(tasks, storage, decoder, write_user_file),
        history=history,
        question_runner=runner,
        privacy_scanner=privacy_scanner,
        send_consents=consents,
        ask_services=WorkspaceAskServices(
            image_importer, settings_service, request_builder, privacy_scanner, review, usage_tracker, runner, sender
        ),
        sent_image_text=texts,
        usage_tracker=usage_tracker,
        endpoint_check=EndpointCheck(tasks, settings_service, providers.get),
        local_servers=LocalServerDiscovery(tasks, providers.get),
        window=window,
        startup_problems=problems + _problems_of(policy, patterns.rejected),
    )


def _problems_of(policy: Policy, wrong_patterns: tuple[str, ...]) -> tuple[Problem, ...]:
    """The problems with the policy and the patterns: at most one of each."""
    problems = (Problem(ProblemKind.POLICY_UNREADABLE, paths.policy_file().name),) if policy.unread else ()
    return problems + tuple(Problem(ProblemKind.INVALID_PATTERN, name) for name in wrong_patterns[:1])
