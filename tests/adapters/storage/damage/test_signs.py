"""Commands leave a history alone that a window has to heal first."""

from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.signs import mark_suspect
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.opening import can_wait, open_for_command, open_history
from desktop.composition import factories
from desktop.core.errors import ProblemKind, StorageError
from tests.adapters.storage.damage.histories import TODAY, content_of, fill, used
from tests.adapters.storage.samples import turn


def test_a_command_makes_no_empty_history_beside_copies(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    (tmp_path / NAME).unlink()
    with pytest.raises(StorageError) as failed:
        open_for_command(tmp_path)
    assert can_wait(failed.value)
    assert not (tmp_path / NAME).exists()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("tables", ["x (y)", "turns (id)", "drafts (id)"])
def test_the_database_of_another_program_in_its_place_is_damage(tmp_path: Path, tables: str) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    (tmp_path / NAME).unlink()
    with SqliteConnection(tmp_path / NAME) as foreign:
        foreign.execute(f"CREATE TABLE {tables}")
    use = used(tmp_path)
    assert use.content == content_of(range(3))
    assert use.report.from_copy == 3
    assert len(list((tmp_path / "pictures").glob("??/*"))) == 3  # one of each conversation


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("at", "form"), [(18, 3), (19, 7), (18, 0)])
def test_a_header_that_asks_for_another_library_is_damage(tmp_path: Path, at: int, form: int) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    content = bytearray((tmp_path / NAME).read_bytes())
    content[at] = form
    (tmp_path / NAME).write_bytes(content)
    use = used(tmp_path)
    assert use.content == content_of(range(3))
    assert use.report.turns_lost == 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "version", [1, 5, 8, len(MIGRATIONS) - 1, len(MIGRATIONS) + 1, 25, 73, 265, 9999, 10_001, 2**31 - 1]
)
@pytest.mark.parametrize("copied", [True, False])
def test_a_damaged_number_of_the_version_is_not_believed(tmp_path: Path, version: int, copied: bool) -> None:
    fill(tmp_path, range(3), TODAY, copied)
    content = bytearray((tmp_path / NAME).read_bytes())
    content[60:64] = version.to_bytes(4, "big")
    (tmp_path / NAME).write_bytes(content)
    use = used(tmp_path)
    assert use.content == content_of(range(3))
    assert (use.report.turns_lost, use.report.turns_in_part) == (0, 0)


@pytest.mark.parametrize("is_suspect", [True, False])
@pytest.mark.parametrize("change", ["ALTER TABLE turns ADD COLUMN of_a_later_version TEXT", "SELECT 1"])
def test_a_history_that_a_newer_version_wrote_is_left_alone(tmp_path: Path, is_suspect: bool, change: str) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    with SqliteConnection(tmp_path / NAME) as newer:
        newer.execute(change)
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = (tmp_path / NAME).read_bytes()
    if is_suspect:
        mark_suspect(tmp_path)
    with pytest.raises(StorageError) as failed:
        open_history(tmp_path, lambda _: None)
    assert failed.value.problem.kind is ProblemKind.STORE_NEWER
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.usefixtures("qapp")
def test_what_a_command_was_asked_meanwhile_is_in_the_healed_history(home: Path) -> None:
    folder = home / "data"
    fill(folder, range(3), TODAY, copied=True)
    (folder / NAME).write_bytes(b"rubbish" * 1000)
    factories.keep_from_outside(turn("outside", "by a command", 5.0), ())
    use = used(folder)
    assert use.content == content_of(range(3)) | {"outside": [("by a command", "yes")]}
    assert use.report.from_copy == 3
