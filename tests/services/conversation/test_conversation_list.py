"""The list of conversations: which search its rows are of."""

import pytest

from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


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
