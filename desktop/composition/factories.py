"""The constructor calls of everything that is not Qt, once; the window and the command line take their parts here.

Libraries that are slow to import (openai, keyring, Pillow's codecs) are imported by whoever first needs the part.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import Reader
from desktop.adapters.system.api_key_store import Vault, system_store
from desktop.composition import config_files
from desktop.core.conversation.turn import Turn
from desktop.core.errors import KeepingFailed, Kind, Trouble
from desktop.core.image.encoding import Prepared
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.settings.settings import Settings, from_plain

if TYPE_CHECKING:
    from desktop.adapters.providers.local_ocr_provider import ThisComputer
    from desktop.adapters.providers.openai_provider import OpenAIProvider
    from desktop.core.image.annotated_image import Sheet
    from desktop.core.ocr.ocr_result import Reading
    from desktop.services.ports import Store
    from desktop.services.privacy.send_guard import Guard


def decoder() -> Decoder:
    """A decoder whose child starts with the first picture."""
    return Decoder()


def reader() -> Reader:
    """A reader whose child starts with the first picture."""
    return Reader()


def vault() -> Vault:
    """The keys of this user."""
    return Vault(paths.folders().keys_file, lambda: system_store(sys.platform))


def provider() -> "OpenAIProvider":
    """Who answers. The first call takes up to a second: the openai package is imported here.

    PySide looks into every module that is imported, in any thread, for its own features. When the window imports
    something just then, it looks into pydantic at a moment when that is half made, and the import fails. So what is
    half made is forgotten, and it is imported once more.
    """
    try:
        from desktop.adapters.providers.openai_provider import OpenAIProvider
    except ImportError:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("openai", "pydantic")]:
            del sys.modules[name]
        from desktop.adapters.providers.openai_provider import OpenAIProvider

    return OpenAIProvider()


def this_computer(reader: Reader) -> "ThisComputer":
    """Who answers without a key and a network, for the command line."""
    from desktop.adapters.providers.local_ocr_provider import ThisComputer

    async def in_thread(call: Callable[..., Any], *args: Any) -> Any:
        return call(*args)  # nobody else waits

    async def read(picture: Prepared) -> "Reading":
        return reader.read(Pixels.of(picture.image()))

    return ThisComputer(read, in_thread)


def guard(reader: Reader, decoder: Decoder) -> "Guard":
    """What holds private text back, for the command line."""
    from desktop.services.privacy.send_guard import Guard

    async def of_sheet(sheet: "Sheet") -> "Reading":
        picture = sheet.picture
        return reader.read(decoder.decode(picture.data, picture.name, picture.page, max(picture.size)).pixels)

    async def of_bytes(picture: Prepared) -> "Reading":
        return reader.read(Pixels.of(picture.image()))

    async def in_thread(call: Callable[..., Any], *args: Any) -> Any:
        return call(*args)  # nobody else waits

    return Guard(of_sheet, of_bytes, in_thread, config_files.held_patterns(config_files.held_policy()))


def settings(troubled: Callable[[Trouble], None]) -> Settings:
    """The settings in force; `troubled` hears when they were damaged."""
    return config_files.held_policy().applied(from_plain(config_files.held_settings(troubled)))


def open_store(keep_history: bool) -> "Callable[[Callable[[Trouble], None]], Store]":
    """What opens the history. Where the disk will not do, one in memory takes its place and `troubled` hears why."""

    def opened(troubled: Callable[[Trouble], None]) -> "Store":
        from desktop.adapters.storage.memory_store import MemoryStore

        if not keep_history:
            return MemoryStore()
        from datetime import date

        from desktop.adapters.storage import database
        from desktop.adapters.storage.sqlite_store import SqliteStore

        folder = paths.folders().data
        try:
            return SqliteStore(folder, troubled=troubled)
        except KeepingFailed as failed:
            if failed.trouble.kind is not Kind.STORE_DAMAGED:
                troubled(failed.trouble)
                return MemoryStore()
        try:
            troubled(database.set_aside(folder, date.today()))
            return SqliteStore(folder, troubled=troubled)
        except (KeepingFailed, OSError):
            troubled(Trouble(Kind.STORE_READ_ONLY))
            return MemoryStore()

    return opened


def backup_reader(path: Path) -> "Callable[[], tuple[dict[str, Any], Callable[[], str]]]":
    """What unpacks and checks a backup, and then puts it in the place of what is kept. Raises KeepingFailed."""

    def bring() -> "tuple[dict[str, Any], Callable[[], str]]":
        from datetime import date

        from desktop.adapters.storage import backup
        from desktop.adapters.storage.database import translated
        from desktop.adapters.storage.sqlite_store import SqliteStore

        folder = paths.folders().data
        unpacked, beside = backup.unpacked(path, folder)
        try:
            SqliteStore(unpacked).close()  # it can be brought to this version, and be used
        except Exception:
            shutil.rmtree(unpacked, ignore_errors=True)
            raise KeepingFailed(Trouble(Kind.NOT_A_BACKUP, path.name)) from None

        def put_in_place() -> str:
            try:
                return backup.put_in_place(unpacked, folder, date.today())
            except OSError as error:
                raise translated(error) from None

        return beside, put_in_place

    return bring


def keep_from_outside(turn: Turn, pictures: tuple[Prepared, ...]) -> None:
    """Keep a turn that was asked without a window. Raises KeepingFailed."""
    from desktop.adapters.storage.cli_inbox import Inbox
    from desktop.adapters.storage.database import translated
    from desktop.adapters.storage.sqlite_store import SqliteStore

    folder = paths.folders().data
    try:
        store = SqliteStore(folder)
    except KeepingFailed as failed:
        if failed.trouble.kind is not Kind.STORE_BUSY:
            raise
        try:
            Inbox(folder / "inbox").leave(turn, pictures)
        except OSError as error:
            raise translated(error) from None
        return
    try:
        store.save_pictures(pictures)
        store.save_turns([turn])
    finally:
        store.close()
