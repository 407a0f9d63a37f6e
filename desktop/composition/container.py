"""All constructor calls of the window's program. It has no logic; controllers connect the parts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.drag_files import DragFiles
from desktop.adapters.files.offered_caps import OfferedCaps
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.formula_typesetter import typeset
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.policy.policy_watch import PolicyWatch
from desktop.composition import config_files, factories, models_in_force
from desktop.composition.asking_services import build_asking_services
from desktop.composition.base_services import BaseServices, build_base_services
from desktop.composition.many.window_runs import WindowRuns
from desktop.composition.providers import Providers
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.screenshot import Screenshot
from desktop.core.markdown.syntax_highlighting import highlight
from desktop.core.settings.policy.policy import Policy
from desktop.deferred import deferred
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.workspace_services import WorkspaceAskServices
from desktop.services.background_cache import BackgroundCache
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import ImportExport
from desktop.services.conversation.thumbnails import ANSWER_SIDE, Thumbnails
from desktop.services.image.address_lookup import AddressLookup
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.image.outgoing_images import OutgoingImages
from desktop.services.image.page_previews import PagePreviews
from desktop.services.image.pages.page_texts import PageTexts
from desktop.services.image.screen_capture import ScreenCapture
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from desktop.services.privacy.send_consents import SendConsents
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.settings.endpoint_check import EndpointCheck
from desktop.services.settings.local_server_discovery import LocalServerDiscovery
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.secrets_at_hand import SecretsAtHand
from desktop.services.settings.settings_service import SettingsService
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.usage_tracker import UsageTracker
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.adapters.system import screen_grab, xdg_screenshot_portal
else:
    screen_grab = deferred("desktop.adapters.system.screen_grab")
    xdg_screenshot_portal = deferred("desktop.adapters.system.xdg_screenshot_portal")


def new_screen_capture(base: BaseServices) -> ScreenCapture:
    """Returns what captures the screen."""
    ways = screenshots, needs_portal, portal
    return ScreenCapture(base.tasks, base.image_importer, *ways, rules=base.settings, warm=warm_screenshots)


def screenshots() -> tuple[Screenshot, ...]:
    """Returns a screenshot of every screen. Raises AskanceError."""
    return screen_grab.screenshots()


def warm_screenshots() -> None:
    """Loads what the first screenshot needs."""
    screen_grab.warm()


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
    address_lookup: AddressLookup
    canvas_images: CanvasImages
    outgoing_images: OutgoingImages
    request_builder: RequestBuilder
    page_previews: PagePreviews
    screen_capture: ScreenCapture
    thumbnails: Thumbnails
    answer_thumbnails: Thumbnails
    formula_cache: BackgroundCache
    highlight_cache: BackgroundCache
    import_export: ImportExport
    history: History
    prompts: PromptLibrary
    question_runner: QuestionRunner
    ask_services: WorkspaceAskServices
    send_consents: SendConsents
    usage_tracker: UsageTracker
    endpoint_check: EndpointCheck
    privacy_scanner: PrivacyScanner
    sent_image_text: SentImageText
    local_servers: LocalServerDiscovery
    own_headers: OwnHeaders
    secrets: SecretsAtHand
    connections: Connections
    window_runs: WindowRuns
    window: MainWindow
    startup_problems: tuple[Problem, ...]
    policy_watch: PolicyWatch
    drag_files: DragFiles = field(default_factory=DragFiles)

    def new_server_search(self) -> LocalServerDiscovery:
        """Returns a search for servers of its own, whose results concern nobody else."""
        return LocalServerDiscovery(self.tasks, self.providers.get)

    def new_page_texts(self) -> PageTexts:
        """Returns what adds the own texts of pages to the draft."""
        return PageTexts(self.tasks, self.decoder, self.workspace, self.image_importer)


def build_container(window: MainWindow, settings: dict[str, Any], problems: tuple[Problem, ...]) -> Container:
    """Makes every part around a window; `settings` is the content of the settings file. Nothing is started."""
    base = build_base_services(settings, policy := config_files.load_policy())
    providers = Providers(base.tasks, base.provider_parts(), policy=base.policy_watch.look)
    asking = build_asking_services(base, providers, patterns := config_files.load_patterns(policy))
    return Container(
        tasks=base.tasks,
        decoder=base.decoder,
        ocr_reader=base.ocr_reader,
        ocr_queue=base.ocr_queue,
        providers=providers,
        settings_service=base.settings_service,
        storage=base.storage,
        image_pipeline=base.image_pipeline,
        workspace=base.workspace,
        image_importer=base.image_importer,
        address_lookup=base.address_lookup,
        canvas_images=CanvasImages(base.tasks, base.image_pipeline),
        outgoing_images=OutgoingImages(base.tasks, base.image_pipeline),
        request_builder=asking.request_builder,
        page_previews=PagePreviews(base.tasks, base.image_pipeline),
        screen_capture=new_screen_capture(base),
        thumbnails=Thumbnails(base.tasks, base.storage, base.image_pipeline.thumbnail),
        answer_thumbnails=Thumbnails(base.tasks, base.storage, base.image_pipeline.thumbnail, ANSWER_SIDE),
        formula_cache=BackgroundCache(base.tasks, "formulas", typeset, capacity=500),
        highlight_cache=BackgroundCache(base.tasks, "colours", highlight, capacity=50),
        import_export=ImportExport(base.tasks, base.storage, base.decoder, write_user_file, PAGE_WORDS, base.settings),
        history=base.history,
        prompts=base.prompts,
        question_runner=asking.question_runner,
        privacy_scanner=asking.privacy_scanner,
        send_consents=asking.send_consents,
        ask_services=asking.ask_services,
        sent_image_text=base.sent_image_text,
        usage_tracker=asking.usage_tracker,
        endpoint_check=EndpointCheck(base.tasks, base.settings_service, providers.at, _caps_in_use(base).keep),
        local_servers=LocalServerDiscovery(base.tasks, providers.get),
        own_headers=base.own_headers,
        secrets=base.secrets,
        connections=base.connections,
        window_runs=WindowRuns(providers, base.settings_service, asking.paces),
        window=window,
        policy_watch=base.policy_watch,
        startup_problems=problems + _problems_of(policy, patterns.rejected, base.settings_service.variable_problem),
    )


def _caps_in_use(base: BaseServices) -> OfferedCaps:
    """Lets the core use the caps of images in force. Returns those that endpoints offer, where new ones are kept."""
    caps = factories.offered_caps()
    models_in_force.use_caps_of(lambda: base.settings_service.settings, caps.cap_for)
    models_in_force.use_prices_of(lambda: base.settings_service.layers)
    return caps


def _problems_of(
    policy: Policy, wrong_patterns: tuple[str, ...], wrong_variable: Problem | None
) -> tuple[Problem, ...]:
    """The problems with the policy, the patterns, the table of models and a variable that should name the endpoint.

    One pattern is told at most.
    """
    variable = (wrong_variable,) if wrong_variable is not None else ()
    patterns = tuple(Problem(ProblemKind.INVALID_PATTERN, name) for name in wrong_patterns[:1])
    return variable + policy.problems + patterns + models_in_force.table_problems()
