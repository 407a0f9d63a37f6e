"""The progress of the first set-up, with real child processes."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers.clocks.patience import Patience
from tools.set_up_progress import PackageShare, Step, line_for, system_share, unknown_share

ROOT = Path(__file__).parents[2]


def test_the_share_of_packages_is_read_from_the_sizes_of_what_is_here(tmp_path: Path) -> None:
    share = PackageShare(tmp_path)
    assert share("Downloading pyside6-essentials (90.0MiB)") is None
    assert share("Downloading numpy (10240.0KiB)") is None
    assert share("Downloaded numpy") == 0.5 * 10 / 100
    assert share(" Downloaded pyside6-essentials") == 0.5
    assert share("Prepared 58 packages in 12.1s") == 0.5
    assert share(" + numpy==2.4.0") is None
    assert share.look() == 0.0
    for name in ("a.py", "b.py", "a.pyc"):
        (tmp_path / name).touch()
    share("Installed 58 packages in 300ms")
    assert share.look() == 0.75


def test_the_share_of_the_systems_packages_is_read_from_apts_status() -> None:
    assert system_share("dlstatus:1:50.0:Retrieving file 1 of 2") == 0.2
    assert system_share("pmstatus:libgl1:100.0:Installed libgl1") == 1.0
    assert system_share("Reading package lists...") is None


def test_the_time_left_is_told_once_it_can_be() -> None:
    assert line_for("Installing packages", 0.25, 10.0) == "Installing packages… 25%, about 30 s left. Ctrl+C cancels."
    assert line_for("Installing packages", 0.01, 10.0) == "Installing packages… 10 s. Ctrl+C cancels."
    assert line_for("Installing packages", 0.0, 0.2) == "Installing packages… Ctrl+C cancels."


def test_a_step_says_what_it_does_and_shows_its_output_only_where_it_fails() -> None:
    out = io.StringIO()
    assert Step("Doing it", unknown_share, out).run([sys.executable, "-c", "print('noise')"]) == 0
    assert out.getvalue() == "Doing it… Ctrl+C cancels.\n"
    broken = "import sys; print('why it failed', file=sys.stderr); sys.exit(3)"
    assert Step("Doing it", unknown_share, out).run([sys.executable, "-c", broken]) == 3
    assert out.getvalue().endswith("why it failed\n")


def test_ctrl_c_ends_the_step_with_its_child(tmp_path: Path) -> None:
    pid = str(tmp_path / "pid")
    child = f"import os, pathlib, time; pathlib.Path({pid!r}).write_text(str(os.getpid())); time.sleep(600)"
    parent = (
        "import sys\n"
        "from tools.set_up_progress import Step\n"
        "try:\n"
        f"    Step('Waiting').run([sys.executable, '-c', {child!r}])\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    patience = Patience()
    while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text()) and not patience.is_over():
        assert process.poll() is None
        time.sleep(0.02)  # another process is waited for
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 130
    assert output == "Waiting… Ctrl+C cancels.\n"
    assert not os.path.exists(f"/proc/{(tmp_path / 'pid').read_text()}")
