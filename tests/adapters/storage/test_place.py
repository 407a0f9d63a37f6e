"""A history that is deleted, moved or replaced under the running program is written anew, and nothing is lost."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import StorageError
from tests.adapters.storage.samples import turn

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be deleted or moved")


def delete_file(folder: Path) -> None:
    for path in folder.glob("history.sqlite*"):
        path.unlink()


def delete_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def move_folder(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def replace_file(folder: Path) -> None:
    (folder / "another").write_bytes(b"of somebody")
    (folder / "another").replace(folder / "history.sqlite")


def delete_log(folder: Path) -> None:
    (folder / "history.sqlite-wal").unlink()


@pytest.mark.parametrize("lose", [delete_file, delete_folder, move_folder, replace_file, delete_log])
def test_it_is_written_anew(tmp_path: Path, lose: Callable[[Path], None]) -> None:
    folder = tmp_path / "data"
    store = SqliteStore(folder, lambda: date(2026, 11, 28))
    store.save_turns([turn("c", "before", 1)])
    assert not store.return_to_place()
    lose(folder)
    assert store.return_to_place()
    store.close()
    again = SqliteStore(folder)
    again.save_turns([turn("d", "after", 2)])
    assert [row.id for row in again.page(0, 9)] == ["d", "c"]
    assert not again.return_to_place()
    again.close()
    aside = list(folder.glob("before-*"))
    assert [path.name for path in aside] == (["before-2026-11-28"] if lose in (replace_file, delete_log) else [])
    if lose is replace_file:
        assert (aside[0] / "history.sqlite").read_bytes() == b"of somebody"
    assert not list(folder.glob("healing-*"))


def test_a_place_that_cannot_be_written_is_a_problem_and_not_a_loss(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = SqliteStore(folder)
    store.save_turns([turn("c", "before", 1)])
    folder.rename(tmp_path / "elsewhere")
    folder.write_bytes(b"a file in the place of the folder")
    with pytest.raises(StorageError):
        store.return_to_place()
    folder.unlink()
    assert store.return_to_place()
    store.close()
    again = SqliteStore(folder)
    assert [row.id for row in again.page(0, 9)] == ["c"]
    again.close()
