"""The history: its list, the open conversation, and the workspace of each."""

import asyncio

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.geometry.rect import Rect
from desktop.core.workspace.draft import Draft
from desktop.services.ports.provider import AnswerChunk
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_draft_is_kept_while_somebody_types_on() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])

        def is_kept_after_a_letter_more() -> bool:
            program.workspace.set_prompt(program.workspace.draft.prompt + "x")
            kept = program.store.draft(program.history.conversation.id)
            return kept is not None and kept.prompt != ""

        await until(is_kept_after_a_letter_more)
        await program.close()

    on_the_loop(run())


def test_leaving_before_the_last_draft_is_restored_keeps_it() -> None:
    async def run() -> None:
        program = Program([])
        program.store.save_draft("c", Draft("half a question"))
        program.history.restore()
        program.history.save_draft()
        await program.close()
        assert program.store.last_draft() == ("c", Draft("half a question"))

    on_the_loop(run())


def test_what_is_deleted_while_it_answers_stays_deleted() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("half"), 60.0])
        turn = await program.start("what?")
        await until(lambda: program.turns[-1].answer)
        await program.ask.stop_and_wait(turn.conversation_id)
        assert program.turns[-1].stage is Stage.STOPPED
        program.history.delete(turn.conversation_id)
        program.storage.save_turn(turn)
        await program.close()
        assert program.store.page(0, 9) == ()

    on_the_loop(run())


def test_opening_a_conversation_that_is_answering_shows_its_newest_state() -> None:
    async def run() -> None:
        seen = asyncio.Event()
        program = Program([AnswerChunk("begun"), seen, AnswerChunk(" and done"), STOP])
        turn = await program.start("one")
        await until(lambda: program.turns[-1].answer == "begun")
        program.history.start_new()
        program.history.open(turn.conversation_id)
        await until(lambda: program.history.conversation.id == turn.conversation_id)
        assert program.history.conversation.turns[0].answer == "begun"
        seen.set()
        await program.ended(turn)
        assert program.history.conversation.turns[0].answer == "begun and done"
        await program.close()

    on_the_loop(run())


def test_each_conversation_has_its_desk() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        picture = image()
        program.workspace.change("Paste", program.workspace.draft.with_images([picture]))
        turn = await program.ended(await program.start("one", picture))
        program.workspace.set_prompt("half-ty")
        program.history.start_new()
        assert program.workspace.draft == Draft()
        program.workspace.set_prompt("another")
        program.history.open(turn.conversation_id)
        await until(lambda: program.history.conversation.id == turn.conversation_id)
        assert program.workspace.draft == Draft("half-ty", (picture,))
        await program.close()

    on_the_loop(run())


def test_a_draft_stays_in_the_list_and_what_new_took_away_comes_back() -> None:
    async def run() -> None:
        program = Program([])
        picture = image()
        program.workspace.change("Paste", program.workspace.draft.with_images([picture]))
        program.workspace.set_prompt("half typed")
        before, generation = program.history.conversation.id, program.workspace.generation
        program.history.start_new()
        assert program.history.conversation.id != before
        assert program.workspace.draft == Draft()
        assert program.workspace.generation == generation + 1  # what is still on its way was meant for the other one
        await until(lambda: program.history.summaries)
        (row,) = program.history.summaries
        assert (row.id, row.title, row.images, row.is_draft) == (before, "half typed", 1, True)
        assert program.history.can_undo
        program.history.undo()
        await until(lambda: program.history.conversation.id == before)
        assert program.workspace.draft == Draft("half typed", (picture,))
        assert not program.history.can_undo
        await program.close()

    on_the_loop(run())


def test_new_twice_is_new_once_and_an_empty_draft_is_no_row() -> None:
    async def run() -> None:
        program = Program([])
        program.workspace.set_prompt("half typed")
        draft = program.history.conversation.id
        program.history.start_new()
        new = program.history.conversation.id
        program.history.start_new()
        assert program.history.conversation.id == new
        program.history.open(draft)
        await until(lambda: program.workspace.draft.prompt)
        program.workspace.set_prompt("  ")
        program.history.start_new()
        await until(lambda: program.history.summaries == ())
        assert program.store.page(0, 9) == ()
        assert not program.history.can_undo
        await program.close()

    on_the_loop(run())


def test_what_open_took_away_comes_back_until_something_else_is_taken_away() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        turn = await program.ended(await program.start("one"))
        program.history.start_new()
        program.workspace.set_prompt("half typed")
        draft = program.history.conversation.id
        left: list[str] = []
        program.history.draft_left.connect(left.append)
        program.history.open(turn.conversation_id)
        await until(lambda: program.history.conversation.id == turn.conversation_id)
        assert left == ["half typed"]
        program.history.undo()
        await until(lambda: program.history.conversation.id == draft)
        assert program.workspace.draft == Draft("half typed")
        program.history.start_new()
        program.history.delete(turn.conversation_id)
        program.history.undo()
        await until(lambda: len(program.history.summaries) == 2)
        assert program.workspace.draft == Draft()
        assert not program.history.can_undo
        await program.close()

    on_the_loop(run())


def test_a_deleted_draft_comes_back_with_the_pixels_under_its_covers() -> None:
    async def run() -> None:
        program = Program([])
        covered = image().with_annotation(Redaction("r", Rect(2, 2, 30, 30)))
        program.workspace.change("Paste", program.workspace.draft.with_images([covered]))
        draft = program.history.conversation.id
        program.history.delete(draft)
        assert program.workspace.draft == Draft()
        program.history.undo()
        await until(lambda: program.history.conversation.id == draft)
        assert program.workspace.draft == Draft("", (covered,))
        program.history.delete(draft)
        program.history.purge_deleted()
        assert not program.history.can_undo
        await program.close()
        assert program.store.page(0, 9) == ()
        assert program.store.draft(draft) is None

    on_the_loop(run())


def test_what_is_typed_while_another_conversation_is_read_belongs_to_the_one_before() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        turn = await program.ended(await program.start("one"))
        program.history.start_new()
        program.workspace.set_prompt("half")
        draft = program.history.conversation.id
        program.history.open(turn.conversation_id)
        program.workspace.set_prompt("half typed")
        await until(lambda: program.history.conversation.id == turn.conversation_id)
        await program.close()
        kept = program.store.draft(draft)
        assert kept == Draft("half typed")

    on_the_loop(run())


def test_a_draft_that_is_asked_is_no_draft_any_more() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        program.workspace.set_prompt("one")
        program.history.save_draft()
        await until(lambda: [row.is_draft for row in program.history.summaries] == [True])
        await program.ended(await program.start("one"))
        assert [(row.title, row.is_draft) for row in program.history.summaries] == [("one", False)]
        await program.close()
        assert [row.is_draft for row in program.store.page(0, 9)] == [False]

    on_the_loop(run())


def test_the_list_follows_renaming_and_deleting() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("a"), STOP])
        turn = await program.ended(await program.start("one"))
        assert [row.title for row in program.history.summaries] == ["one"]
        program.history.rename(turn.conversation_id, "  Mine ")
        await until(lambda: [row.title for row in program.history.summaries] == ["Mine"])
        assert program.history.conversation.title == "Mine"
        program.history.delete(turn.conversation_id)
        assert program.history.summaries == ()
        assert program.history.conversation == Conversation(program.history.conversation.id)
        await program.close()
        assert program.store.page(0, 9) == ()

    on_the_loop(run())


def test_the_list_is_read_in_pages() -> None:
    async def run() -> None:
        program = Program([])
        program.store.save_turns([Turn.new(f"c{at}", f"q{at}", "m", "h", float(at)) for at in range(230)])
        program.history.restore()
        await until(lambda: len(program.history.summaries) == 100)
        program.history.read_more()
        program.history.read_more()
        await until(lambda: len(program.history.summaries) == 200)
        program.history.read_more()
        await until(lambda: len(program.history.summaries) == 230)
        await program.close()

    on_the_loop(run())
