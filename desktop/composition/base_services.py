"""The services that all others of the window build on: settings, storage, the workspace with its images, their text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.text_file import read_text
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.policy.policy_watch import PolicyWatch
from desktop.adapters.providers.provider_entry import ProviderParts
from desktop.adapters.system.image_sources import images_in_folder, read_file
from desktop.composition import config_files, factories, ledger
from desktop.core.asking.house_prompts import house_prompts
from desktop.core.asking.saved_prompts import prompts_to_plain
from desktop.core.errors import Problem, ProblemKind, SendBlockedError
from desktop.core.model_catalog import model_named
from desktop.core.models.model import max_side
from desktop.core.settings.connections.connection_list import OF_THE_FIRST
from desktop.core.settings.destination import Destination
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings
from desktop.deferred import deferred
from desktop.messages.prompts.given_prompts import given_prompts
from desktop.services.conversation.history import History
from desktop.services.image.address_lookup import AddressLookup
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.remembered_keys import RememberedKeys
from desktop.services.settings.secrets_at_hand import SecretsAtHand
from desktop.services.settings.settings_service import SettingsService
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.canvas.annotation_painter import draw_annotated

if TYPE_CHECKING:
    from desktop.adapters.network import image_download
else:
    image_download = deferred("desktop.adapters.network.image_download")


def image_fetcher(
    policy: Callable[[], Policy], proxy: Callable[[], str]
) -> Callable[[str, tuple[str, ...]], Awaitable[bytes]]:
    """Returns the function that fetches the bytes at an address that the user agreed to, from the IP addresses shown.

    It raises ImageRejectedError, and SendBlockedError where the policy does not allow the address or one that it leads
    to. `policy` returns the policy in force, `proxy` the user's setting.
    """

    def check(address: str) -> None:
        if (problem := address_refusal(policy(), address)) is not None:
            raise SendBlockedError(problem)

    async def fetched(address: str, known: tuple[str, ...] = ()) -> bytes:
        check(address)
        return await image_download.download_image(address, known, proxy(), check=check)

    return fetched


def destination_finder(
    policy: Callable[[], Policy], proxy: Callable[[], str]
) -> Callable[[str], Awaitable[Destination]]:
    """Returns the function that finds where an address leads. It looks up nothing that the policy does not allow."""

    async def find_destination(address: str) -> Destination:
        if (problem := address_refusal(policy(), address)) is not None:
            return Destination(address, refusal=problem)
        return await image_download.find_destination(address, proxy())

    return find_destination


def address_refusal(policy: Policy, address: str) -> Problem | None:
    """Returns the reason why no image may be fetched from an address, or None."""
    if policy.block is None and not policy.applied(Settings()).allow_image_addresses:
        return Problem(ProblemKind.NOT_ALLOWED)
    return policy.refusal(address)


@dataclass(frozen=True, slots=True)
class BaseServices:
    """The parts that other services are made of."""

    tasks: Tasks
    decoder: Decoder
    ocr_reader: OcrReader
    settings_service: SettingsService
    policy_watch: PolicyWatch
    own_headers: OwnHeaders
    secrets: SecretsAtHand
    connections: Connections
    storage: StorageThread
    image_pipeline: ImagePipeline
    workspace: Workspace
    image_importer: ImageImporter
    address_lookup: AddressLookup
    history: History
    prompts: PromptLibrary
    ocr_queue: OcrQueue
    sent_image_text: SentImageText

    def settings(self) -> Settings:
        """Returns the settings in force, with the rules of the house."""
        return self.settings_service.settings

    def provider_parts(self) -> ProviderParts:
        """Returns the functions that providers are built with."""
        read_text, in_thread = self.ocr_queue.recognize_encoded, self.tasks.run_blocking
        entered = ledger.request_ledger(lambda: self.settings().ledger, in_thread)
        return ProviderParts(read_text, in_thread, self.secrets.headers, self.settings_service.proxy, entered)


def build_base_services(settings: dict[str, Any], policy: Policy) -> BaseServices:
    """Makes the base services; `settings` is the content of the settings file. Nothing is started."""
    tasks, workspace = Tasks(factories.return_free_memory), Workspace()
    key_store = RememberedKeys(factories.key_store())
    write_settings = config_files.shared_settings(settings, OF_THE_FIRST).write
    settings_service = SettingsService(
        tasks, key_store, settings, write_settings, policy, factories.environment_endpoint()
    )
    decoder = factories.decoder(lambda: settings_service.settings.open_heic)
    reader = factories.reader(lambda: settings_service.settings.find_faces)
    image_pipeline = ImagePipeline(tasks, decoder, draw_annotated)
    redactor = DraftRedactor(image_pipeline.for_storage, lambda: settings_service.settings.keep_originals)
    keep = settings_service.settings.keep_history
    storage = StorageThread(factories.open_store(keep), keep, redactor)
    rest_s = settings_service.settings.reader_rest_s
    ocr_queue = OcrQueue(tasks, image_pipeline, reader, rest_s, lambda: settings_service.settings.find_faces)

    def page_side() -> int:
        return max_side(model_named(settings_service.effective.model), settings_service.effective.detail)

    watch = PolicyWatch(settings_service)
    own_headers = OwnHeaders(tasks, key_store, settings_service)
    fetch = image_fetcher(watch.look, settings_service.proxy)

    return BaseServices(
        tasks=tasks,
        decoder=decoder,
        ocr_reader=reader,
        settings_service=settings_service,
        policy_watch=watch,
        own_headers=own_headers,
        secrets=SecretsAtHand(tasks, settings_service, own_headers, key_store),
        connections=Connections(tasks, settings_service, key_store),
        storage=storage,
        image_pipeline=image_pipeline,
        workspace=workspace,
        image_importer=ImageImporter(
            tasks, image_pipeline, workspace, read_file, images_in_folder, fetch, page_side, read_text
        ),
        address_lookup=AddressLookup(tasks, destination_finder(watch.look, settings_service.proxy)),
        history=History(tasks, storage, workspace),
        prompts=_prompt_library(settings_service),
        ocr_queue=ocr_queue,
        sent_image_text=SentImageText(tasks, ocr_queue, storage),
    )


def _prompt_library(settings_service: SettingsService) -> PromptLibrary:
    """Returns the library of saved prompts, before which those of the policy stand."""
    file = config_files.shared_prompts(lambda: prompts_to_plain(given_prompts()))
    return PromptLibrary(
        file.read,
        file.write,
        given_prompts,
        lambda: house_prompts(settings_service.settings.prompts),
    )
