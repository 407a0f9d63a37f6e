"""A desk for runs in this process: everything that they need, with a real decoder, store and provider."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.line_spool import TemporarySpool
from desktop.adapters.ledger.batch_ledger import BatchLedger
from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.adapters.providers.batch.batch_lines import read_result_line, request_line
from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.adapters.system.image_sources import images_to_list, read_file
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.many.run import RunPlan
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.typed.typed_text import TypedFinding, locate_private_in_text
from desktop.core.settings.settings import Settings
from desktop.services.asking.rate.paces import Paces
from desktop.services.many.live_run import LiveRun
from desktop.services.many.rows.listing import Listing
from desktop.services.many.rows.row_preparation import RowPreparation
from desktop.services.many.run_control import RunState
from desktop.services.many.run_parts import RunParts
from desktop.services.many.runs import PictureRuns
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.tasks import DaemonThreads


class Endpoint(Protocol):
    """A server on loopback."""

    @property
    def url(self) -> str: ...


class Recognizer:
    """Reads the same words on every picture, for those that have not been covered."""

    def __init__(self, words: str = "") -> None:
        self.words = words

    def read(
        self, pixels: PixelBuffer, progress: Callable[[float], None] = lambda _: None, with_faces: bool = False
    ) -> OcrResult:
        if not self.words or pixels.image().getpixel((10, 8)) == (0, 0, 0):
            return OcrResult((pixels.width, pixels.height))
        line = OcrLine((OcrWord(self.words, Rect(4, 4, 40, 12)),), 2)
        return OcrResult((pixels.width, pixels.height), (TextBlock(TextBlockKind.TEXT, ((line,),)),))

    def stop(self) -> None: ...
    def interrupt(self) -> None: ...


async def found_nothing(settings: Settings) -> None:
    """No limit is set."""


async def open_image(address: str) -> EncodedImage:
    """No answer has an image here."""
    raise AssertionError(address)


class Desk:
    """Everything that runs need, with a real decoder, store and provider."""

    def __init__(self, home: Path, url: str, words: str = "", **settings: Any) -> None:
        self.settings, self.locked = Settings(endpoint=url, model="m", answers="endpoint", **settings), frozenset[str]()
        self.decoder, self.threads = Decoder(), DaemonThreads(2, "rows")
        self.provider, recognizer = OpenAIProvider(), Recognizer(words)
        self.url, self.stores = url, RunFolder(home / "runs")

        async def provider(endpoint: str) -> OpenAIProvider:
            return self.provider

        async def key(settings: Settings) -> str | None:
            return None

        async def of_bytes(image: EncodedImage) -> OcrResult:
            return recognizer.read(PixelBuffer.of(image.image()))

        async def of_image(image: Any) -> OcrResult:
            return recognizer.read(self.decoder.decode(image.source.data).pixels)

        async def find_typed(text: str) -> tuple[TypedFinding, ...]:
            return locate_private_in_text(text)

        self.parts = RunParts(
            RowPreparation(read_file, self.decoder, recognizer),
            self.in_thread,
            lambda: self.settings,
            lambda: self.locked,
            provider,
            key,
            SendGuard(of_image, of_bytes, self.in_thread),
            open_image,
            find_typed,
            found_nothing,
            lambda settings, usd: None,
            Paces(),
            self.provider.batches,
            TemporarySpool,
            request_line,
            read_result_line,
            BatchLedger(LedgerFiles(home / "ledger"), self.in_thread),
            poll_s=(0.01, 0.02),
        )
        self.listing = Listing(images_to_list, read_file, self.decoder)
        self.runs = PictureRuns(self.listing, self.stores, self.parts)

    async def in_thread(self, call: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.wrap_future(self.threads.submit(call, *args))

    def plan(self, **more: Any) -> RunPlan:
        """Returns the plan of a run at the endpoint."""
        return RunPlan("x", "Read it.", self.url, "m", "auto", **more)

    async def close(self) -> None:
        await self.provider.close()
        self.decoder.close()
        self.threads.shutdown()


def with_desk(
    home: Path, endpoint: Endpoint, story: Callable[[Desk], Awaitable[None]], words: str = "", **settings: Any
) -> None:
    """Runs a story on a desk of its own."""

    async def told() -> None:
        desk = Desk(home, endpoint.url, words, **settings)
        try:
            await story(desk)
        finally:
            await desk.close()

    asyncio.run(told())


async def finished(run: LiveRun) -> None:
    """Starts a run and waits until it has finished or paused."""
    ended = asyncio.Event()
    end = run.listen(lambda update: ended.set() if update.state in (RunState.FINISHED, RunState.PAUSED) else None)
    run.start()
    await ended.wait()
    end()
