"""The storage thread: writes that wait for the disk, deletions, and a change of the store."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.services.ports.provider import AnswerChunk
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.samples import image as stored_image
from tests.helpers.kernel.permissions import permissions_in_force
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")


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


@pytest.mark.logs("not kept: store_full")
def test_what_waits_is_written_when_the_disk_is_back_even_if_nothing_new_comes(qtbot: QtBot) -> None:
    store = StubbornStore()
    storage = StorageThread(lambda problem_occurred: store)
    storage.start()
    with qtbot.waitSignal(storage.write_failed):
        storage.save_turn(Turn.new("c", "q", "m", "h", 0.0))
    store.full = False
    with qtbot.waitSignal(storage.write_recovered):
        storage.look_after()
    storage.close()
    assert [row.id for row in store.page(0, 9)] == ["c"]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be deleted")
def test_a_history_that_is_deleted_meanwhile_is_said_and_written_anew(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    storage = StorageThread(lambda problem_occurred: SqliteStore(folder, problem_occurred=problem_occurred))
    heard: list[Problem] = []
    storage.write_failed.connect(heard.append)
    storage.start()
    storage.save_turn(Turn.new("c", "before", "m", "h", 0.0))
    on_the_loop(storage.query(lambda store: None))
    shutil.rmtree(folder)
    with qtbot.waitSignal(storage.write_failed):
        storage.look_after()
    storage.save_turn(Turn.new("d", "after", "m", "h", 1.0))
    storage.close()
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_WRITTEN_ANEW]
    with contextlib.closing(SqliteStore(folder)) as store:
        assert [row.id for row in store.page(0, 9)] == ["d", "c"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.logs("not kept: store_read_only")
def test_a_folder_that_becomes_read_only_meanwhile_is_said_and_written_when_it_can_be(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder, second = tmp_path / "data", stored_image(44)
    heard: list[Problem] = []
    with permissions_in_force():
        storage = StorageThread(lambda problem_occurred: SqliteStore(folder, problem_occurred=problem_occurred))
        storage.write_failed.connect(heard.append)
        storage.start()
        storage.save_turn(Turn.new("c", "before", "m", "h", 0.0))
        on_the_loop(storage.query(lambda store: None))
        (folder / "pictures").mkdir(exist_ok=True)
        (folder / "pictures").chmod(0o500)
        waiting = Turn.new("d", "meanwhile", "m", "h", 1.0).as_waiting((second.to_sent_image(),))
        with qtbot.waitSignal(storage.write_failed):
            storage.save_turn(waiting, (second,))
        storage.look_after()
        kept = on_the_loop(storage.images([second.id]))
        assert kept == {second.id: second.data}
        (folder / "pictures").chmod(0o700)
        with qtbot.waitSignal(storage.write_recovered):
            storage.look_after()
        storage.close()
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_READ_ONLY]
    with contextlib.closing(SqliteStore(folder)) as store:
        assert [row.id for row in store.page(0, 9)] == ["d", "c"]
        assert store.image_bytes(second.id) == second.data
