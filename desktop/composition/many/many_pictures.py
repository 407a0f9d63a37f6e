"""The constructor calls of runs over many pictures, shared by the window and the command line."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from desktop import paths
from desktop.adapters.files.line_spool import TemporarySpool
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.providers.batch.batch_lines import read_result_line, request_line
from desktop.adapters.providers.provider_entry import OpenProvider
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.adapters.system.image_sources import images_to_list, read_file
from desktop.composition import config_files, factories, ledger
from desktop.composition.many.run_account import run_account
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.left_out import families_off
from desktop.core.privacy.typed.typed_text import TypedFinding, locate_private_in_text
from desktop.core.settings.settings import Settings
from desktop.services.asking.rate.paces import Paces
from desktop.services.asking.send_question import FindKey
from desktop.services.image.answer_image import open_answer_image
from desktop.services.many.rows.decoders import Decoders
from desktop.services.many.rows.listing import Listing
from desktop.services.many.rows.row_preparation import RowPreparation
from desktop.services.many.run_parts import RunParts
from desktop.services.many.runs import PictureRuns
from desktop.services.ports.batch import BatchService, FindBatches
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.tasks import DaemonThreads

FindOpenProvider = Callable[[str], Awaitable[OpenProvider]]
PREPARING_THREADS = 2  # with a decoder each: two cores are kept busy; chosen


@dataclass(frozen=True, slots=True)
class RunsAndTools:
    """The runs, and the child processes that they share; `close` ends those."""

    runs: PictureRuns
    parts: RunParts
    decoder: Decoders
    reader: OcrReader
    threads: DaemonThreads

    def close(self) -> None:
        """Ends the child processes and the threads."""
        self.decoder.close()
        self.reader.close()
        self.threads.shutdown(wait=False)


def build_runs(
    settings: Callable[[], Settings],
    locked: Callable[[], Collection[str]],
    provider: "Callable[[OcrReader], FindOpenProvider]",
    key: FindKey,
    paces: Paces,
) -> RunsAndTools:
    """Makes the runs with tools of their own, so that no row is in the way of a question. Nothing is started.

    `settings` returns those in force, `locked` what a policy sets; `provider` makes what finds an endpoint's provider.
    """
    decoder, reader = _decoders(settings), factories.reader(lambda: settings().find_faces)
    threads = DaemonThreads(PREPARING_THREADS, "askance-rows")
    patterns = config_files.load_patterns(config_files.load_policy())
    readers, account = _RowReaders(decoder, reader, threads), run_account(locked)

    async def find_typed(text: str) -> tuple[TypedFinding, ...]:
        search = text, patterns.patterns, families_off(settings())
        found: tuple[TypedFinding, ...] = await readers.in_thread(locate_private_in_text, *search)
        return found

    find_provider = provider(reader)
    parts = RunParts(
        RowPreparation(read_file, decoder, reader, patterns.patterns),
        readers.in_thread,
        settings,
        locked,
        find_provider,
        key,
        SendGuard(readers.of_image, readers.of_bytes, readers.in_thread, patterns, lambda: families_off(settings())),
        readers.open_image,
        find_typed,
        lambda now: readers.in_thread(account.find_spending, now),
        account.find_limit,
        paces,
        _batches_of(find_provider),
        TemporarySpool,
        request_line,
        read_result_line,
        ledger.batch_ledger(readers.in_thread),
        account.enter,
    )
    listing = Listing(images_to_list, read_file, decoder)
    return RunsAndTools(PictureRuns(listing, RunFolder(paths.folders().runs), parts), parts, decoder, reader, threads)


def _decoders(settings: Callable[[], Settings]) -> Decoders:
    return Decoders([factories.decoder(lambda: settings().open_heic) for _ in range(PREPARING_THREADS)])


def _batches_of(find_provider: FindOpenProvider) -> FindBatches:
    async def find_batches(endpoint: str, key: str | None) -> BatchService:
        return await (await find_provider(endpoint)).batches(endpoint, key)

    return find_batches


class _RowReaders:
    """Reads images in the threads that prepare rows."""

    def __init__(self, decoder: Decoders, reader: OcrReader, threads: DaemonThreads) -> None:
        self._decoder = decoder
        self._reader = reader
        self._threads = threads

    async def in_thread(self, call: Callable[..., Any], *args: Any) -> Any:
        """Returns the result of a blocking call."""
        return await asyncio.wrap_future(self._threads.submit(call, *args))

    async def of_image(self, image: AnnotatedImage) -> OcrResult:
        """Returns the text of a source image. Raises OcrError and ImageRejectedError."""
        text: OcrResult = await self.in_thread(factories.read_source, self._reader, self._decoder, image)
        return text

    async def of_bytes(self, image: EncodedImage) -> OcrResult:
        """Returns the text of the bytes that are sent. Raises OcrError."""
        text: OcrResult = await self.in_thread(lambda: self._reader.read(PixelBuffer.of(image.image())))
        return text

    async def open_image(self, address: str) -> EncodedImage:
        """Returns an image of an answer. Raises ImageRejectedError."""
        image: EncodedImage = await self.in_thread(open_answer_image, self._decoder, address)
        return image
