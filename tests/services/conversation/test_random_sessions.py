"""Random sessions, after each of which the disk is walked: every row and file is reached from the list of
conversations, and nothing that was typed or pasted is lost.
"""

from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.core.ids import sha256_hex
from tests.helpers.reachable import unreachable
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


def test_the_walk_finds_rows_and_files_that_nothing_leads_to(tmp_path: Path) -> None:
    async def run() -> None:
        session = RandomSession(tmp_path, 1)
        await session.run(10)
        assert session.unreachable == []

    on_the_loop(run())
    stray = sha256_hex(b"of nobody")
    ImageFiles(tmp_path / "pictures").put(stray, b"of nobody")
    with SqliteConnection(tmp_path / NAME) as connection:
        connection.execute(
            "INSERT INTO drafts (conversation_id, changed_at, prompt, looked_at) VALUES ('left', 1, '', 0)"
        )
        connection.execute("PRAGMA foreign_keys = OFF")
        columns = "turn_id, position, picture_id, mime, width, height, bytes"
        connection.execute(f"INSERT INTO turn_pictures ({columns}) VALUES ('no turn', 0, 'gone', 'image/png', 1, 1, 1)")
    assert set(unreachable(tmp_path)) >= {"drafts: left", f"file: {stray}", "turn_pictures", "no file: gone"}
