"""No kill, no power cut and nobody else who writes the history makes the record of commits raise a false alarm."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.damage.commit_record import read_commits
from desktop.adapters.storage.damage.log_frames import frames_named
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import COMMITS
from tests.adapters.storage.damage.histories import (
    TODAY,
    content_of,
    conversation,
    fill,
    killed_with_log,
    used,
)

pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]
HEADER_BYTES, FRAME_BYTES = 32, 24 + 4096


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    return killed_with_log(tmp_path)


def test_a_history_as_it_was_left_raises_no_alarm(killed: Path) -> None:
    assert used(killed).problems == []
    assert used(killed).problems == []


def test_a_kill_between_a_commit_and_its_line_raises_no_alarm(killed: Path) -> None:
    record = killed / COMMITS
    record.write_bytes(record.read_bytes()[:-40])
    use = used(killed)
    assert (use.content, use.problems) == (content_of(range(9)), [])


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"[1, 2", b"rubbish\n" * 20, b'{"a": 1}\n[true]\n[3.5]\n[]'])
def test_a_damaged_record_raises_no_alarm(killed: Path, content: bytes) -> None:
    (killed / COMMITS).write_bytes(content)
    use = used(killed)
    assert (use.content, use.problems) == (content_of(range(9)), [])
    assert read_commits(killed) is not None


def test_another_program_that_writes_the_log_back_raises_no_alarm(killed: Path) -> None:
    other = apsw.Connection(str(killed / NAME))
    other.execute("SELECT count(*) FROM turns").fetchall()
    other.close()
    assert not log_of(killed / NAME).exists()
    use = used(killed)
    assert (use.content, use.problems) == (content_of(range(9)), [])


def test_a_copy_that_the_user_puts_in_the_place_raises_no_alarm(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    fill(tmp_path, range(3, 6), TODAY, copied=False)
    shutil.copyfile(tmp_path / "backups" / f"{TODAY}.sqlite", tmp_path / NAME)
    use = used(tmp_path)
    assert (use.content, use.problems) == (content_of(range(3)), [])


def test_the_history_of_another_computer_raises_no_alarm(killed: Path) -> None:
    log_of(killed / NAME).unlink()
    living = SqliteStore(killed.with_name("other"))
    living.close()
    shutil.copyfile(killed.with_name("other") / NAME, killed / NAME)
    for path in (killed / "backups").iterdir():
        path.unlink()
    assert used(killed).problems == []


def test_a_folder_whose_history_the_user_removes_whole_raises_no_alarm(killed: Path) -> None:
    shutil.rmtree(killed)
    killed.mkdir()
    assert used(killed).problems == []


def test_a_record_that_cannot_be_written_records_nothing(tmp_path: Path) -> None:
    (tmp_path / COMMITS).mkdir()
    fill(tmp_path, range(3), TODAY, copied=True)
    use = used(tmp_path)
    assert (use.content, use.problems) == (content_of(range(3)), [])


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_link_in_the_place_of_the_record_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / COMMITS).symlink_to(victim)
    fill(tmp_path / "data", range(1), TODAY, copied=False)
    assert victim.read_text() == "precious"
    assert not (tmp_path / "data" / COMMITS).is_symlink()


def test_killed_in_the_middle_of_writing_it_raises_no_alarm(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, datetime\n"
        "from desktop.adapters.storage.sqlite_store import SqliteStore\n"
        "from tests.adapters.storage.damage.histories import conversation\n"
        "store = SqliteStore(pathlib.Path(sys.argv[1]))\n"
        "for number in range(int(sys.argv[2]), 1000):\n"
        "    store.save_turns(conversation(number))\n"
        "    print(number, flush=True)\n"
    )
    done = 0
    for until in (3, 11, 17):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), str(done)], stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            done = next(number for number in map(int, program.stdout) if number >= until) + 1
            program.kill()
        use = used(tmp_path, date(2026, 11, 28))
        assert use.problems == []
        assert content_of(range(done)).items() <= use.content.items()


# a transaction that was being written when the power went


@pytest.mark.parametrize("kept", [24, 30, 1000, FRAME_BYTES - 1])
def test_a_commit_that_was_torn_is_no_damage(killed: Path, kept: int) -> None:
    store = SqliteStore(killed, lambda: TODAY)
    log = log_of(killed / NAME)
    store.save_turns(conversation(9))
    before, record = frames_named(log), (killed / COMMITS).read_bytes()
    store.save_turns(conversation(10))
    after, end = log.read_bytes(), HEADER_BYTES + frames_named(log) * FRAME_BYTES
    assert frames_named(log) > before
    folder = killed.with_name("cut")
    shutil.copytree(killed, folder)
    store.close()
    torn = after[: end - FRAME_BYTES + kept] + bytes(FRAME_BYTES - kept) + after[end:]
    log_of(folder / NAME).write_bytes(torn)
    (folder / COMMITS).write_bytes(record)  # it had not been acknowledged
    use = used(folder)
    assert (use.content, use.problems) == (content_of(range(10)), [])
