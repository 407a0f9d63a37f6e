"""Commands leave a history alone that a window has to heal first."""

from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import can_wait, open_for_command
from desktop.composition import factories
from desktop.core.errors import StorageError
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
def test_what_a_command_was_asked_meanwhile_is_in_the_healed_history(home: Path) -> None:
    folder = home / "data"
    fill(folder, range(3), TODAY, copied=True)
    (folder / NAME).write_bytes(b"rubbish" * 1000)
    factories.keep_from_outside(turn("outside", "by a command", 5.0), ())
    use = used(folder)
    assert use.content == content_of(range(3)) | {"outside": [("by a command", "yes")]}
    assert use.report.from_copy == 3
