"""The constructor calls of everything that is not Qt, shared by the window and the command line.

Libraries that are slow to import (openai, keyring, Pillow's codecs) are imported when first needed (deferred.py).
"""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.offered_caps import OfferedCaps
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.policy.credential_helper import CredentialHelper
from desktop.adapters.policy.house_keys import HouseKeys
from desktop.adapters.policy.key_programs import KeyProgramFile, own_program_fault
from desktop.adapters.policy.sources import program_fault
from desktop.adapters.providers.provider_entry import OpenProvider, ProviderParts
from desktop.adapters.providers.registry import capabilities_at, entry_at, environment_endpoint_in, environment_key_in
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.adapters.system.secret_store import system_store
from desktop.composition import config_files, ledger, models_in_force
from desktop.composition.allowed_provider import create_provider
from desktop.composition.house.command_rules import CommandRules
from desktop.composition.house.network_rules import use_policy
from desktop.core.conversation.turn import Turn
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind, SendBlockedError, StorageError
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.provider_capabilities import use_capabilities
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.settings import Settings
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.cage import system_calls
    from desktop.adapters.storage import cli_inbox, memory_store, opening, sqlite_store, switch
    from desktop.adapters.storage import errors as storage_errors
    from desktop.adapters.storage.backup import unpacking
    from desktop.adapters.storage.deletion import aside_files as aside
    from desktop.adapters.storage.deletion.aside_files import AsideFiles
    from desktop.core.image.annotated_image import AnnotatedImage
    from desktop.core.ocr.ocr_result import OcrResult
    from desktop.services.ports import store as store_port
    from desktop.services.ports.store import PutBackup, RestoredBackup, Store, UnpackBackup
    from desktop.services.ports.work_progress import Step
    from desktop.services.privacy import send_guard
else:
    system_calls = deferred("desktop.adapters.cage.system_calls")
    cli_inbox = deferred("desktop.adapters.storage.cli_inbox")
    opening = deferred("desktop.adapters.storage.opening")
    switch = deferred("desktop.adapters.storage.switch")
    aside = deferred("desktop.adapters.storage.deletion.aside_files")
    unpacking = deferred("desktop.adapters.storage.backup.unpacking")
    storage_errors = deferred("desktop.adapters.storage.errors")
    memory_store = deferred("desktop.adapters.storage.memory_store")
    sqlite_store = deferred("desktop.adapters.storage.sqlite_store")
    store_port = deferred("desktop.services.ports.store")
    send_guard = deferred("desktop.services.privacy.send_guard")


use_capabilities(capabilities_at)  # core asks about hosts through this function and knows none itself
models_in_force.use_files()
use_policy()


def decoder(opens_heic: Callable[[], bool] | None = None) -> Decoder:
    """Returns a decoder; its child process starts with the first image.

    `opens_heic` is asked at each HEIC image; by default the settings in force at that moment decide.
    """
    return Decoder(opens_heic=opens_heic or (lambda: settings(lambda _: None).open_heic))


def reader(find_faces: Callable[[], bool] | None = None) -> OcrReader:
    """Returns a text recognizer as `decoder` returns a decoder: `find_faces` is asked at each image."""
    threads = int(dict(config_files.load_policy().values).get("reader_threads", 0))
    return OcrReader(threads=threads, find_faces=find_faces or (lambda: settings(lambda _: None).find_faces))


def return_free_memory() -> None:
    """Gives the system what this process has freed."""
    system_calls.return_free_memory()


def key_store() -> HouseKeys:
    """Returns the key store of this user, under the rules of the house."""
    own = ApiKeyStore(paths.folders().keys_file, lambda: system_store(sys.platform), environment_key_in(os.environ))
    programs = KeyProgramFile(paths.folders().key_programs_file)
    house, of_user = CredentialHelper(program_fault), CredentialHelper(own_program_fault)
    return HouseKeys(own, config_files.load_policy, house, programs, of_user)


def command_rules() -> CommandRules:
    """Returns what the requests of a command go by."""
    return CommandRules(key_store(), environment_endpoint())


def provider_at(endpoint: str, reader: OcrReader, rules: CommandRules | None = None) -> OpenProvider:
    """Returns a new provider for `endpoint`, for the command line, which has nothing else to do meanwhile.

    Raises SendBlockedError if the policy lets nothing leave this computer.
    """

    async def run_blocking(call: Callable[..., Any], *args: Any) -> Any:
        return call(*args)

    async def read_text(image: EncodedImage) -> "OcrResult":
        return reader.read(PixelBuffer.of(image.image()))

    now = rules or command_rules()

    async def find_headers(origin: str) -> Headers:
        return now.headers_for(origin)

    entered = ledger.request_ledger(lambda: now.settings.ledger, run_blocking)
    parts = ProviderParts(read_text, run_blocking, find_headers, lambda: now.settings.proxy, entered)
    entry = entry_at(host_of(endpoint))
    if entry.leaves_computer and (problem := config_files.load_policy().asking_refusal(endpoint)) is not None:
        raise SendBlockedError(problem)
    return create_provider(entry, parts, now.look)


def read_source(reader: OcrReader, decoder: Decoder, image: "AnnotatedImage") -> "OcrResult":
    """Returns the text of the whole source of an image, in source pixels, read in the calling thread.

    Raises OcrError and ImageRejectedError.
    """
    source = image.source
    return reader.read(decoder.decode(source.data, source.name, source.page_index, max(source.size)).pixels)


def guard(reader: OcrReader, decoder: Decoder, families_off: frozenset[str]) -> "send_guard.SendGuard":
    """Returns the send guard of the command line, which works in the calling thread and leaves out some families."""

    async def of_image(image: "AnnotatedImage") -> "OcrResult":
        return read_source(reader, decoder, image)

    async def of_bytes(image: EncodedImage) -> "OcrResult":
        return reader.read(PixelBuffer.of(image.image()))

    async def in_thread(call: Callable[..., Any], *args: Any) -> Any:
        return call(*args)  # a command has nothing else to do meanwhile

    patterns = config_files.load_patterns(config_files.load_policy())
    return send_guard.SendGuard(of_image, of_bytes, in_thread, patterns, lambda: families_off)


def offered_caps() -> OfferedCaps:
    """Returns what endpoints said of the largest images that their models take."""
    return OfferedCaps(paths.folders().offered_models_file)


def settings(problem_occurred: Callable[[Problem], None]) -> Settings:
    """Returns the settings in force; a damaged file is reported to `problem_occurred`."""
    return settings_layers(problem_occurred).in_force


def settings_layers(problem_occurred: Callable[[Problem], None]) -> SettingsLayers:
    """Returns the settings by origin; a damaged file is reported to `problem_occurred`."""
    stored, policy = config_files.load_settings(problem_occurred), config_files.load_policy()
    return SettingsLayers.of_plain(stored, environment_endpoint(), policy)


def environment_endpoint() -> EnvironmentEndpoint:
    """Returns the endpoint that the environment names."""
    return environment_endpoint_in(os.environ)


def open_store(keep_history: bool) -> "Callable[[Callable[[Problem], None]], Store]":
    """Returns a function that opens the history.

    If the store cannot be used, the history is kept in memory until it can be, and the function reports why to its
    argument.
    """

    def opened(problem_occurred: Callable[[Problem], None]) -> "Store":
        if not keep_history:
            return memory_store.MemoryStore()
        return opening.open_or_stand_in(paths.folders().data, problem_occurred)

    return opened


def aside_files() -> "AsideFiles":
    """Returns what was set aside in the user's data folder."""
    return aside.AsideFiles(paths.folders().data)


def backup_reader(path: Path) -> "UnpackBackup":
    """Returns the function that unpacks and checks a backup; its images go through a decoder of its own."""

    def unpack(step: "Step") -> "PutBackup":
        folder = paths.folders().data
        images = decoder()

        def is_readable(data: bytes) -> bool:
            try:
                images.decode(data, path.name)
            except ImageRejectedError:
                return False
            return True

        try:
            backup = unpacking.unpack_backup(path, folder, is_readable, step)
        finally:
            images.close()
        try:
            sqlite_store.SqliteStore(backup.folder).close()  # checks that it can be used
        except Exception:
            shutil.rmtree(backup.folder, ignore_errors=True)
            raise StorageError(Problem(ProblemKind.NOT_A_BACKUP, path.name)) from None

        def put_in_place() -> "RestoredBackup":
            try:
                old = switch.switch(backup.folder, folder, date.today())
            except OSError as error:
                raise storage_errors.to_storage_error(error) from None
            return store_port.RestoredBackup(backup.sidecar, old, backup.left_out, backup.returned)

        return put_in_place

    return unpack


def keep_from_outside(turn: Turn, images: tuple[EncodedImage, ...]) -> None:
    """Stores a turn of the command line, in the inbox if a window has the store open. Raises StorageError."""
    folder = paths.folders().data
    try:
        store = opening.open_for_command(folder)
    except StorageError as failed:
        if not opening.can_wait(failed):
            raise
        try:
            cli_inbox.CliInbox(folder / "inbox").leave(turn, images)
        except OSError as error:
            raise storage_errors.to_storage_error(error) from None
        return
    try:
        store.save_images(images)
        store.save_turns([turn])
    finally:
        store.close()
