"""What cannot be written at the end is known before, after another try."""

from threading import Event
from typing import Any

import pytest

from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.messages.conversation.kept_words import lost_if_closed
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.conversation.import_export import ImportExport
from desktop.services.storage_thread import StorageThread
from desktop.services.unkept_at_end import unkept_at_end
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
FULL = StorageError(Problem(ProblemKind.STORE_FULL))


class FullStore(MemoryStore):
    """A store whose disk is full; it cannot even be asked while `is_gone`."""

    is_full = True
    is_gone = False

    def save_turns(self, turns: Any) -> None:
        if self.is_full:
            raise FULL
        super().save_turns(turns)

    def unkept(self) -> Unkept:
        if self.is_gone:
            raise FULL
        return super().unkept()


@pytest.mark.logs("not kept: store_full")
def test_what_waits_goes_and_nothing_goes_once_it_was_written() -> None:
    store = FullStore()

    async def story() -> None:
        storage = StorageThread(lambda _: store)
        storage.start()
        storage.save_turn(Turn.new("c", "q", "m", "h", 0.0))
        storage.save_draft("d", Draft("typed"))
        assert await unkept_at_end(storage) == Unkept(frozenset("c"), frozenset("d"))
        store.is_gone = True
        assert await unkept_at_end(storage) == Unkept(frozenset("c"), frozenset("d"), is_unknown=True)
        store.is_gone = store.is_full = False
        assert not await unkept_at_end(storage)
        storage.close()

    on_the_loop(story())


def test_what_waits_is_known_while_the_disk_hangs_with_it() -> None:
    go_on, is_writing = Event(), Event()

    class HangingStore(MemoryStore):
        def save_turns(self, turns: Any) -> None:
            is_writing.set()
            go_on.wait(60)
            super().save_turns(turns)

    async def story() -> None:
        storage = StorageThread(lambda _: HangingStore())
        storage.start()
        storage.save_turn(Turn.new("c", "q", "m", "h", 0.0))
        await until(is_writing.is_set)
        storage.save_draft("d", Draft("typed"))
        assert await unkept_at_end(storage, 0.1) == Unkept(frozenset("c"), frozenset("d"), is_unknown=True)
        go_on.set()
        assert not await unkept_at_end(storage, 60)
        storage.close()

    try:
        on_the_loop(story())
    finally:
        go_on.set()


@pytest.mark.logs("not kept: store_full")
@pytest.mark.parametrize("conversation_id", ["c", ""])
def test_an_export_has_what_could_not_be_written(conversation_id: str) -> None:
    async def story() -> None:
        program = Program(store=FullStore())
        program.storage.save_turn(Turn.new("c", "q", "m", "h", 0.0))
        exporting = ImportExport(program.tasks, program.storage, program.decoder, write_user_file, PAGE_WORDS)
        bundle = await exporting.collect(conversation_id)
        assert [[asked.prompt for asked in one.all_turns] for one in bundle.conversations] == [["q"]]
        await program.close()

    on_the_loop(story())


@pytest.mark.logs("not kept: store_full")
def test_what_was_deleted_and_can_be_undone_neither_goes_nor_is_exported() -> None:
    async def story() -> None:
        program = Program(store=FullStore())
        exporting = ImportExport(program.tasks, program.storage, program.decoder, write_user_file, PAGE_WORDS)
        deleted = Turn.new("d", "of two", "m", "h", 2.0)
        for turn in (Turn.new("c", "gone", "m", "h", 0.0), Turn.new("d", "stays", "m", "h", 1.0), deleted):
            program.storage.save_turn(turn)
        program.storage.save_draft("c", Draft("typed"))

        async def exported() -> list[str]:
            bundle = await exporting.collect()
            return sorted(asked.prompt for one in bundle.conversations for asked in one.all_turns)

        program.storage.mark_deleted(("c", deleted.id))
        assert await unkept_at_end(program.storage) == Unkept(frozenset("d"))
        assert await exported() == ["stays"]
        program.storage.unmark_deleted(("c", deleted.id))
        assert await unkept_at_end(program.storage) == Unkept(frozenset("cd"), frozenset("c"))
        assert await exported() == ["gone", "of two", "stays"]
        program.storage.mark_deleted(("c",))
        program.storage.delete(("c",))
        program.storage.undelete_imported(("c",))
        program.storage.save_turn(Turn.new("c", "imported", "m", "h", 3.0))
        assert (await unkept_at_end(program.storage)).conversations == frozenset("cd")
        await program.close()

    on_the_loop(story())


@pytest.mark.parametrize(
    ("unkept", "words"),
    [
        (Unkept(frozenset("ab"), frozenset("c")), ("2 conversations go", "1 draft that wasn't sent goes")),
        (Unkept(drafts=frozenset("ab")), ("2 drafts that weren't sent go",)),
        (Unkept(is_unknown=True), ("What you asked or typed since then goes",)),
        (Unkept(frozenset("a"), frozenset("b"), is_unknown=True), ("What you asked or typed since then goes",)),
    ],
)
def test_it_is_said_in_whole_sentences(unkept: Unkept, words: tuple[str, ...]) -> None:
    sentences = lost_if_closed(unkept)
    assert all(part in sentences for part in words)
    assert sentences.count("when Askance closes.") == len(words)
