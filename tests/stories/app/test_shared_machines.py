"""Homes as terminal servers and file servers have them: full, over quota, read-only, gone back to an older version."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from tests.helpers.kernel.tracing import strace
from tests.helpers.namespaces import unshared
from tests.loopback import Endpoint, saying
from tests.stories.processes import KEY, rows_on_disk

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="homes are mounted with Linux's means")


def asked(home: Path, question: str, before: list[str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Asks a server on loopback on the command line; `before` stands in front of the command."""
    with Endpoint(answer=saying("It says hello.")) as endpoint:
        command = [*(before or []), sys.executable, "-m", "desktop", "ask", question, "--endpoint", endpoint.url]
        environment = {**os.environ, "OPENAI_API_KEY": KEY, "ASKANCE_HOME": str(home)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)


def mounted(home: Path, how: str) -> list[str]:
    """The beginning of a command that sees a file system of 3 MB in the place of `home`, treated with lines of sh."""
    home.mkdir(exist_ok=True)
    lines = f"mount -t tmpfs -o size=3m,mode=700 tmpfs {home} && {how}"
    return [*unshared("--mount", doing=lines), "sh", "-ec", f'{lines} && exec "$@"', "sh"]


def test_a_home_that_cannot_be_written_still_answers_and_says_so(home: Path) -> None:
    before = mounted(home, f"mount -o remount,ro {home}")
    done = asked(home, "Why?", before)
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    assert "New questions and answers aren't being saved" in done.stderr


def test_a_home_that_can_no_longer_be_written_is_not_called_a_disk_with_an_error(home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert asked(kept, "First?").returncode == 0
    done = asked(home, "Second?", mounted(home, f"cp -R {kept}/. {home} && mount -o remount,ro {home}"))
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    assert "Can't write to the history." in done.stderr and "disk has an error" not in done.stderr


def test_a_home_that_is_full_still_answers_and_says_so(home: Path) -> None:
    before = mounted(home, f"(cat /dev/zero >{home}/filler || true) 2>/dev/null")
    done = asked(home, "Why?", before)
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    assert "The disk is full." in done.stderr


@pytest.mark.slow
def test_a_quota_that_is_used_up_is_told_as_no_room_and_loses_nothing(home: Path) -> None:
    assert asked(home, "First?").returncode == 0
    files = [str(home / "data" / (database.NAME + ending)) for ending in ("", "-wal")]
    watched = [word for file in files for word in ("-P", file)]
    refusing = strace("-o", "/dev/null", *watched, "-e", "trace=pwrite64", "-e", "inject=pwrite64:error=EDQUOT")
    done = asked(home, "Second?", refusing)
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    assert "The disk is full." in done.stderr and "disk has an error" not in done.stderr
    assert rows_on_disk(home, "SELECT answer FROM turns") == [("It says hello.",)]


def test_an_older_version_leaves_a_newer_history_alone_and_says_so(home: Path) -> None:
    assert asked(home, "First?").returncode == 0
    history = home / "data" / database.NAME
    with SqliteConnection(history) as newer:
        newer.execute("PRAGMA user_version = 9000")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = history.read_bytes()
    done = asked(home, "Second?")
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    assert "A newer Askance wrote this history. Nothing new is saved." in done.stderr
    assert history.read_bytes() == before


def test_the_readmes_recipe_takes_the_history_back_as_it_was_before(home: Path) -> None:
    assert asked(home, "First?").returncode == 0
    folder = home / "data"
    (folder / database.COPIES).mkdir(exist_ok=True)
    shutil.copy(folder / database.NAME, folder / database.COPIES / "before-version-9000.sqlite")
    with SqliteConnection(folder / database.NAME) as newer:
        newer.execute("PRAGMA user_version = 9000")
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^cd ~/.local/share/askance && .*\ncp .*$", readme, re.MULTILINE)
    recipe = lines[0].replace("~/.local/share/askance", str(folder))
    subprocess.run(["sh", "-ec", recipe], check=True)
    done = asked(home, "Second?")
    assert (done.returncode, done.stdout, done.stderr) == (0, "It says hello.\n", "")
    assert len(rows_on_disk(home, "SELECT answer FROM turns")) == 2
