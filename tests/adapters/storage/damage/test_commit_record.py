"""A log that is gone, or cut at its end, is noticed by the record of commits beside it; nothing else is damage."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.damage.commit_record import read_commits
from desktop.adapters.storage.damage.log_frames import frames_named
from desktop.adapters.storage.database import NAME, log_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import COMMITS
from desktop.core.conversation.healing_report import DamageCause
from desktop.core.errors import ProblemKind
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.damage.histories import (
    IMAGES,
    TODAY,
    TOMORROW,
    YESTERDAY,
    content_of,
    conversation,
    fill,
    used,
)
from tests.adapters.storage.samples import turn

pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]
HEADER_BYTES, FRAME_BYTES = 32, 24 + 4096


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A history with yesterday's copy, whose three conversations of today are in the log alone."""
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(6), YESTERDAY, copied=True)
    store = SqliteStore(living, lambda: TODAY)
    store.save_images(IMAGES)
    for number in range(6, 9):
        store.save_turns(conversation(number))
    shutil.copytree(living, folder)
    store.close()
    return folder


def turns_in(numbers: range) -> int:
    return sum(len(conversation(number)) for number in numbers)


def remove(log: Path) -> None:
    log.unlink()


def empty(log: Path) -> None:
    log.write_bytes(b"")


def keep_head(log: Path) -> None:
    log.write_bytes(log.read_bytes()[:32])


@pytest.mark.parametrize("lose", [remove, empty, keep_head])
def test_a_log_that_is_gone_is_said_with_the_number_of_questions(killed: Path, lose: Callable[[Path], None]) -> None:
    lose(log_of(killed / NAME))
    use = used(killed)
    assert use.content == content_of(range(6))
    assert (use.report.cause, use.report.turns_lost) == (DamageCause.DAMAGED, turns_in(range(6, 9)))
    assert use.report.lost_count_known
    assert used(killed, TOMORROW).problems == []


def test_a_log_that_is_cut_at_its_very_end_is_said(killed: Path) -> None:
    log = log_of(killed / NAME)
    log.write_bytes(log.read_bytes()[:-FRAME_BYTES])
    use = used(killed)
    assert use.content == content_of(range(8))
    assert use.report.turns_lost == len(conversation(8))


def test_what_a_copy_has_more_than_the_file_is_brought_back(killed: Path) -> None:
    store = SqliteStore(killed, lambda: TODAY)
    store.save_turns(conversation(9))
    store.run_maintenance()
    store.save_turns(conversation(10))
    folder = killed.with_name("killed again")
    shutil.copytree(killed, folder)
    store.close()
    log_of(folder / NAME).unlink()
    use = used(folder, TOMORROW)
    assert use.content == content_of(range(10))
    assert use.report.turns_lost == len(conversation(10))


def test_a_lost_end_of_an_answer_is_a_part_that_is_missing(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(3), YESTERDAY, copied=False)
    asked = replace(turn("c", "why?", 50.0, answer="because"), id="f" * 32)
    store = SqliteStore(living)
    store.save_turns([asked])
    store.close()
    store = SqliteStore(living)
    store.save_turns([replace(asked, answer="because it is so")])
    shutil.copytree(living, folder)
    store.close()
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.turns_lost, report.turns_in_part) == (0, 1)


def test_lost_changes_without_questions_are_said(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(3), YESTERDAY, copied=False)
    store = SqliteStore(living)
    store.rename("c001", "a title")
    store.save_draft("d", Draft("typed"))
    shutil.copytree(living, folder)
    store.close()
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.turns_lost, report.turns_in_part, report.changes_lost) == (0, 0, True)


def test_what_was_deleted_is_not_missing(killed: Path) -> None:
    store = SqliteStore(killed, lambda: TODAY)
    store.save_turns(conversation(9))
    store.delete(["c009"])
    store.save_turns(conversation(10))
    folder = killed.with_name("killed again")
    shutil.copytree(killed, folder)
    store.close()
    log_of(folder / NAME).write_bytes(b"")
    use = used(folder)
    assert "c009" not in use.content
    assert use.report.turns_lost == len(conversation(10))


def test_a_history_that_is_gone_is_said_though_nothing_is_beside_it(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    store = SqliteStore(living)
    store.save_turns([turn("c", "why?", 1.0)])
    shutil.copytree(living, folder)
    store.close()
    (folder / NAME).unlink()
    log_of(folder / NAME).unlink()
    report = used(folder).report
    assert (report.kind, report.cause) == (ProblemKind.STORE_RESET, DamageCause.MISSING)
    assert used(folder, TOMORROW).problems == []


def test_a_log_that_is_older_than_the_history_is_not_applied(tmp_path: Path) -> None:
    living, folder = tmp_path / "living", tmp_path / "killed"
    store = SqliteStore(living)
    for number in range(3):
        store.save_turns(conversation(number))
    old = log_of(living / NAME).read_bytes()
    store.close()
    fill(living, range(3, 20), TODAY, copied=True)
    shutil.copytree(living, folder)
    log_of(folder / NAME).write_bytes(old)
    use = used(folder)
    assert use.content == content_of(range(20))
    assert use.report.turns_lost == 0


# no false alarm


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


def test_an_older_state_that_the_user_puts_in_the_place_raises_no_alarm(killed: Path) -> None:
    log_of(killed / NAME).unlink()
    shutil.copyfile(killed / "backups" / f"{YESTERDAY}.sqlite", killed / NAME)
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
