"""`askance many --run-file`: without history, a run is in a file of the user's choice, and goes on from it."""

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from desktop.cli.exit_codes import INCOMPLETE, USAGE
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import (
    many_command,
    numbered_pictures,
    rows_of,
    run_many,
    say_number,
    start_many,
    states,
    write_settings,
)
from tests.helpers.namespaces import unshared

ROOT = Path(__file__).parents[4]
ASK = "--ask", "Read it.", "--field", "total:number", "--no-history"


@pytest.fixture(autouse=True)
def settings() -> None:
    write_settings()


def test_a_killed_run_goes_on_from_its_file_wherever_that_was_moved(tmp_path: Path, home: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 30), tmp_path / "table.json"
    file, moved = tmp_path / "run with space", tmp_path / "elsewhere" / "moved.askance-run"
    with LimitedEndpoint(reply=say_number, delay_s=0.1) as endpoint:
        first = start_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", file)
        assert first.stdout is not None and first.stderr is not None
        words = first.stderr.readline()
        assert f"--resume {file}" in words and "127.0.0.1" in words
        for _ in range(5):
            first.stdout.readline()
        first.send_signal(signal.SIGKILL)
        first.communicate()
        moved.parent.mkdir()
        shutil.move(file, moved)
        again = run_many("--resume", moved, "--no-history", "--again", "unconfirmed", "--out", out)
        assert (again.returncode, states(rows_of(out))) == (0, {"answered": 30}), again.stderr
        assert [row["values"]["total"] for row in rows_of(out)] == list(range(30))
        assert 30 <= endpoint.received <= 30 + 64
    assert moved.stat().st_mode & 0o777 == 0o600
    assert not list(home.rglob("*.sqlite"))  # nothing of it is in the history


def test_a_copy_asks_nothing_again_in_silence(tmp_path: Path, home: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 30), tmp_path / "table.json"  # more than are asked at once
    file, copy = tmp_path / "run", tmp_path / "copy"
    with LimitedEndpoint(reply=say_number, delay_s=0.1) as endpoint:
        first = start_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", file)
        assert first.stdout is not None
        first.stdout.readline()
        first.send_signal(signal.SIGKILL)
        first.communicate()
        shutil.copy(file, copy)
        assert run_many("--resume", file, "--again", "unconfirmed").returncode == 0
        received = endpoint.received
        again = run_many("--resume", copy, "--out", out)
        assert endpoint.received == received, again.stderr
        assert (again.returncode, set(states(rows_of(out)))) == (INCOMPLETE, {"answered", "not confirmed"})
        copied = [row for row in rows_of(out) if (row["problem"] or "").startswith("It was asked from another copy")]
        some = len(copied) > 1
        asked, answers = f"{len(copied)} picture{'s were' if some else ' was'}", "the answers" if some else "its answer"
        there = f"{asked} asked from another copy of this file, where {answers} may be. Resume that copy, or"
        assert there in again.stderr
        assert run_many("--resume", copy, "--again", "unconfirmed", "--out", out).returncode == 0
    assert states(rows_of(out)) == {"answered": 30}


def test_what_is_there_stays_and_a_strangers_file_is_no_run(tmp_path: Path) -> None:
    pictures, note = numbered_pictures(tmp_path / "pictures", 2), tmp_path / "mine.txt"
    note.write_text("mine" * 100)
    with LimitedEndpoint() as endpoint:
        ended = run_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", note)
        assert ended.returncode != 0
        assert "“mine.txt” is there already." in ended.stderr
        ended = run_many("--resume", note)
        assert "isn't a run of Askance" in ended.stderr
        ended = run_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", tmp_path / "gone" / "run")
        assert "Couldn't save “run”" in ended.stderr
        assert (endpoint.received, note.read_text()) == (0, "mine" * 100)
        assert "Traceback" not in ended.stderr
        ended = run_many("--resume", note, "--run-file", tmp_path / "other")
        assert ended.returncode == USAGE


def test_a_second_program_on_the_file_is_refused(tmp_path: Path) -> None:
    pictures, file = numbered_pictures(tmp_path / "pictures", 3), tmp_path / "run"
    with LimitedEndpoint(delay_s=5.0) as endpoint:
        first = start_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", file)
        try:
            assert first.stderr is not None
            first.stderr.readline()
            second = run_many("--resume", file)
        finally:
            first.kill()
            first.communicate()
    assert second.returncode != 0
    assert "This run is open in another window or command." in second.stderr


def test_a_dry_run_makes_no_file(tmp_path: Path) -> None:
    pictures, file = numbered_pictures(tmp_path / "pictures", 2), tmp_path / "run"
    with LimitedEndpoint() as endpoint:
        ended = run_many(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", file, "--dry-run")
    assert (ended.returncode, file.exists()) == (0, False), ended.stderr


def on_a_disk(disk: Path, size: str, *lines: str) -> "subprocess.CompletedProcess[str]":
    """Runs lines of sh that see a file system of this size in the place of a folder."""
    disk.mkdir()
    mounted = f"mount -t tmpfs -o size={size} tmpfs {disk}"
    command = [*unshared("--mount", doing=mounted), "sh", "-c", "\n".join((mounted, *lines))]
    return subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, timeout=240)


def test_a_disk_that_fills_pauses_the_run_and_with_room_it_goes_on(tmp_path: Path) -> None:
    pictures, out, disk = numbered_pictures(tmp_path / "pictures", 80), tmp_path / "table.json", tmp_path / "disk"
    with LimitedEndpoint(reply=lambda body, number: say_number(body, number) + " " + "long " * 1600) as endpoint:
        asked = shlex.join(many_command(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", disk / "run"))
        again = shlex.join(many_command("--resume", disk / "run", "--again", "unconfirmed", "--out", out))
        ended = on_a_disk(disk, "200k", asked, "echo ended $?", f"mount -o remount,size=50m {disk}", again)
        assert "The run has paused: the disk is full." in ended.stderr
        assert "ended 0" not in ended.stdout
        assert (ended.returncode, states(rows_of(out))) == (0, {"answered": 80}), ended.stderr
        assert [row["values"]["total"] for row in rows_of(out)] == list(range(80))
        assert 80 <= endpoint.received <= 80 + 64
    assert "Traceback" not in ended.stderr


def test_a_disk_without_room_for_a_new_run_has_nothing_left_on_it(tmp_path: Path) -> None:
    pictures, disk = numbered_pictures(tmp_path / "pictures", 80), tmp_path / "disk"
    with LimitedEndpoint() as endpoint:
        asked = shlex.join(many_command(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", disk / "run"))
        ended = on_a_disk(disk, "16k", asked, f"ls -A {disk} | wc -l")
        assert "Couldn't save “run”" in ended.stderr
        assert (ended.stdout.strip(), endpoint.received) == ("0", 0), ended.stderr


def test_a_file_in_a_place_that_became_read_only_says_so_before_anything_is_asked(tmp_path: Path) -> None:
    pictures, disk = numbered_pictures(tmp_path / "pictures", 3), tmp_path / "disk"
    with LimitedEndpoint(reply=say_number) as endpoint:
        new = shlex.join(many_command(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", disk / "run"))
        other = shlex.join(many_command(pictures, *ASK, "--endpoint", endpoint.url, "--run-file", disk / "other"))
        again = shlex.join(many_command("--resume", disk / "run"))
        ended = on_a_disk(disk, "5m", new, f"mount -o remount,ro {disk}", again, other)
        assert "Couldn't save “run”" in ended.stderr and "Couldn't save “other”" in ended.stderr
        assert endpoint.received == 3
    assert "Traceback" not in ended.stderr
