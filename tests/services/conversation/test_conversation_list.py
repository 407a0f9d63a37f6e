"""The list of conversations: which search its rows are of."""

import pytest

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind, StorageError
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class PagedStore(MemoryStore):
    """A store that records the pages that it is asked for, and fails while `fails` is True."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[tuple[int, SearchQuery]] = []
        self.fails = False

    def page(self, offset: int, count: int, search: SearchQuery = EMPTY_QUERY) -> tuple[Summary, ...]:
        self.pages.append((offset, search))
        if self.fails:
            raise StorageError(Problem(ProblemKind.STORE_DISK_ERROR))
        return super().page(offset, count, search)


def paged(names: int) -> tuple[Program, PagedStore]:
    """A program whose store has so many conversations."""
    store = PagedStore()
    store.save_turns(Turn.new(f"c{at}", f"kite {at}", "gpt-4o", "h", 1.0 + at) for at in range(names))
    return Program([], store=store), store


def test_no_page_is_read_behind_the_rows_of_another_search() -> None:
    async def run() -> None:
        program, store = paged(150)
        program.history.refresh_list()
        await until(lambda: len(program.history.summaries) == 100)
        kite = SearchQuery("kite")
        program.history.search(kite)
        program.history.read_more()
        await until(lambda: program.history.is_listed)
        program.history.read_more()
        await until(lambda: len(program.history.summaries) == 150)
        assert store.pages == [(0, EMPTY_QUERY), (0, kite), (100, kite)]
        await program.close()

    on_the_loop(run())


def test_a_search_that_cannot_be_read_is_said_and_made_again() -> None:
    async def run() -> None:
        program, store = paged(2)
        unlisted: list[bool] = []
        program.history.unlisted.connect(lambda: unlisted.append(program.history.is_listed))
        store.fails = True
        program.history.search(SearchQuery("kite"))
        await until(lambda: unlisted)
        assert unlisted == [False]
        store.fails = False
        program.history.search(SearchQuery("kite"))
        await until(lambda: program.history.is_listed)
        assert len(program.history.summaries) == 2
        await program.close()

    on_the_loop(run())


def test_rows_of_a_store_that_was_left_are_listed_for_no_search() -> None:
    async def run() -> None:
        program, _store = paged(2)
        program.history.refresh_list()
        await until(lambda: len(program.history.summaries) == 2)
        program.history.read_more()
        program.history.start_over()
        assert not program.history.is_listed
        assert program.history.summaries == ()
        await until(lambda: program.history.is_listed)
        await program.close()

    on_the_loop(run())


def test_a_search_is_listed_once_its_rows_are_read_and_a_page_of_another_search_is_dropped() -> None:
    async def run() -> None:
        program = Program([])
        for name in ("kite", "boat"):
            turn = Turn.new(name, name, "gpt-4o", "h", 1.0)
            program.store.save_turns((turn,))
        program.history.refresh_list()
        await until(lambda: len(program.history.summaries) == 2)
        assert program.history.is_listed
        listed: list[bool] = []
        program.history.changed.connect(lambda _: listed.append(program.history.is_listed))
        program.history.read_more()
        program.history.search(SearchQuery("kite"))
        assert not program.history.is_listed
        await until(lambda: listed)
        assert [row.title for row in program.history.summaries] == ["kite"]
        assert listed == [True]
        await program.close()

    on_the_loop(run())
