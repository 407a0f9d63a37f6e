"""What no history could keep until the program ended is there after the next start that can."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.files.whole_file import PRIVATE
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces
from desktop.adapters.storage.stand_in.stand_in_store import LeavingStore
from desktop.composition import factories
from desktop.composition.history.leaving import spare_store
from desktop.core.conversation.attached_text import AttachedText
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.damage.histories import TODAY, content_of, fill, shown
from tests.adapters.storage.samples import image, save, sheet, turn

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="folders and links of POSIX"),
    pytest.mark.usefixtures("qapp"),
]
SENT = image(44)
TYPED = Draft("typed", (sheet("first.png"), sheet("second.png")), 1, (AttachedText("a.log", "line 1\nline 2"),))


@pytest.fixture
def folder(home: Path) -> Path:
    """Returns a data folder with a history of three conversations that cannot be used: a folder stands in its place."""
    data = home / "data"
    fill(data, range(3), TODAY, copied=True)
    (data / NAME).rename(data / "the history")
    (data / NAME / "something").mkdir(parents=True)
    return data


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """Returns the same where nothing can be left beside the history."""
    (folder / "left").touch()
    yield folder
    (folder / "left").unlink(missing_ok=True)


def mend(folder: Path) -> None:
    (folder / NAME).rename(folder / "moved away")
    (folder / "the history").rename(folder / NAME)


def opened(problems: list[ProblemKind] | None = None) -> Store:
    def hear(problem: Problem) -> None:
        if problems is not None:
            problems.append(problem.kind)

    return factories.open_store(keep_history=True)(hear)


def fill_with_all(store: Store) -> None:
    """Asks, answers, names, pins, chooses, branches and types."""
    first = turn("d", "first", 1e9, SENT)
    second, other = (replace(turn("d", name, at), parent=first.id) for name, at in (("second", 2e9), ("other", 2.1e9)))
    store.save_images([SENT])
    save(store, first, second, other)
    store.set_current_branch("d", second.id)
    store.rename("d", "a title")
    store.pin("d", True)
    store.set_choice("d", ConversationChoice(connection="c", model="gpt-9"))
    store.save_draft("d", Draft("asked next"))
    save(store, turn("gone", "deleted", 1e9))
    store.delete(["gone"])
    store.save_draft("e", TYPED)


def check_all(store: Store) -> None:
    assert shown(store).keys() == {*content_of(range(3)), "d", "e"}
    conversation = store.conversation("d")
    assert [asked.prompt for asked in conversation.turns] == ["first", "second"]
    assert [asked.prompt for asked in conversation.other_branches] == ["other"]
    assert (conversation.given_title, conversation.pinned) == ("a title", True)
    assert (conversation.choice.connection, conversation.choice.model) == ("c", "gpt-9")
    assert store.image_bytes(SENT.id) == SENT.data
    assert store.draft("d") == Draft("asked next")
    assert store.last_draft() == ("e", TYPED)
    assert [one.source.data for one in TYPED.images] == [one.source.data for one in store.draft("e").images]  # type: ignore[union-attr]


@pytest.mark.parametrize("ends", [1, 2, 3])
def test_everything_is_there_once_the_history_can_be_used(folder: Path, ends: int) -> None:
    for end in range(ends):
        stand_in = opened()
        if not end:
            fill_with_all(stand_in)
        assert stand_in.last_draft() == ("e", TYPED)
        stand_in.close()
    mend(folder)
    problems = list[ProblemKind]()
    store = opened(problems)
    check_all(store)
    store.close()
    assert problems == [ProblemKind.STORE_USED_AGAIN]
    assert not (folder / "left").exists()
    again = opened(problems)
    check_all(again)
    again.close()
    assert problems == [ProblemKind.STORE_USED_AGAIN]


def test_another_folder_of_the_program_serves(read_only: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    left = [path for path in (read_only.parent / "state" / "left").rglob("*") if path.is_file()]
    assert left
    assert {path.stat().st_mode & 0o777 for path in left} == {PRIVATE}
    assert (read_only.parent / "state" / "left").stat().st_mode & 0o777 == 0o700
    mend(read_only)
    store = opened()
    check_all(store)
    store.close()
    assert not (read_only.parent / "state" / "left").exists()


def test_what_is_deleted_afterwards_does_not_come_back(folder: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    again = opened()
    again.delete(["d", "e"])
    again.close()
    mend(folder)
    store = opened()
    assert shown(store).keys() == content_of(range(3)).keys()
    assert store.image_bytes(SENT.id) is None
    store.close()


def test_where_nothing_can_be_written_that_is_said(home: Path, tmp_path: Path) -> None:
    data = home / "data"
    data.mkdir(parents=True)
    (data / NAME).mkdir()
    for name in ("data", "state", "config"):
        (home / name).mkdir(exist_ok=True)
        (home / name / "left").touch()
    stand_in = opened()
    fill_with_all(stand_in)
    with pytest.raises(StorageError):
        stand_in.leave()
    stand_in.leave(tmp_path / "chosen" / "left")
    for name in ("data", "state", "config"):
        (home / name / "left").unlink()
    (tmp_path / "chosen" / "left").rename(data / "left")
    (data / NAME).rename(data / "moved away")
    fill(data, range(3), TODAY, copied=False)
    store = opened()
    check_all(store)
    store.close()


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


@pytest.mark.logs("a conversation that was left cannot be read")
def test_illegible_files_stay_and_stop_nothing(folder: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    odd = {
        "a.json": b"",
        "b.json": b"[]",
        "c.json": b'{"turns": 3}',
        "d.json": b"\xff\xfe",
        "e.json": b"[" * 100_000,
        "f.json": b'{"id": "../../x", "turns": [], "draft": null, "title": "", "last": "", "left_at": 0}',
    }
    for name, content in odd.items():
        (folder / "left" / name).write_bytes(content)
    (folder / "left" / "g.json").symlink_to("/etc/passwd")
    mend(folder)
    store = opened()
    check_all(store)
    store.close()
    assert {path.name for path in (folder / "left").glob("*.json")} == {*odd, "g.json"}


def test_a_kill_while_leaving_costs_what_was_not_left_yet_and_breaks_nothing(home: Path, tmp_path: Path) -> None:
    places = LeavingPlaces(home / "data" / "left")
    script = tmp_path / "leaving.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from tests.adapters.storage.stand_in.test_leaving import LeavingPlaces, LeavingStore, Draft, sheet\n"
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


def test_a_second_connection_in_the_way_until_the_end(home: Path) -> None:
    data = home / "data"
    fill(data, range(2), TODAY, copied=False)
    other = SqliteConnection(data / NAME)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.value("PRAGMA schema_version")
    stand_in = opened()
    stand_in.save_draft("e", TYPED)
    stand_in.close()
    other.close()
    store = opened()
    assert store.last_draft() == ("e", TYPED)
    store.close()


def test_nothing_is_left_where_nothing_was_typed(folder: Path) -> None:
    opened().close()
    assert not (folder / "left").exists()
    assert LeavingStore(LeavingPlaces(folder / "left")).page(0, 1) == ()
