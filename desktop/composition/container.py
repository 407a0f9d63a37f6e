"""The constructor calls of the window's program, once: services and widgets. No logic; controllers connect them."""

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.atomic_write import written
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.formula_typesetter import typeset
from desktop.adapters.ocr.ocr_reader import Reader
from desktop.adapters.providers.local_ocr_provider import ThisComputer
from desktop.adapters.system.image_sources import pictures_at, read_file
from desktop.composition import config_files, factories
from desktop.core.errors import Kind, Trouble
from desktop.core.image.screenshot import Shot
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.syntax_highlighting import coloured
from desktop.core.model_catalog import drawn_side, model_named
from desktop.core.settings.policy import Policy
from desktop.core.settings.settings import HERE
from desktop.services.asking.question_runner import Ask
from desktop.services.asking.request_builder import Packing
from desktop.services.background_cache import Wishes
from desktop.services.conversation.history import History
from desktop.services.conversation.import_export import Exporting
from desktop.services.conversation.thumbnails import Thumbnails
from desktop.services.image.canvas_images import Viewing
from desktop.services.image.draft_redactor import Covering
from desktop.services.image.image_importer import Arrivals
from desktop.services.image.image_pipeline import Darkroom
from desktop.services.image.page_previews import Pages
from desktop.services.image.screen_capture import Capturing
from desktop.services.ocr.ocr_queue import ReadingRoom
from desktop.services.ocr.sent_image_text import PictureTexts
from desktop.services.privacy.privacy_scanner import Caring
from desktop.services.privacy.send_guard import Guard
from desktop.services.settings.endpoint_check import Check
from desktop.services.settings.local_server_discovery import LocalServers
from desktop.services.settings.settings_service import Preferences
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks
from desktop.services.usage_tracker import Ledger
from desktop.services.workspace import Desk
from desktop.ui.canvas.annotation_painter import drawn
from desktop.ui.main_window import Window

if TYPE_CHECKING:
    from desktop.adapters.providers.openai_provider import OpenAIProvider
    from desktop.adapters.system.xdg_screenshot_portal import Portal
    from desktop.services.ports import Provider


SWITCH_S = 0.0005  # a thread that colours code may hold the window up for so long; Python's own 5 ms are seen


class Providers:
    """Who answers. The library for endpoints takes up to a second, off the GUI thread, when it is first needed."""

    def __init__(self, tasks: Tasks, here: ThisComputer) -> None:
        self._tasks = tasks
        self._here = here
        self._made: OpenAIProvider | None = None
        self._making = asyncio.Lock()  # two threads that import one library meet it half made

    async def at(self, endpoint: str) -> "Provider":
        """Who answers at an endpoint, or this computer."""
        return self._here if endpoint == HERE else await self.get()

    async def get(self) -> "OpenAIProvider":
        """The provider for endpoints; the first callers wait for the import."""
        async with self._making:
            if self._made is None:
                self._made = await self._tasks.in_thread(factories.provider)
                sys.setswitchinterval(SWITCH_S)  # not before: imports in two threads would cut each other short
        return self._made

    async def warm(self, endpoint: str) -> None:
        """Have who answers there, and what shows the answer, ready before it is needed."""
        if endpoint != HERE:
            made = await self.get()
            await self._tasks.in_thread(made.warm, endpoint)
        await self._tasks.in_thread(parsed, "*warm*")

    async def close(self) -> None:
        """Close its connections."""
        if self._made is not None:
            await self._made.close()


async def fetched(address: str) -> bytes:
    """The bytes at an address that the user agreed to. Raises PictureRefused."""
    from desktop.adapters.network.image_download import (
        fetched as fetch,  # brings the HTTP library, which most starts never need
    )

    return await fetch(address)


def shots() -> tuple[Shot, ...]:
    """Every screen as it is now. Raises CaptureRefused."""
    from desktop.adapters.system.screen_grab import shots as look  # most starts never capture

    return look()


def needs_portal() -> bool:
    """Whether the desktop's portal must be asked for a picture of the screen."""
    from desktop.adapters.system.screen_grab import needs_portal as needed

    return needed()


def portal() -> "Portal":
    """The desktop's portal; Qt's D-Bus is loaded here."""
    from desktop.adapters.system.xdg_screenshot_portal import Portal

    return Portal()


@dataclass(frozen=True, slots=True)
class Product:
    """All parts of the running program."""

    tasks: Tasks
    decoder: Decoder
    reader: Reader
    room: ReadingRoom
    providers: Providers
    preferences: Preferences
    keeper: Keeper
    darkroom: Darkroom
    desk: Desk
    arrivals: Arrivals
    viewing: Viewing
    packing: Packing
    pages: Pages
    capturing: Capturing
    thumbnails: Thumbnails
    formulas: Wishes
    colours: Wishes
    exporting: Exporting
    history: History
    ask: Ask
    ledger: Ledger
    check: Check
    caring: Caring
    texts: PictureTexts
    local_servers: LocalServers
    window: Window
    early_troubles: tuple[Trouble, ...]


def build(window: Window, held: dict[str, Any], troubles: tuple[Trouble, ...]) -> Product:
    """Make every part around a window; `held` is what the settings file held. Nothing is started."""
    tasks = Tasks()
    decoder = factories.decoder()
    policy = config_files.held_policy()
    preferences = Preferences(tasks, factories.vault(), held, config_files.write_settings, policy)
    keep = preferences.settings.keep_history
    darkroom = Darkroom(tasks, decoder, drawn)
    covering = Covering(darkroom.as_kept, lambda: preferences.settings.keep_originals)
    keeper = Keeper(factories.open_store(keep), keep, covering)
    packing = Packing(tasks, darkroom, keeper)
    reader = factories.reader()
    room = ReadingRoom(tasks, darkroom, reader)
    texts = PictureTexts(tasks, room, keeper)
    patterns = config_files.held_patterns(policy)
    providers = Providers(tasks, ThisComputer(room.of_prepared, tasks.in_thread))
    desk = Desk()

    def page_side() -> int:
        return drawn_side(model_named(preferences.in_force.model), preferences.in_force.detail)

    arrivals = Arrivals(tasks, darkroom, desk, read_file, pictures_at, fetched, page_side)
    return Product(
        tasks=tasks,
        decoder=decoder,
        reader=reader,
        room=room,
        providers=providers,
        preferences=preferences,
        keeper=keeper,
        darkroom=darkroom,
        desk=desk,
        arrivals=arrivals,
        viewing=Viewing(tasks, darkroom),
        packing=packing,
        pages=Pages(tasks, darkroom),
        capturing=Capturing(tasks, arrivals, shots, needs_portal, portal),
        thumbnails=Thumbnails(tasks, keeper),
        formulas=Wishes(tasks, "formulas", typeset, most=500),
        colours=Wishes(tasks, "colours", coloured, most=50),
        exporting=Exporting(tasks, keeper, decoder, written),
        history=History(tasks, keeper, desk),
        ask=Ask(
            tasks,
            packing,
            keeper,
            providers.at,
            preferences.key,
            Guard(room.of, room.of_bytes, tasks.in_thread, patterns),
        ),
        caring=Caring(tasks, room, texts, keeper, patterns.added),
        texts=texts,
        ledger=Ledger(tasks, keeper, config_files.held_learnt(), config_files.write_learnt),
        check=Check(tasks, preferences, providers.get),
        local_servers=LocalServers(tasks, providers.get),
        window=window,
        early_troubles=troubles + _troubles_of(policy, patterns.wrong),
    )


def _troubles_of(policy: Policy, wrong_patterns: tuple[str, ...]) -> tuple[Trouble, ...]:
    """What is wrong with what people and administrators have set."""
    troubles = (Trouble(Kind.POLICY_UNREAD, paths.policy_file().name),) if policy.unread else ()
    return troubles + tuple(Trouble(Kind.PATTERN_WRONG, name) for name in wrong_patterns[:1])
