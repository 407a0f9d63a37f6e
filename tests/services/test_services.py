"""The owners of state: tasks, the keeper, the desk, arrivals, the darkroom, preferences, ask, history."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind, StorageError
from desktop.core.settings.policy import Policy
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.image_importer import ImportItem
from desktop.services.ports.provider import AnswerChunk
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.settings_service import KeyStatus, SettingsService
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import DaemonThreads, Tasks
from desktop.services.workspace import Workspace
from tests.adapters.system.memory_key_store import MemoryKeyStore
from tests.helpers.images import png
from tests.services.fakes import ScriptedProvider
from tests.services.program import STOP, Program, Room, image, provider_factory
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


# tasks


def test_a_task_replaces_the_one_of_its_name() -> None:
    done: list[str] = []

    async def work(name: str) -> None:
        try:
            await asyncio.sleep(0.05)
            done.append(name)
        except asyncio.CancelledError:
            done.append(f"{name} stopped")
            raise

    async def run() -> None:
        tasks = Tasks()
        slot = tasks.slot("x")
        slot.start(work("first"))
        await asyncio.sleep(0.01)
        slot.start(work("second"))
        assert slot.running
        await until(lambda: not slot.running)
        assert done == ["first stopped", "second"]
        assert not slot.stop()
        tasks.start("y", work("third"))
        await asyncio.sleep(0)
        await tasks.close()
        tasks.start("z", work("never"))

    on_the_loop(run())
    assert done == ["first stopped", "second", "third stopped"]


@pytest.mark.logs("task broken #1 failed")
def test_a_task_that_fails_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise RuntimeError("a question of the user's")

    async def run() -> None:
        tasks = Tasks()
        tasks.start("broken", broken())
        await until(lambda: not tasks.names)
        await tasks.close()

    on_the_loop(run())
    assert "failed" in caplog.text


def test_leaving_does_not_wait_for_a_thread_that_hangs() -> None:
    never = threading.Event()

    async def run() -> None:
        tasks = Tasks()

        async def wait() -> None:
            await tasks.run_blocking(never.wait)

        tasks.start("hangs", wait())
        await asyncio.sleep(0.02)
        async with asyncio.timeout(1):
            await tasks.close()

    on_the_loop(run())
    never.set()


def test_daemon_threads_hand_on_errors_and_refuse_after_the_end() -> None:
    threads = DaemonThreads(1, "askance-test")
    assert threads.submit(lambda a, b: a + b, 1, b=2).result(5) == 3
    with pytest.raises(ZeroDivisionError):
        threads.submit(lambda: 1 / 0).result(5)
    threads.shutdown()
    assert threads.submit(print).cancelled()


# the keeper


class StubbornStore(MemoryStore):
    """A store whose disk is full for as long as `full` says."""

    full = True

    def save_turns(self, turns: Any) -> None:
        if self.full:
            raise StorageError(Problem(ProblemKind.STORE_FULL))
        super().save_turns(turns)


@pytest.mark.logs("not kept: store_full")
def test_what_cannot_be_written_waits_and_is_said_once(qtbot: QtBot) -> None:
    store = StubbornStore()
    storage = StorageThread(lambda problem_occurred: store)
    storage.start()
    heard: list[Problem] = []
    storage.write_failed.connect(heard.append)
    first = Turn.new("c", "q0", "m", "h", 0.0)
    second = Turn.new("c", "q1", "m", "h", 1.0, first.id)
    with qtbot.waitSignal(storage.write_failed):
        storage.save_turn(first)
    with qtbot.waitSignal(storage.write_recovered):
        storage.save_turn(second)
        storage.save_turn(first.as_streaming("grown", 0.1))
        storage.save_draft("c", Draft("x"))
        store.full = False
        storage.save_draft("c", Draft("x"))
    storage.close()
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_FULL]
    assert [turn.answer for turn in store.conversation("c").turns] == ["grown", ""]
    assert store.draft("c") == Draft("x")


def test_a_conversation_that_is_deleted_does_not_come_back() -> None:
    store = MemoryStore()
    storage = StorageThread(lambda problem_occurred: store)
    storage.save_turn(Turn.new("c", "q", "m", "h", 1.0))
    storage.delete(("c",))
    storage.rename("c", "x")
    storage.save_turn(Turn.new("c", "late", "m", "h", 2.0))
    storage.close()
    assert store.page(0, 9) == ()


def test_what_comes_from_outside_is_kept_even_if_it_was_deleted_before() -> None:
    store = MemoryStore()
    storage = StorageThread(lambda problem_occurred: store)
    storage.delete(("c",))
    storage.undelete_imported(("c",))
    storage.save_turn(Turn.new("c", "q", "m", "h", 1.0))
    storage.close()
    assert [row.id for row in store.page(0, 9)] == ["c"]


# the desk


def test_every_step_is_named_and_undone_and_the_question_stays() -> None:
    workspace = Workspace()
    one, two = image(80), image(90)
    workspace.change("Paste", workspace.draft.with_images([one]))
    workspace.change("Drop", workspace.draft.with_images([two]))
    workspace.set_prompt("why?")
    workspace.change("Move picture", workspace.draft.moved(1, 0))
    assert workspace.steps.undo_name == "Move picture"
    workspace.undo()
    assert [each.id for each in workspace.draft.images] == [one.id, two.id]
    workspace.undo()
    workspace.undo()
    assert workspace.draft == Draft("why?")
    workspace.redo()
    assert [each.id for each in workspace.draft.images] == [one.id]
    assert workspace.steps.redo_name == "Drop"


def test_what_a_new_conversation_took_away_comes_back_with_the_question() -> None:
    workspace = Workspace()
    workspace.change("Paste", workspace.draft.with_images([image(80)]))
    workspace.set_prompt("half typed")
    before, sitting = workspace.draft, workspace.generation
    workspace.clear("New conversation")
    assert workspace.draft == Draft()
    assert workspace.generation == sitting + 1  # what is still on its way was meant for the desk that was there
    workspace.undo()
    assert workspace.draft == before
    workspace.redo()
    assert workspace.draft == Draft()


def test_looking_is_no_step_and_another_desk_has_its_own_history() -> None:
    workspace = Workspace()
    workspace.change("Paste", Draft("", (image(80), image(90)), 0))
    workspace.change("Look", workspace.draft.looking_at(1))
    assert len(workspace.steps.steps) == 1
    workspace.open(Draft("other"))
    assert workspace.steps.undo_name == ""


# arrivals, the darkroom, viewing


def test_every_door_leads_to_the_desk_and_what_is_not_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "good.png").write_bytes(png(70))
    (tmp_path / "text.png").write_text("not a picture")

    async def fetch(address: str) -> bytes:
        assert address == "https://x.example/p.png"
        return png(90)

    async def run() -> None:
        room = Room(fetch)
        room.image_importer.add(
            "Open",
            (
                ImportItem("good.png", path=tmp_path / "good.png"),
                ImportItem("text.png", path=tmp_path / "text.png"),
                ImportItem("gone.png", path=tmp_path / "gone.png"),
                ImportItem("pasted", data=png(80)),
                ImportItem("web", address="https://x.example/p.png"),
                ImportItem("nothing"),
            ),
        )
        await until(lambda: room.refused)
        assert [each.source.width for each in room.workspace.draft.images] == [70, 80, 90]
        assert [problem.kind for problem in room.refused] == [
            ProblemKind.NOT_A_IMAGE,
            ProblemKind.MISSING,
            ProblemKind.EMPTY,
        ]
        assert len(room.workspace.steps.steps) == 1
        await room.close()

    on_the_loop(run())


def test_too_many_at_once_are_bounded() -> None:
    async def run() -> None:
        room = Room()
        room.image_importer.add("Drop", tuple(ImportItem(str(at), data=png(20)) for at in range(60)))
        await until(lambda: room.refused)
        assert len(room.workspace.draft.images) == 50
        assert room.refused[0].kind is ProblemKind.TOO_MANY_IMAGES
        await room.close()

    on_the_loop(run())


def test_what_lies_on_the_desk_is_made_visible() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        shown: list[tuple[str, Any]] = []
        thumbnails: list[str] = []
        viewing.shown.connect(lambda key, levels: shown.append((key, levels)))
        viewing.thumbnail.connect(lambda image_id, _: thumbnails.append(image_id))
        draft = Draft("", (image(80), image(2000)), 1)
        viewing.look(draft)
        await until(lambda: shown and len(thumbnails) == 2)
        assert thumbnails == [each.id for each in draft.images]
        assert shown[0][0] == draft.images[1].source.key
        assert shown[0][1][0].width == 2000
        edited = draft.with_image(draft.images[0].rotated(1))
        viewing.look(edited)
        await until(lambda: len(thumbnails) == 3)
        assert thumbnails[-1] == draft.images[0].id
        viewing.look(Draft())
        assert shown[-1] == ("", ())
        await room.close()

    on_the_loop(run())


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


# preferences


def test_settings_apply_at_once_and_unknown_ones_survive(tmp_path: Path) -> None:
    written: list[dict[str, Any]] = []

    async def run() -> None:
        tasks = Tasks()
        key_store = ApiKeyStore(tmp_path / "keys.json", MemoryKeyStore)
        settings_service = SettingsService(tasks, key_store, {"theme": "dark", "from_the_future": 1}, written.append)
        heard: list[Settings] = []
        settings_service.changed.connect(heard.append)
        settings_service.change(model="gpt-5.4")
        settings_service.change(model="gpt-5.4")
        assert [each.model for each in heard] == ["gpt-5.4"]
        assert written == [{"from_the_future": 1, "theme": "dark", "model": "gpt-5.4"}]
        await tasks.close()

    on_the_loop(run())


def test_nobody_is_asked_who_answers_where_that_is_set(tmp_path: Path) -> None:
    def undecided(**of_policy: object) -> bool:
        key_store = ApiKeyStore(tmp_path / "keys.json", MemoryKeyStore)
        return SettingsService(Tasks(), key_store, {}, lambda _: None, Policy(tuple(of_policy.items()))).needs_choice

    assert undecided() and undecided(model="gpt-5.4")
    assert not undecided(answers="auto") and not undecided(endpoint="https://ai.example/v1")


def test_a_key_is_kept_told_of_and_forgotten_for_each_host(tmp_path: Path) -> None:
    async def run() -> None:
        tasks, store = Tasks(), MemoryKeyStore()
        key_store = ApiKeyStore(tmp_path / "keys.json", lambda: store)
        settings_service = SettingsService(tasks, key_store, {}, lambda values: None)
        heard: list[KeyStatus] = []
        settings_service.key_changed.connect(heard.append)
        settings_service.keep_key("sk-0123456789abcd", False)
        await until(lambda: heard and heard[-1].has_store)
        assert (heard[-1].source, heard[-1].ending) == ("system", "abcd")
        assert "0123" not in repr(heard)
        assert await settings_service.key("api.openai.com") == "sk-0123456789abcd"
        settings_service.change(endpoint="https://other.example/v1")
        await until(lambda: heard[-1].host == "other.example")
        assert await settings_service.key("other.example") is None
        settings_service.change(endpoint="https://api.openai.com/v1")
        settings_service.forget_key()
        await until(lambda: store.passwords == {} and heard[-1].source == "")
        await tasks.close()

    on_the_loop(run())


def test_a_change_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    def full(values: dict[str, Any]) -> None:
        raise StorageError(Problem(ProblemKind.SETTINGS_NOT_SAVED, "settings.json"))

    async def run() -> None:
        tasks = Tasks()
        settings_service = SettingsService(tasks, ApiKeyStore(tmp_path / "k", lambda: None), {}, full)
        heard: list[Problem] = []
        settings_service.problem_occurred.connect(heard.append)
        settings_service.change(theme="dark")
        assert [each.kind for each in heard] == [ProblemKind.SETTINGS_NOT_SAVED]
        assert settings_service.settings.theme == "dark"
        checked: list[EndpointCheckResult] = []
        check = EndpointCheck(tasks, settings_service, provider_factory(ScriptedProvider([])))
        check.checked.connect(checked.append)
        check.start()
        await until(lambda: checked)
        assert checked[0].models[0].name == "gpt-4o"
        await tasks.close()

    on_the_loop(run())


@pytest.mark.logs("importing an image failed")
def test_an_arrival_that_fails_by_our_fault_stops_nothing() -> None:
    async def broken(address: str) -> bytes:
        raise RuntimeError("a bug")

    async def run() -> None:
        room = Room(broken)
        settled: list[bool] = []
        room.image_importer.settled.connect(settled.append)
        room.image_importer.add("Fetch", (ImportItem("x", address="https://x.example/"), ImportItem("y", data=png())))
        await until(lambda: settled)
        assert settled == [False]
        assert not room.image_importer.is_busy
        assert [problem.kind for problem in room.refused] == [ProblemKind.IMAGE_INTERNAL_ERROR]
        assert len(room.workspace.draft.images) == 1
        await room.close()

    on_the_loop(run())


def test_what_arrives_for_another_desk_is_not_laid_on_this_one() -> None:
    async def slow(address: str) -> bytes:
        await asyncio.sleep(0.05)
        return png()

    async def run() -> None:
        room = Room(slow)
        room.image_importer.add("Fetch", (ImportItem("x", address="https://x.example/"),))
        await asyncio.sleep(0.01)
        room.workspace.open(Draft("other"))
        await until(lambda: room.refused)
        assert room.refused[0].kind is ProblemKind.CONVERSATION_CHANGED
        assert room.workspace.draft == Draft("other")
        await room.close()

    on_the_loop(run())


# ask and history


def test_a_question_its_pictures_and_the_next_one() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP])
        picture = image()
        first = await program.ended(await program.start("what?", picture))
        assert [each.stage for each in program.turns][:2] == [Stage.PREPARING, Stage.WAITING]
        assert (first.stage, first.answer, len(first.images)) == (Stage.DONE, "one", 1)
        await program.ended(await program.start("and?", picture))
        request = program.provider.requests[1]
        assert [message.text for message in request.messages] == ["what?", "one", "and?"]
        assert [len(message.images) for message in request.messages] == [1, 0, 0]
        assert request.images == program.provider.requests[0].images
        await program.close()
        assert [turn.answer for turn in program.store.conversation(first.conversation_id).turns] == ["one", "two"]

    on_the_loop(run())


def test_a_picture_whose_question_failed_goes_along_with_the_next() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.BAD_REQUEST, "h"))
        program = Program([refused], [AnswerChunk("ok"), STOP])
        picture = image()
        await program.ended(await program.start("what?", picture))
        await program.ended(await program.start("what now?", picture))
        assert [len(request.images) for request in program.provider.requests] == [1, 1]
        await program.close()

    on_the_loop(run())


def test_the_key_is_that_of_the_host_that_is_asked() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        settings = Settings(endpoint="https://asked.example/v1")
        await program.ended(await program.start("what?", settings=settings))
        assert program.asked_for_key_of == "asked.example"
        await program.close()

    on_the_loop(run())


def test_stopped_before_its_pictures_were_ready_it_takes_those_of_the_desk() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        picture = image()
        turn = Turn.new(program.history.conversation.id, "what?", "gpt-4o", "h", 1.0).stopped()  # as 0.1.0 kept it
        program.history.update_turn(turn)
        assert program.history.conversation.turns[-1].stage is Stage.STOPPED
        await program.again(turn.id, (picture,))
        await until(lambda: program.turns[-1].answer == "ok" and program.turns[-1].stage.ended)
        assert len(program.provider.requests[0].images) == 1
        await until(lambda: not program.ask.is_busy(turn.conversation_id))
        await program.close()

    on_the_loop(run())


@pytest.mark.logs("not kept: store_full")
def test_pictures_that_wait_for_the_disk_still_go_along() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP])
        program.store = StubbornStore()
        program.storage.switch_to(lambda problem_occurred: program.store, True)
        picture = image()
        await program.ended(await program.start("what?", picture))
        await program.ended(await program.start("and?", picture))
        assert [len(request.images) for request in program.provider.requests] == [1, 1]
        program.store.full = False
        await program.close()

    on_the_loop(run())


def test_a_picture_that_is_gone_is_said() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP])
        heard: list[Problem] = []
        program.request_builder.problem_occurred.connect(heard.append)
        await program.ended(await program.start("what?", image()))
        await until(lambda: program.store._images)
        program.store._images.clear()
        await program.ended(await program.start("and?"))
        assert [problem.kind for problem in heard] == [ProblemKind.IMAGE_GONE]
        await program.close()

    on_the_loop(run())


def test_the_store_can_be_changed_at_any_time() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        other = MemoryStore()
        program.storage.switch_to(lambda problem_occurred: other, False)
        turn = await program.ended(await program.start("what?"))
        await program.close()
        assert [row.id for row in other.page(0, 9)] == [turn.conversation_id]
        assert program.store.page(0, 9) == ()

    on_the_loop(run())


@pytest.mark.logs("not kept: store_ours")
def test_a_bug_in_the_store_loses_nothing(qtbot: QtBot) -> None:
    class Buggy(StubbornStore):
        def save_turns(self, turns: Any) -> None:
            if self.full:
                raise OverflowError("a bug")
            MemoryStore.save_turns(self, turns)

    store = Buggy()
    storage = StorageThread(lambda problem_occurred: store)
    with qtbot.waitSignal(storage.write_failed) as heard:
        storage.save_turn(Turn.new("c", "q", "m", "h", 1.0))
    assert heard.args[0].kind is ProblemKind.STORE_INTERNAL_ERROR
    store.full = False
    storage.close()
    assert len(store.page(0, 9)) == 1


def test_stopping_keeps_what_was_heard() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("half an "), AnswerChunk("ans"), 60.0])
        turn = await program.start("what?")
        await until(lambda: program.turns[-1].answer)
        program.ask.stop(turn.conversation_id)
        ended = await program.ended(turn)
        assert (ended.stage, ended.answer, ended.problem) == (Stage.STOPPED, "half an ans", None)
        assert program.provider.closed == 1
        await program.close()

    on_the_loop(run())


def test_a_question_without_an_answer_is_asked_again_in_its_place() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.KEY_REFUSED, "h"))
        program = Program([refused], [AnswerChunk("now"), STOP], [AnswerChunk("again"), STOP])
        first = await program.ended(await program.start("what?", image()))
        assert first.stage is Stage.FAILED
        program.turns.clear()
        await program.again(first.id)
        second = await program.ended(first)
        assert (second.id, second.answer, second.images) == (first.id, "now", first.images)
        assert len(program.provider.requests[1].images) == 1
        await program.again(first.id)
        await until(lambda: program.turns[-1].answer == "again" and program.turns[-1].stage.ended)
        await until(lambda: not program.ask.is_busy(first.conversation_id))
        conversation = program.history.conversation
        assert [turn.answer for turn in conversation.turns] == ["again"]  # another version of it
        assert [turn.answer for turn in conversation.siblings(conversation.turns[0])] == ["now", "again"]
        program.history.switch_version(conversation.last_turn_id, 1)
        assert [turn.answer for turn in program.history.conversation.turns] == ["now"]
        await program.close()

    on_the_loop(run())


def test_conversations_answer_side_by_side_and_looking_away_stops_nothing() -> None:
    async def run() -> None:
        program = Program(
            [AnswerChunk("a1 "), 0.1, AnswerChunk("a2"), STOP], [AnswerChunk("b1 "), 0.05, AnswerChunk("b2"), STOP]
        )
        first = await program.start("one")
        program.history.start_new()
        second = await program.start("two")
        assert first.conversation_id != second.conversation_id
        one, two = await program.ended(first), await program.ended(second)
        assert (one.answer, two.answer) == ("a1 a2", "b1 b2")
        program.history.open(first.conversation_id)
        await until(lambda: program.history.conversation.id == first.conversation_id)
        assert program.history.conversation.turns[0].answer == "a1 a2"
        await program.close()

    on_the_loop(run())
