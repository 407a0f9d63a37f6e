"""Decoding an image: what is done beside it has ended with it."""

import asyncio
import threading

import pytest

from desktop.adapters.decoding.decoder import Decoder
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.pixel_buffer import DecodedImage
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")


class RefusingDecoder(Decoder):
    """Refuses every file at once."""

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage:
        raise ImageRejectedError(Problem(ProblemKind.TRUNCATED, name))


def test_a_file_that_is_refused_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(data: bytes) -> str:
        threading.Event().wait(0.3)
        return sha256_hex(data)

    monkeypatch.setattr("desktop.services.image.image_pipeline.sha256_hex", late)

    async def run() -> None:
        room = Room(decoder=RefusingDecoder())
        with pytest.raises(ImageRejectedError):
            await room.image_pipeline.decode(b"no picture", "x.png")
        assert asyncio.all_tasks() == {asyncio.current_task()}
        await room.close()

    on_the_loop(run())
