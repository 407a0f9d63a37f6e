"""Random sessions, after each of which the disk is walked: every row and file is reached from the list of
conversations, and nothing that was typed or pasted is lost.
"""

from pathlib import Path

import pytest

from tests.services.conversation.random_sessions import RandomSession
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("seed", range(8))
def test_everything_is_reached_after_a_random_session(tmp_path: Path, seed: int) -> None:
    async def run() -> None:
        session = RandomSession(tmp_path, seed)
        await session.run(80)
        assert session.walks > 1
        assert session.lost == []
        assert session.unreachable == []
        assert session.uncovered == []

    on_the_loop(run())
