"""Whatever moment a kill comes at, the old history or the new one is there whole, and it is said."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.switch import JOURNAL, EndedSwitch, end_switch, is_under_way, switch

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 28)
KILLED = """
import os, pathlib, signal, sys
from datetime import date
from desktop.adapters.storage.switch import switch
left = int(sys.argv[2])

def watch(event, arguments):
    global left
    if event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove") or event == "open" and str(arguments[1]) == "wb":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

folder = pathlib.Path(sys.argv[1])
sys.addaudithook(watch)
switch(folder / "restoring-x", folder, date(2026, 11, 28))
"""


def history(folder: Path, name: str, with_log: bool = False) -> Path:
    """A folder with a history of that name: stand-ins with the names of the real files."""
    (folder / "pictures" / "ab").mkdir(parents=True)
    (folder / "history.sqlite").write_text(name)
    (folder / "pictures" / "ab" / "picture").write_text(name)
    if with_log:
        (folder / "history.sqlite-wal").write_text(name)
        (folder / "history.sqlite-shm").write_text(name)
    return folder


def contents(folder: Path) -> dict[str, str]:
    """The files of a history in a folder, and what is in them."""
    files = [*folder.glob("history.sqlite*"), folder / "pictures" / "ab" / "picture"]
    return {path.name: path.read_text() for path in files if path.exists()}


OLD = {"history.sqlite": "old", "history.sqlite-wal": "old", "history.sqlite-shm": "old", "picture": "old"}
NEW = {"history.sqlite": "new", "picture": "new"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    history(tmp_path, "old", with_log=True)
    history(tmp_path / "restoring-x", "new")
    return tmp_path


def test_the_new_takes_the_place_and_the_old_is_kept(folder: Path) -> None:
    assert switch(folder / "restoring-x", folder, TODAY) == "before-2026-11-28"
    assert contents(folder) == NEW
    assert contents(folder / "before-2026-11-28") == OLD
    assert sorted(path.name for path in folder.iterdir()) == ["before-2026-11-28", "history.sqlite", "pictures"]
    assert end_switch(folder) is None


def test_a_second_one_on_the_same_day_has_a_folder_of_its_own(folder: Path) -> None:
    switch(folder / "restoring-x", folder, TODAY)
    history(folder / "restoring-y", "newest")
    assert switch(folder / "restoring-y", folder, TODAY) == "before-2026-11-28-1"
    assert contents(folder / "before-2026-11-28") == OLD
    assert contents(folder / "before-2026-11-28-1") == NEW


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_at_any_step_leaves_one_of_them_whole(tmp_path: Path) -> None:
    seen = set()
    for step in range(1, 60):
        folder = history(tmp_path / str(step), "old", with_log=True)
        history(folder / "restoring-x", "new")
        done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], cwd=ROOT)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        was_written_down = is_under_way(folder)
        ended = end_switch(folder)
        assert contents(folder) in (OLD, NEW)
        is_new = contents(folder) == NEW
        assert ended == EndedSwitch("before-2026-11-28" if was_written_down else "")
        assert is_new or not was_written_down
        if is_new:
            assert contents(folder / "before-2026-11-28") == OLD
        assert not list(folder.glob("restoring-*"))
        assert not (folder / JOURNAL).exists()
        assert not list(folder.glob(".*"))
        seen.add(is_new)
    assert step > 10
    assert seen == {False, True}


def test_a_step_that_fails_puts_the_old_one_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename
    failed: list[Path] = []

    def rename_once_refused(path: Path, target: Path) -> Path:
        if path == folder / "restoring-x" / "pictures" and not failed:
            failed.append(path)
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_once_refused)
    with pytest.raises(OSError, match="Input/output"):
        switch(folder / "restoring-x", folder, TODAY)
    assert contents(folder) == OLD
    assert contents(folder / "restoring-x") == NEW
    assert not (folder / JOURNAL).exists()
    assert not (folder / "before-2026-11-28").exists()


def test_a_new_history_that_was_never_written_down_goes(folder: Path) -> None:
    assert end_switch(folder) == EndedSwitch("")
    assert contents(folder) == OLD
    assert not (folder / JOURNAL).exists()
    assert not (folder / "restoring-x").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", json.dumps({"new": "../x", "old": "before-1"})])
def test_a_journal_that_is_none_moves_nothing(folder: Path, text: str) -> None:
    (folder / JOURNAL).write_text(text)
    assert end_switch(folder) == EndedSwitch("")
    assert contents(folder) == OLD
    assert not (folder / JOURNAL).exists()
