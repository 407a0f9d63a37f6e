"""Thumbnails of what was sent."""

import pytest

from desktop.services.conversation.thumbnails import Thumbnails, thumbnail_of
from desktop.services.ports.provider import AnswerChunk
from tests.helpers.images import png
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_thumbnail_is_small() -> None:
    thumbnail = thumbnail_of(png(1000, 500))
    assert thumbnail is not None
    assert (thumbnail.width, thumbnail.height) == (192, 96)
    assert thumbnail_of(b"rubbish") is None


def test_thumbnails_come_from_what_was_sent() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        thumbnails = Thumbnails(program.tasks, program.storage)
        ready_ids: list[str] = []
        thumbnails.ready.connect(lambda image_id, _: ready_ids.append(image_id))
        turn = await program.ended(await program.start("one", image()))
        thumbnails.want("0" * 64)
        thumbnails.want(turn.images[0].id)
        await until(lambda: ready_ids == [turn.images[0].id])
        await until(lambda: "thumbnails" not in program.tasks.names)
        await program.close()

    on_the_loop(run())
