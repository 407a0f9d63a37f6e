"""The OCR queue: what is read first, once for each image, and what becomes of a reader that fails."""

import asyncio
from dataclasses import replace

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult, UnreadLine
from desktop.core.workspace.draft import Draft
from desktop.services.ocr import ocr_worker
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ports.provider import AnswerChunk, FinishReason
from tests.services.fakes import Step, lines_of
from tests.services.ocr_inputs import images
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")

SAID: list[Step] = [AnswerChunk("An answer."), AnswerChunk(finish=FinishReason.STOP)]


def test_what_is_looked_at_is_read_first_and_everything_once() -> None:
    async def run() -> None:
        program = Program(SAID)
        workspace_images = await images(program, (10, 10), (20, 10), (30, 10))
        program.reader.go.clear()
        program.ocr_queue.prioritize(Draft(images=tuple(workspace_images), current_index=0))
        await until(lambda: program.reader.read_sizes)
        program.ocr_queue.prioritize(
            Draft(images=tuple(workspace_images), current_index=2)
        )  # meanwhile another is looked at
        program.reader.go.set()
        await until(lambda: all(program.ocr_queue.cached(image) is not None for image in workspace_images))
        assert program.reader.read_sizes == [(10, 10), (30, 10), (20, 10)]
        program.ocr_queue.prioritize(Draft(images=tuple(workspace_images), current_index=1))
        assert (await program.ocr_queue.recognize(workspace_images[0])).size == (10, 10)
        assert len(program.reader.read_sizes) == 3
        await program.close()

    on_the_loop(run())


def test_what_somebody_waits_for_comes_before_all_else_and_what_left_the_desk_is_not_read() -> None:
    async def run() -> None:
        program = Program(SAID)
        workspace_images = await images(program, (10, 10), (20, 10), (30, 10), (40, 10))
        program.reader.go.clear()
        program.ocr_queue.prioritize(Draft(images=tuple(workspace_images)))
        await until(lambda: program.reader.read_sizes)
        wanted = asyncio.ensure_future(program.ocr_queue.recognize(workspace_images[3]))
        await asyncio.sleep(0)
        program.ocr_queue.prioritize(Draft(images=(workspace_images[0], workspace_images[2], workspace_images[3])))
        program.reader.go.set()
        await wanted
        await until(lambda: program.ocr_queue.cached(workspace_images[2]) is not None)
        assert program.reader.read_sizes == [(10, 10), (40, 10), (30, 10)]
        assert program.ocr_queue.problem(workspace_images[1]) is None
        await program.close()

    on_the_loop(run())


def test_covers_and_crops_need_no_second_reading_and_a_turn_does() -> None:
    async def run() -> None:
        program = Program(SAID)
        (image,) = await images(program, (400, 300))
        program.reader.says[400, 300] = lines_of("open", "secret")
        program.reader.says[300, 400] = lines_of("sideways", size=(300, 400))
        assert (await program.ocr_queue.recognize(image)).text == "open\nsecret"
        covered = image.with_annotation(Redaction("r", Rect(0, 34, 100, 60)))
        assert (await program.ocr_queue.recognize(covered)).text == "open"
        assert program.ocr_queue.cached(covered) is program.ocr_queue.cached(covered), "made once"
        assert len(program.reader.read_sizes) == 1
        turned = await program.ocr_queue.recognize(image.rotated(1))
        assert turned.size == (300, 400) and turned.lines[0].rect == Rect(10, 10, 74, 30)
        assert program.reader.read_sizes == [(400, 300), (300, 400)]
        await program.close()

    on_the_loop(run())


def test_a_reader_that_fails_says_so_once_and_is_asked_again_only_when_somebody_wants_it() -> None:
    async def run() -> None:
        program = Program(SAID)
        failed: list[Problem] = []
        program.ocr_queue.failed.connect(failed.append)
        (image,) = await images(program, (10, 10))
        program.reader.says[10, 10] = Problem(ProblemKind.OCR_CRASHED)
        for _ in range(3):
            program.ocr_queue.prioritize(program.workspace.draft)
            await until(lambda: program.ocr_queue.problem(image) is not None)
        assert [problem.kind for problem in failed] == [ProblemKind.OCR_CRASHED]
        assert len(program.reader.read_sizes) == 1
        with pytest.raises(OcrError):
            await program.ocr_queue.recognize(image)
        program.reader.says[10, 10] = lines_of("now", size=(10, 10))
        assert (await program.ocr_queue.recognize(image)).text == ""  # its lines lie outside of so small a picture
        assert program.ocr_queue.problem(image) is None
        await program.close()

    on_the_loop(run())


def test_what_was_not_read_to_its_end_is_read_again_only_when_somebody_wants_it() -> None:
    async def run() -> None:
        program = Program(SAID)
        (image,) = await images(program, (400, 300))
        whole = lines_of("open", "secret")
        program.reader.says[400, 300] = replace(whole, unread=(UnreadLine(Rect(0, 34, 400, 60), NOT_REACHED),))
        assert (await program.ocr_queue.recognize(image)).unread
        program.reader.says[400, 300] = whole
        program.ocr_queue.request(image)
        assert (await program.ocr_queue.recognize(image)).unread
        program.ocr_queue.request(image, is_retry=True)
        assert not (await program.ocr_queue.recognize(image)).unread
        program.ocr_queue.request(image, is_retry=True)
        assert len(program.reader.read_sizes) == 2, "nothing is missing"
        await program.close()

    on_the_loop(run())


def test_the_reader_rests_when_nothing_is_wanted_for_a_while() -> None:
    async def run() -> None:
        program = Program(SAID)
        (image,) = await images(program, (10, 10))
        await program.ocr_queue.recognize(image)
        await until(lambda: program.reader.rested == 1)
        await program.close()

    on_the_loop(run())


def test_progress_is_told_only_of_what_takes_long_and_of_no_other_image(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        program = Program(SAID)
        heard: list[tuple[float | None, float | None]] = []
        first, second = await images(program, (10, 10), (20, 10))
        queue = program.ocr_queue
        queue.progressed.connect(lambda: heard.append((queue.progress(first), queue.progress(second))))
        await program.ocr_queue.recognize(first)
        await asyncio.sleep(0)
        assert heard == []
        monkeypatch.setattr("desktop.services.ocr.ocr_worker.LONG_S", -1.0)
        await program.ocr_queue.recognize(second)
        await until(lambda: heard == [(None, 0.5), (None, None)])
        await program.close()

    on_the_loop(run())


def test_no_progress_is_told_once_the_program_is_being_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would show it may be gone by then."""
    monkeypatch.setattr(ocr_worker, "LONG_S", -1.0)

    async def run() -> None:
        program = Program(SAID)
        (image,) = await images(program, (10, 10))
        heard: list[float | None] = []
        program.ocr_queue.progressed.connect(lambda: heard.append(program.ocr_queue.progress(image)))
        program.reader.go.clear()
        asked = asyncio.ensure_future(program.ocr_queue.recognize(image))
        await until(lambda: heard == [0.5])
        asked.cancel()
        await program.close()
        program.reader.go.set()
        await asyncio.gather(asked, return_exceptions=True)
        await asyncio.sleep(0)
        assert heard == [0.5]

    on_the_loop(run())


def test_a_long_reading_that_nobody_wants_any_more_makes_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_worker, "LONG_S", 0.05)

    async def run() -> None:
        program = Program(SAID)
        long, other = await images(program, (900, 9), (40, 30))
        program.reader.go.clear()  # it takes for ever
        program.workspace.set_draft(Draft(images=(long,)))
        program.ocr_queue.prioritize(program.workspace.draft)
        asked = asyncio.ensure_future(program.ocr_queue.recognize(long))
        await until(lambda: program.reader.read_sizes == [(900, 9)])
        program.workspace.set_draft(Draft(images=(other,)))
        program.ocr_queue.prioritize(program.workspace.draft)
        await asyncio.sleep(0.2)
        assert program.reader.read_sizes == [(900, 9)], "somebody still waits for it"
        asked.cancel()
        await until(lambda: program.ocr_queue.cached(other) is not None)
        assert program.ocr_queue.cached(long) is None and program.ocr_queue.problem(long) is None
        assert (await program.ocr_queue.recognize(long)).size == (900, 9), "it is read when it is wanted again"
        await program.close()

    on_the_loop(run())


# the guard: nothing leaves unless it was looked through


def test_what_was_read_without_faces_is_read_again_once_they_are_looked_for() -> None:
    async def run() -> None:
        program, is_on = Program(SAID), [False]
        queue = OcrQueue(program.tasks, program.image_pipeline, program.reader, 0.05, lambda: is_on[0])
        (image,) = await images(program, (30, 20))
        without = await queue.recognize(image)
        assert without.faces is None and queue.cached(image) == without
        is_on[0] = True
        program.reader.says[(30, 20)] = OcrResult((30, 20), faces=(Rect(4, 4, 12, 14),))
        assert queue.cached(image) is None
        queue.prioritize(Draft(images=(image,)))
        assert (await queue.recognize(image)).faces == (Rect(4, 4, 12, 14),)
        assert program.reader.read_sizes == [(30, 20), (30, 20)]
        is_on[0] = False
        assert queue.cached(image) is not None
        await program.close()

    on_the_loop(run())
