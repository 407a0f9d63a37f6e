"""Going from one conversation to another, while the last one is still on its way."""

import pytest

from desktop.core.workspace.draft import Draft
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_new_is_heard_while_the_last_conversation_is_still_being_read() -> None:
    async def run() -> None:
        program = Program([])
        program.store.save_draft("c", Draft("half a question"))
        program.history.restore()
        program.history.start_new()
        await until(lambda: program.history.summaries)
        assert (program.workspace.draft, program.history.conversation.all_turns) == (Draft(), ())
        assert [row.id for row in program.history.summaries] == ["c"]
        await program.close()

    on_the_loop(run())
