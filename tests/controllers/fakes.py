"""Services as controllers see them: real signals, values that a test sets, and a list of what was called."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.errors import OcrError, Problem
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.screenshot import CaptureUse, Screenshot
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage
from desktop.core.model_terms import Detail
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.destination import Destination
from desktop.core.settings.environment import NO_ENDPOINT, EnvironmentEndpoint
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.workspace.draft import Draft
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import ImportExport
from desktop.services.conversation.thumbnails import Thumbnails
from desktop.services.image.address_lookup import AddressLookup, Found
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.import_item import ImportItem
from desktop.services.image.page_previews import PagePreviews
from desktop.services.image.screen_capture import CaptureWish, ScreenCapture
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.settings.endpoint_check import EndpointCheck
from desktop.services.settings.key_status import KeyStatus
from desktop.services.settings.local_server_discovery import LocalServerDiscovery
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.helpers.images import image_of, quarters

Call = tuple[Any, ...]


class Source(QObject):
    """Signals of somebody else, to be emitted by a test."""

    fired = Signal()
    text = Signal(str)
    value = Signal(object)


class FakeHistory(History):
    """A history of one conversation; every call is recorded."""

    def __init__(self, *turns: Turn) -> None:
        QObject.__init__(self)
        self.current = Conversation.of("c", turns)
        self.rows: tuple[Summary, ...] = ()
        self.sought = EMPTY_QUERY
        self.calls: list[Call] = []
        self.has_more_to_undo = False

    @property
    def conversation(self) -> Conversation:
        return self.current

    @property
    def summaries(self) -> tuple[Summary, ...]:
        return self.rows

    @property
    def query(self) -> SearchQuery:
        return self.sought

    @property
    def is_listed(self) -> bool:
        return True

    def read_more(self) -> None:
        self.calls.append(("read_more",))

    def search(self, search: SearchQuery) -> None:
        self.calls.append(("search", search))

    def open(self, conversation_id: str, turn_id: str = "") -> None:
        self.calls.append(("open", conversation_id, turn_id))

    def switch_version(self, turn_id: str, by: int) -> None:
        self.calls.append(("switch_version", turn_id, by))

    def pin_turn(self, turn_id: str) -> None:
        self.calls.append(("pin_turn", turn_id))

    def pin(self, conversation_id: str, pinned: bool) -> None:
        self.calls.append(("pin", conversation_id, pinned))

    def start_new(self) -> None:
        self.calls.append(("start_new",))

    def rename(self, conversation_id: str, title: str) -> None:
        self.calls.append(("rename", conversation_id, title))

    def delete(self, conversation_id: str) -> None:
        self.calls.append(("delete", conversation_id))

    def delete_turn(self, turn_id: str) -> None:
        self.calls.append(("delete_turn", turn_id))

    @property
    def can_undo(self) -> bool:
        return self.has_more_to_undo

    def undo(self) -> None:
        self.calls.append(("undo",))

    def take_draft_out(self) -> None:
        self.calls.append(("take_draft_out",))

    def undo_delete(self) -> None:
        self.calls.append(("undo_delete",))

    def set_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> None:
        self.calls.append(("set_resend_policy", image_id, resend_policy))

    def refresh_list(self) -> None:
        self.calls.append(("refresh_list",))

    def start_over(self) -> None:
        self.calls.append(("start_over",))

    def save_draft(self) -> None:
        self.calls.append(("save_draft",))


@dataclass(frozen=True, slots=True)
class _Key:
    text: str
    source: str = "keyring"


class NoKeys:
    """A key store that is empty."""

    def key_for(self, origin: str, found: bool = False) -> _Key | None:
        return None

    def known_without_store(self, origin: str, found: bool = False) -> bool:
        return False

    def save(self, origin: str, key: str, in_file: bool = False) -> str:
        return "keyring"

    def delete(self, origin: str) -> None:
        pass

    def headers_for(self, origin: str) -> Headers:
        return ()

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        pass

    def has_store(self) -> bool:
        return True


class FakeSettings(SettingsService):
    """The real settings, written to a list; looking for a key is recorded, and a test says what was found."""

    def __init__(
        self, policy: Policy = NO_POLICY, environment: EnvironmentEndpoint = NO_ENDPOINT, **values: Any
    ) -> None:
        self.written: list[dict[str, Any]] = []
        self.calls: list[Call] = []
        self.status: KeyStatus | None = None
        super().__init__(Tasks(), NoKeys(), values, self.written.append, policy, environment)

    @property
    def key_status(self) -> KeyStatus:
        return self.status or super().key_status

    def look_for_key(self) -> None:
        self.calls.append(("look_for_key",))

    def keep_key(self, key: str, in_file: bool) -> None:
        self.calls.append(("keep_key", key, in_file))

    def move_key(self, in_file: bool) -> None:
        self.calls.append(("move_key", in_file))

    def forget_key(self) -> None:
        self.calls.append(("forget_key",))


class FakeEndpointCheck(EndpointCheck):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.started = 0

    def start(self) -> None:
        self.started += 1


class FakeOwnHeaders(OwnHeaders):
    """Records what is to be kept; a test says what is there."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.calls: list[Call] = []

    def look(self) -> None:
        self.calls.append(("look",))

    def keep(self, headers: Headers, in_file: bool) -> None:
        self.calls.append(("keep", headers, in_file))


class FakeLocalServers(LocalServerDiscovery):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.looked = 0

    def look(self) -> None:
        self.looked += 1


class FakeImporter(ImageImporter):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.added: list[tuple[str, tuple[ImportItem, ...]]] = []
        self.chosen: list[tuple[AnnotatedImage, tuple[int, ...]]] = []

    def add(self, step: str, image_importer: tuple[ImportItem, ...]) -> None:
        self.added.append((step, image_importer))

    def choose_pages(self, image: AnnotatedImage, pages: tuple[int, ...]) -> None:
        self.chosen.append((image, pages))


class FakeLookup(AddressLookup):
    """Look-ups that end when a test answers them."""

    def __init__(self) -> None:
        self.found: Found | None = None

    def start(self, addresses: tuple[str, ...], found: Found) -> None:
        self.found = found

    def answer(self, *destinations: Destination) -> None:
        assert self.found is not None
        self.found(destinations)


class FakePreviews(PagePreviews):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.opened: list[SourceImage] = []
        self.wanted: list[int] = []
        self.closed = 0

    def open(self, image: SourceImage) -> None:
        self.opened.append(image)

    def close(self) -> None:
        self.closed += 1

    def want(self, page: int) -> None:
        self.wanted.append(page)


class FakeCapture(ScreenCapture):
    def __init__(self) -> None:
        QObject.__init__(self)
        self._wish = None
        self.calls: list[Call] = []

    def warm(self) -> None:
        self.calls.append(("warm",))

    def start(self, wish: CaptureWish) -> None:
        self.calls.append(("start", wish))

    def take(self, screenshot: Screenshot, rect: Rect, use: CaptureUse) -> None:
        self.calls.append(("take", screenshot, rect, use))

    def recent(self, screenshot: Screenshot) -> Rect | None:
        return None

    def give_up(self) -> None:
        self.calls.append(("give_up",))


class FakeCanvasImages(CanvasImages):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.looked: list[Draft] = []
        self.as_model: list[tuple[AnnotatedImage, str, Detail]] = []

    def look(self, draft: Draft) -> None:
        self.looked.append(draft)

    def look_as_model(self, image: AnnotatedImage, model_name: str, detail: Detail) -> None:
        self.as_model.append((image, model_name, detail))


class FakeOcrQueue(OcrQueue):
    """Knows the text of images by their sources' ids; a Problem is raised."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.known: dict[str, OcrResult | Problem] = {}
        self.prioritized: list[Draft] = []
        self.reading: dict[str, float] = {}  # how far reading has come, by the ids of sources

    def prioritize(self, draft: Draft) -> None:
        self.prioritized.append(draft)

    def cached(self, image: AnnotatedImage) -> OcrResult | None:
        known = self.known.get(image.source.id)
        return known if isinstance(known, OcrResult) else None

    def progress(self, image: AnnotatedImage | None) -> float | None:
        return self.reading.get(image.source.id) if image is not None else None

    async def recognize(self, image: AnnotatedImage, urgency: int = 0) -> OcrResult:
        known = self.known[image.source.id]
        if isinstance(known, Problem):
            raise OcrError(known)
        return known


class FakeSentText(SentImageText):
    """Knows the text of sent images by their ids."""

    def __init__(self) -> None:
        self.known: dict[str, OcrResult] = {}
        self.remembered: list[Turn] = []

    def remember(self, turn: Turn) -> None:
        self.remembered.append(turn)

    async def of(self, image: SentImage) -> OcrResult | None:
        return self.known.get(image.id)


class FakeThumbnails(Thumbnails):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.wanted: list[str] = []
        self.wanted_of_drafts: list[tuple[str, str]] = []

    def want(self, image_id: str) -> None:
        self.wanted.append(image_id)

    def want_of_draft(self, conversation_id: str, content_key: str) -> None:
        self.wanted_of_drafts.append((conversation_id, content_key))


class FakeImportExport(ImportExport):
    def __init__(self) -> None:
        QObject.__init__(self)
        self.calls: list[Call] = []

    def export(self, path: Path, conversation_id: str = "", as_sent: bool = False, all_branches: bool = False) -> None:
        words = [*(["as sent"] if as_sent else []), *(["all branches"] if all_branches else [])]
        self.calls.append(("export", path, conversation_id, *words))

    def import_file(self, path: Path) -> None:
        self.calls.append(("import_file", path))


@dataclass
class Recorder:
    """A callable that records its arguments."""

    calls: list[Call] = field(default_factory=list)

    def __call__(self, *arguments: Any, **named: Any) -> None:
        self.calls.append((*arguments, *named.values()))


def annotated(width: int = 80, height: int = 60) -> AnnotatedImage:
    """Returns a new image of four colours, with nothing on it."""
    return image_of(quarters(width, height), "a.png")[0]


def plain(color: str, width: int = 80, height: int = 60) -> AnnotatedImage:
    """Returns a new image of one colour."""
    return image_of(Image.new("RGB", (width, height), color), f"{color}.png")[0]


def sent_image(image: AnnotatedImage, **values: Any) -> SentImage:
    """Returns an image as it was sent at its own size."""
    source = image.source
    return SentImage(source.id, "image/png", source.width, source.height, 9, content_key=image.content_key, **values)


def turn(prompt: str = "what?", answer: str = "", *images: SentImage, **values: Any) -> Turn:
    """Returns a turn of conversation "c" that waits, or that is done if there is an answer."""
    new = Turn("t", "c", 1.0, prompt, "gpt-4o", "api.openai.com").as_waiting(images)
    if answer:
        new = new.as_streaming(answer, 0.1).done(None)
    return replace(new, **values) if values else new
