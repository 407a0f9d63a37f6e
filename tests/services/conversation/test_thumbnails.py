"""Thumbnails of what was sent, and of drafts."""

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
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
        thumbnails = Thumbnails(program.tasks, program.storage, program.image_pipeline.thumbnail)
        ready_ids: list[str] = []
        thumbnails.ready.connect(lambda image_id, _: ready_ids.append(image_id))
        turn = await program.ended(await program.start("one", image()))
        thumbnails.want("0" * 64)
        thumbnails.want(turn.images[0].id)
        await until(lambda: ready_ids == [turn.images[0].id])
        await until(lambda: "thumbnails" not in program.tasks.names)
        await program.close()

    on_the_loop(run())


def test_the_thumbnail_of_a_draft_is_covered_and_one_of_an_older_state_is_not_made() -> None:
    async def run() -> None:
        program = Program([])
        thumbnails = Thumbnails(program.tasks, program.storage, program.image_pipeline.thumbnail)
        ready: dict[str, PixelBuffer] = {}
        thumbnails.ready.connect(ready.__setitem__)
        plain = image()
        covered = plain.with_annotation(Redaction("r", Rect(0, 0, 80, 60)))
        program.storage.save_draft("c", Draft("", (covered,)))
        thumbnails.want_of_draft("c", plain.content_key)
        thumbnails.want_of_draft("c", covered.content_key)
        thumbnails.want_of_draft("gone", covered.content_key)
        await until(lambda: ready)
        await until(lambda: "thumbnails" not in program.tasks.names)
        assert list(ready) == [covered.content_key]
        colors = ready[covered.content_key].image().getcolors() or []
        assert len(colors) == 1
        await program.close()

    on_the_loop(run())
