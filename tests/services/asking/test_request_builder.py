"""Requests as they are built ahead of time: which images go along, and how."""

from dataclasses import replace

import pytest

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.settings.settings import Settings
from desktop.services.ports.provider import AnswerChunk
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class ForgetfulStore(MemoryStore):
    """A store that has no image any more once `has_lost_images` is set."""

    has_lost_images = False

    def image_bytes(self, image_id: str) -> bytes | None:
        return None if self.has_lost_images else super().image_bytes(image_id)


def test_the_request_is_made_ready_before_anybody_asks_and_stays_the_same_object() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        question = RequestInputs(Settings(), program.history.conversation, "what?", (image(),))
        ready: list[bool] = []
        program.request_builder.ready.connect(lambda: ready.append(True))
        assert program.request_builder.try_build(question) is None
        await until(lambda: ready)
        prepared = program.request_builder.try_build(question)
        assert prepared is not None
        assert program.request_builder.try_build(replace(question, prompt="what")) is not None
        assert await program.request_builder.build(question) is prepared
        await program.ended(await program.start("what?", *question.images, settings=question.settings))
        assert program.provider.requests == [prepared.request]
        assert program.provider.requests[0] is prepared.request
        await program.close()

    on_the_loop(run())


def test_typing_does_not_start_the_preparing_again() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        question = RequestInputs(Settings(), program.history.conversation, "", (image(3000),))
        for at in range(5):
            assert program.request_builder.try_build(replace(question, prompt="x" * at)) is None
        assert len([name for name in program.tasks.names if name.startswith("build request")]) == 1
        await until(lambda: program.request_builder.try_build(question))
        await program.close()

    on_the_loop(run())


def test_each_picture_goes_at_its_own_detail_and_with_its_marks() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        small = replace(image(900), detail="low")
        marked = image(80).with_annotation(NumberBadge("n", Rect(10, 10, 40, 30), 1))
        turn = await program.ended(await program.start("what is ①?", small, marked))
        first, second = program.provider.requests[0].images
        assert (first.detail, max(first.size)) == ("low", 512)
        assert (second.detail, second.size) == ("auto", (80, 60))
        assert "Marks on picture 2 (80×60" in program.provider.requests[0].messages[-1].about
        assert [len(sent.badges) for sent in turn.images] == [0, 1]
        assert turn.estimated_tokens > 85 + 255
        await program.close()

    on_the_loop(run())


def test_a_sheet_goes_in_its_latest_state_alone() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        bare = image()
        covered = bare.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
        for at, shown in enumerate((bare, bare, covered, covered, bare, bare)):
            await program.ended(await program.start(str(at), shown))
        requests = program.provider.requests
        assert [len(request.messages[-1].images) for request in requests] == [1, 0, 1, 0, 1, 0]
        assert [len(request.images) for request in requests] == [1] * 6
        first, second = requests[0].images[0].id, requests[2].images[0].id
        assert [request.images[0].id for request in requests] == [first, first, second, second, first, first]
        assert "left out now" in requests[2].messages[0].about
        await program.close()

    on_the_loop(run())


def test_pictures_go_small_or_not_at_all_in_later_questions() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        large, plain, out = (
            image(1200).with_resend_policy(ResendPolicy.REDUCED),
            image(90),
            image(100).with_resend_policy(ResendPolicy.OMIT),
        )
        first = await program.ended(await program.start("1", large, plain, out))
        assert [sent.resend_policy for sent in first.images] == [
            ResendPolicy.REDUCED,
            ResendPolicy.FULL,
            ResendPolicy.OMIT,
        ]
        assert len(program.provider.requests[0].images) == 3
        await program.ended(await program.start("2", large, plain, out))
        message = program.provider.requests[1].messages[0]
        assert [(encoded.detail, max(encoded.size)) for encoded in message.images] == [("low", 512), ("auto", 90)]
        assert message.about == "(1 of the pictures that were here is left out now.)"
        program.history.set_resend_policy(first.images[1].id, ResendPolicy.OMIT)
        program.history.set_resend_policy(first.images[2].id, ResendPolicy.FULL)
        await program.ended(await program.start("3"))
        assert [encoded.width for encoded in program.provider.requests[2].images] == [512, 100]
        await program.close()
        kept = program.store.conversation(first.conversation_id).turns[0]
        assert [sent.resend_policy for sent in kept.images] == [
            ResendPolicy.REDUCED,
            ResendPolicy.OMIT,
            ResendPolicy.FULL,
        ]

    on_the_loop(run())


def test_a_picture_that_was_left_out_and_is_pasted_again_goes() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        picture = image()
        await program.ended(await program.start("1", picture.with_resend_policy(ResendPolicy.OMIT)))
        await program.ended(await program.start("2", picture.duplicated()))
        assert [len(request.messages[0].images) for request in program.provider.requests] == [1, 0]
        assert len(program.provider.requests[1].messages[-1].images) == 1
        await program.close()

    on_the_loop(run())


def test_a_picture_that_is_gone_is_said() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP])
        store = ForgetfulStore()
        program.storage.switch_to(lambda problem_occurred: store, True)
        heard: list[Problem] = []
        program.request_builder.problem_occurred.connect(heard.append)
        first = await program.ended(await program.start("what?", image()))
        await until(lambda: store.image_bytes(first.images[0].id))
        store.has_lost_images = True
        await program.ended(await program.start("and?"))
        assert [problem.kind for problem in heard] == [ProblemKind.IMAGE_GONE]
        await program.close()

    on_the_loop(run())
