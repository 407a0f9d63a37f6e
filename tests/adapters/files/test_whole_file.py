"""Files are written whole, for the right eyes, and never through a link that somebody has laid."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.files.json_file import read_json, write_json
from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.files.whole_file import (
    PRIVATE,
    leave_mark,
    own_target,
    private_folder,
    remove_unfinished,
    whole_file,
)
from desktop.core.errors import ProblemKind, StorageError

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root may give a file to another user"
)
SOMEBODY_ELSE = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def write() -> None:
        with whole_file(path, PRIVATE) as file:
            file.write(b"half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        write()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OSError, match=r"a\.txt"), whole_file(tmp_path / "a.txt", PRIVATE) as file:
        file.write(b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


FILLING = """
import resource, signal, sys
from pathlib import Path
from desktop.adapters.files.whole_file import PRIVATE, whole_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    with whole_file(Path(sys.argv[1]), PRIVATE) as file:
        for _ in range(10):
            file.write(b"x" * int(sys.argv[2]))
except OSError:
    print("no room")
"""


@posix
@pytest.mark.parametrize("size", [600, 4000, 100_000])
def test_a_write_without_room_leaves_nothing_behind(tmp_path: Path, size: int) -> None:
    command = [sys.executable, "-c", FILLING, str(tmp_path / "a.txt"), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "no room\n"
    assert list(tmp_path.iterdir()) == []


def test_a_killed_write_is_cleared_away_later(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, signal, sys\n"
        "from desktop.adapters.files.whole_file import PRIVATE, whole_file\n"
        "with whole_file(pathlib.Path(sys.argv[1]), PRIVATE) as file:\n"
        "    file.write(b'half')\n    file.flush()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.txt")], cwd=Path(__file__).parents[3])
    assert done.returncode < 0
    (left,) = tmp_path.iterdir()
    assert left.suffix == ".part"
    remove_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize(("umask", "expected"), [(0o077, 0o600), (0o022, 0o644), (0o027, 0o640)])
def test_the_program_s_files_are_private_and_the_user_s_follow_the_umask(
    tmp_path: Path, umask: int, expected: int
) -> None:
    before = os.umask(umask)
    try:
        write_json(tmp_path / "config" / "settings.json", {"a": 1})
        assert write_user_file(tmp_path / "export.md", b"text") is None
    finally:
        os.umask(before)
    assert mode(tmp_path / "config" / "settings.json") == 0o600
    assert mode(tmp_path / "config") == 0o700
    assert mode(tmp_path / "export.md") == expected


@posix
def test_a_folder_of_the_program_is_tightened(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    assert private_folder(folder) == folder
    assert mode(folder) == 0o700


@posix
def test_links_are_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "of somebody"
    target.write_bytes(b"theirs")
    export = tmp_path / "export.md"
    export.symlink_to(target)
    assert write_user_file(export, b"ours") is None
    assert target.read_bytes() == b"theirs"
    assert not export.is_symlink()
    assert export.read_bytes() == b"ours"


@posix
def test_a_link_where_the_unfinished_file_will_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "of somebody").write_bytes(b"theirs")
    (tmp_path / "there").mkdir()
    guessed = b"\0" * 8
    monkeypatch.setattr("desktop.adapters.files.whole_file.random_bytes", lambda count: guessed[:count])
    part = tmp_path / "there" / f".export.md.{guessed.hex()}.part"
    for target in ("of somebody", "nowhere"):
        part.symlink_to(tmp_path / target)
        assert write_user_file(tmp_path / "there" / "export.md", b"ours") is not None
        assert part.is_symlink()
        part.unlink()
    assert (tmp_path / "of somebody").read_bytes() == b"theirs"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "of somebody", "there"]
    assert list((tmp_path / "there").iterdir()) == []
    monkeypatch.undo()
    names = set()
    for _ in range(20):
        with whole_file(tmp_path / "there" / "export.md", PRIVATE):
            names |= {path.name for path in (tmp_path / "there").glob(".*.part")}
            assert {mode(path) for path in (tmp_path / "there").glob(".*.part")} == {0o600}
    assert len(names) == 20


@posix
def test_the_user_s_own_links_go_on_working(tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles"
    elsewhere.mkdir(mode=0o755)
    settings = tmp_path / "config" / "settings.json"
    settings.parent.mkdir()
    settings.symlink_to(elsewhere / "askance.json")
    write_json(settings, {"a": 1})
    assert settings.is_symlink()
    assert read_json(settings) == {"a": 1}
    assert (elsewhere / "askance.json").is_file()
    data = tmp_path / "data"
    data.symlink_to(elsewhere)
    assert private_folder(data) == elsewhere
    assert mode(elsewhere) == 0o755  # it is not the program's


@posix
def test_a_damaged_file_behind_a_link_is_set_aside_and_the_link_stays(tmp_path: Path) -> None:
    target, settings = tmp_path / "askance.json", tmp_path / "config" / "settings.json"
    settings.parent.mkdir()
    target.write_bytes(b"{")
    settings.symlink_to(target)
    with pytest.raises(StorageError):
        read_json(settings)
    assert settings.with_name("settings.damaged.json").read_bytes() == b"{"
    assert settings.is_symlink()
    write_json(settings, {"a": 1})
    assert read_json(target) == {"a": 1}


@as_root
def test_a_link_to_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    target, settings = tmp_path / "theirs.json", tmp_path / "settings.json"
    target.write_bytes(b"{}")
    os.chown(target, SOMEBODY_ELSE, SOMEBODY_ELSE)
    settings.symlink_to(target)
    with pytest.raises(StorageError) as failed:
        write_json(settings, {"a": 1})
    assert failed.value.problem.kind is ProblemKind.SETTINGS_NOT_SAVED
    assert target.read_bytes() == b"{}"
    with pytest.raises(PermissionError):
        own_target(settings)
    folder = tmp_path / "data"
    target.unlink()
    target.mkdir()
    os.chown(target, SOMEBODY_ELSE, SOMEBODY_ELSE)
    folder.symlink_to(target)
    with pytest.raises(PermissionError):
        private_folder(folder)


@posix
def test_a_mark_is_private_stays_and_follows_no_link(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        leave_mark(tmp_path / "mark")
    finally:
        os.umask(before)
    leave_mark(tmp_path / "mark")
    assert mode(tmp_path / "mark") == 0o600
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OSError, match="link"):
        leave_mark(tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()
