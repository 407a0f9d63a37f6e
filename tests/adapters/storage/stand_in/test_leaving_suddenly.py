"""Nothing is lost where a history cannot be written from some moment on, or the program is killed while leaving."""

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces
from desktop.composition import factories
from desktop.composition.history.leaving import spare_store
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import TODAY, content_of, fill, shown
from tests.adapters.storage.samples import turn
from tests.adapters.storage.stand_in.left import TYPED, opened

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="folders and links of POSIX"),
    pytest.mark.usefixtures("qapp"),
]


@pytest.mark.logs("not kept: store_full")
def test_a_disk_that_refuses_writing_at_the_end_loses_no_word(home: Path) -> None:
    """The history is open and full of words; from some moment on nothing more can be written into it."""
    data = home / "data"
    fill(data, range(2), TODAY, copied=False)

    class Refusing:
        """The real store, until it refuses to write."""

        def __init__(self, store: Store) -> None:
            self.refuses = False
            self._store = store

        def __getattr__(self, name: str) -> object:
            if self.refuses and name.startswith("save_"):
                raise StorageError(Problem(ProblemKind.STORE_FULL))
            return getattr(self._store, name)

    before = turn("c000", "the newest so far", 3e9)
    refusing = Refusing(SqliteStore(data))

    async def story() -> None:
        storage = StorageThread(lambda _: refusing, open_spare=spare_store)  # type: ignore[arg-type, return-value]
        storage.start()
        storage.save_turn(before)
        await storage.query(shown)
        refusing.refuses = True
        storage.save_turn(replace(turn("c000", "asked in vain", 4e9), parent=before.id))
        storage.save_draft("c001", Draft("typed in vain"))
        storage.close()

    asyncio.run(asyncio.wait_for(story(), 30))
    problems = list[ProblemKind]()
    store = opened(problems)
    conversation = store.conversation("c000")
    assert [asked.prompt for asked in conversation.turns][-2:] == ["the newest so far", "asked in vain"]
    assert conversation.turns[-1].parent == before.id
    assert store.draft("c001") == Draft("typed in vain")
    store.close()
    assert problems == [ProblemKind.STORE_USED_AGAIN]


@pytest.mark.logs("not kept: store_read_only")
@pytest.mark.logs("not done: StorageError")
def test_a_data_folder_that_becomes_a_file_costs_nothing_and_leaves_no_lock(home: Path) -> None:
    """The window ends without being asked anything, as at the end of the display server."""
    data = home / "data"
    fill(data, range(2), TODAY, copied=False)

    async def story() -> None:
        storage = StorageThread(factories.open_store(keep_history=True), open_spare=spare_store)
        storage.start()
        await storage.query(shown)
        data.rename(home / "moved")
        data.touch()
        storage.save_turn(turn("d", "asked in vain", 4e9))
        storage.save_draft("e", TYPED)
        storage.close()

    asyncio.run(asyncio.wait_for(story(), 30))
    data.unlink()
    (home / "moved").rename(data)
    store = opened()
    assert shown(store).keys() == {*content_of(range(2)), "d", "e"}
    assert store.last_draft() == ("e", TYPED)
    store.close()


def test_a_kill_while_leaving_costs_what_was_not_left_yet_and_breaks_nothing(home: Path, tmp_path: Path) -> None:
    places = LeavingPlaces(home / "data" / "left")
    script = tmp_path / "leaving.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces\n"
        "from desktop.adapters.storage.stand_in.stand_in_store import LeavingStore\n"
        "from desktop.core.workspace.draft import Draft\nfrom tests.adapters.storage.samples import sheet\n"
        "store = LeavingStore(LeavingPlaces(Path(sys.argv[1])))\n"
        "for number in range(3000):\n    store.save_draft(str(number), Draft(f'words {number}', (sheet(),)))\n"
        "print('leaving', flush=True)\nstore.leave()\n"
    )
    command = [sys.executable, str(script), str(home / "data" / "left")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=Path.cwd(), env={**os.environ, "PYTHONPATH": "."}
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        while not list((home / "data" / "left").glob("*.json")):
            assert child.poll() is None
        child.kill()
    left = places.waiting()
    assert 0 < len(left) < 3000
    store = opened()
    assert len(store.page(0, 5000)) == len(left)
    store.close()
    assert not list((home / "data" / "left").glob("**/*"))
