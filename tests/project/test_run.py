"""`run.py test` runs what it says: all checks and the tests that are not slow, and with `--all` every test."""

import subprocess
import sys
from pathlib import Path

import run
from desktop.cli.commands import COMMANDS
from run import checks

ROOT = Path(__file__).parents[2]
SLOW_AND_OTHERS = "tests/core/image/test_redaction.py"


def collected(*arguments: str) -> str:
    """Returns the list of tests that pytest would run of a file, if `run.py test` had these arguments."""
    command = [sys.executable, *checks([*arguments])[-1], "-n", "0", "--no-cov", "--collect-only", SLOW_AND_OTHERS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_test_run_leaves_out_the_slow_tests_and_all_leaves_out_none() -> None:
    slow, other = "test_no_byte_depends_on_what_is_covered[0]", "test_a_cover_is_solid_and_exact_where_nothing_spreads"
    quick, everything = collected(), collected("--all")
    assert (slow in quick, other in quick) == (False, True)
    assert (slow in everything, other in everything) == (True, True)
    assert "--cov" in checks(["--all"])[-1]
    assert "--cov" not in checks([])[-1]


def test_both_run_every_check_first() -> None:
    assert checks([])[:-1] == checks(["--all"])[:-1]
    assert {step[1] for step in checks([])[:-1] if step[0] == "-m"} == {"ruff", "mypy"}
    assert any("importlinter" in part for step in checks([])[:-1] for part in step)


def test_other_arguments_are_those_of_pytest() -> None:
    assert checks(["tests/core", "-x"]) == [["-m", "pytest", "tests/core", "-x"]]
    assert checks(["--all", "tests/core"]) == [["-m", "pytest", "--cov", "tests/core"]]


def test_what_must_hold_before_a_change_lands_is_everything() -> None:
    assert "\npython3 run.py test --all\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_every_command_is_known_as_one_that_needs_no_window() -> None:
    assert {command.name for command in COMMANDS} == set(run.COMMANDS)
