"""What a kill leaves in the user's places goes at the next start, and nothing else does."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import paths
from desktop.adapters.files.begun.note import Begun, Note
from desktop.adapters.files.user_file import user_file, write_user_file
from desktop.adapters.files.whole_file import UNFINISHED_S
from tests.adapters.files.begun.leftovers import clear_leftovers, notes

ROOT = Path(__file__).parents[4]
PART = ".export.md.0123456789abcdef.part"

EXPORTING = """
import os, signal, sys
from pathlib import Path
from desktop.adapters.files import begun, user_file, whole_file
from desktop.adapters.files.begun import note
target, left = Path(sys.argv[1]), int(sys.argv[2])

def watch(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.remove", "os.chmod", "fcntl.flock")
    opens = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if changes or opens:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def pieces():
    for number in range(3):
        os.chmod(target.parent, 0o700)  # a step in the middle
        yield b"new words " * 1000

sys.addaudithook(watch)
assert user_file.write_user_file(target, pieces()) is None
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("before", [b"", b"old words"])
def test_an_export_may_be_killed_at_each_of_its_steps(tmp_path: Path, before: bytes) -> None:
    left_something = 0
    for step in range(1, 40):
        place = tmp_path / str(step)
        place.mkdir()
        target = place / "export.md"
        if before:
            target.write_bytes(before)
        done = subprocess.run([sys.executable, "-c", EXPORTING, str(target), str(step)], cwd=ROOT)
        assert done.returncode in (0, -signal.SIGKILL)
        left_something += any(path != target for path in place.iterdir())
        clear_leftovers()
        assert [path for path in place.iterdir() if path != target] == [], step
        whole = b"new words " * 3000
        assert (target.read_bytes() if target.exists() else b"") in (before, whole)
        assert [note for note in notes() if note.stat().st_size] == [], step  # one without words is told from none
        if done.returncode == 0:
            break
    assert done.returncode == 0
    assert left_something > 3


def test_an_export_that_is_still_being_written_stays(tmp_path: Path) -> None:
    with user_file(tmp_path / "export.md") as file:
        file.write(b"half")
        clear_leftovers()
        assert len(notes()) == 1
        file.write(b" and half")
    assert (tmp_path / "export.md").read_bytes() == b"half and half"
    assert notes() == []


def left_note(path: Path, content: bytes | None = None) -> Path:
    """Returns a note as a program that was killed has left it."""
    state = paths.folders().state
    state.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError, ValueError):
        content = content or json.dumps(Begun.at(path).plain).encode()
    note = state / "begun-0123456789abcdef.json"
    note.write_bytes(content or json.dumps(Begun(path).plain).encode())
    return note


def test_a_disk_that_is_not_there_is_cleared_when_it_is(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / PART).write_bytes(b"half")
    left_note(disk / PART)
    disk.rename(tmp_path / "taken away")
    clear_leftovers()
    disk.mkdir()  # the mount point alone is no disk
    clear_leftovers()
    assert len(notes()) == 1
    disk.rmdir()
    (tmp_path / "taken away").rename(disk)
    clear_leftovers()
    assert list(disk.iterdir()) == []
    assert notes() == []


@pytest.mark.parametrize("name", ["export.md", ".export.md.part", ".export.md.0123456789abcdef.part.md", "folder"])
def test_what_the_program_does_not_make_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"of the user")
    left_note(tmp_path / name)
    clear_leftovers()
    assert (tmp_path / name).read_bytes() == b"of the user"
    assert notes() == []


def test_a_link_and_a_folder_of_such_a_name_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"of the user")
    (tmp_path / PART).symlink_to(tmp_path / "mine.txt")
    left_note(tmp_path / PART)
    clear_leftovers()
    assert (tmp_path / PART).is_symlink() and (tmp_path / "mine.txt").exists()
    (tmp_path / PART).unlink()
    (tmp_path / PART).mkdir()
    left_note(tmp_path / PART)
    clear_leftovers()
    assert (tmp_path / PART).is_dir()


@pytest.mark.parametrize("place", ["/" + 300 * "n", "/a\0b", "/dev/null"])
def test_a_place_that_nobody_can_look_at_stops_nothing_and_stays_noted(place: str) -> None:
    left_note(Path(place, PART))
    clear_leftovers()
    assert len(notes()) == 1


@pytest.mark.parametrize("content", [b"{", b"[3]", b'["/"]', b'{"path": 1}', b"\xff", b"[" * 100_000, b"\0" * 9])
def test_a_damaged_note_stops_nothing_and_goes_after_its_time(tmp_path: Path, content: bytes) -> None:
    note = left_note(tmp_path / PART, content)
    clear_leftovers()
    assert note.exists()
    long_ago = note.stat().st_mtime - 2 * UNFINISHED_S
    os.utime(note, (long_ago, long_ago))
    clear_leftovers()
    assert not note.exists()


def test_without_a_place_for_notes_an_export_is_written_all_the_same(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    (home / "state").write_bytes(b"no folder")
    assert write_user_file(tmp_path / "export.md", b"words") is None
    assert (tmp_path / "export.md").read_bytes() == b"words"
    clear_leftovers()


def test_a_note_is_private_and_holds_a_path_alone(tmp_path: Path) -> None:
    note = Note(tmp_path / PART)
    (written,) = notes()
    assert written.stat().st_mode & 0o777 == 0o600 or os.name != "posix"
    assert json.loads(written.read_bytes()).keys() == {"path", "device", "inode"}
    note.end()
    assert notes() == []
