"""Every line in the code blocks of README, as it stands there, in a shell."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desktop import __version__
from desktop.paths import folders, resource
from tests.helpers.images import encoded
from tests.loopback import Connection, Endpoint, Heard, listing, saying

ROOT = Path(__file__).parents[3]
BLOCKS = re.findall(r"^```\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("askance ") and line != "askance self-test"]
ELSEWHERE = {
    f"sudo dpkg -i askance_{__version__}_amd64.deb",  # tests/frozen unpacks it, and runs what is in it
    "python3 run.py test",  # tools/try_bare_debian.py
    "sudo tar -xJf askance.tar.xz -C /opt",  # tests/frozen unpacks it, and runs what is in it
    "sudo ln -s /opt/askance/askance /usr/local/bin/askance",
    "cd ~/.local/share/askance && mkdir newer && mv history.sqlite* newer/",  # the way back to an older version
    'cp "$(ls -t backups/before-version-*.sqlite | head -n 1)" history.sqlite',
}


@pytest.fixture
def shell_environment(home: Path, tmp_path: Path) -> dict[str, str]:
    """A user at a terminal of a machine without a screen, with what `run.py` has made."""
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    here = str(Path(sys.executable).parent)
    return {**kept, "PATH": f"{here}:{os.environ['PATH']}", "HOME": str(tmp_path), "ASKANCE_HOME": str(home)}


def answer(to: Connection, heard: Heard) -> None:
    """Lists models, and answers questions."""
    serve = listing({"id": "gpt-4o"}) if heard.method == "GET" else saying("It says hello.")
    serve(to, heard)


def typed(line: str, folder: Path, environment: dict[str, str]) -> str:
    """What a line prints that is typed into a shell in a folder. It must pass, and complain of nothing."""
    with Endpoint(answer=answer) as endpoint:
        folders().settings_file.parent.mkdir(parents=True, exist_ok=True)
        folders().settings_file.write_text(json.dumps({"endpoint": endpoint.url, "connection_name": "Work"}))
        done = subprocess.run(
            ["sh", "-c", line], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120
        )
    assert (done.returncode, done.stderr) == (0, b""), (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def test_no_line_is_forgotten() -> None:
    run_here = {"python3 run.py", "askance self-test", *COMMANDS}
    putting = {line for line in LINES if ".local/bin" in line}
    assert len(COMMANDS) >= 7
    assert set(LINES) == {*run_here, *putting, *ELSEWHERE}


def test_it_starts_without_a_screen(shell_environment: dict[str, str]) -> None:
    printed = typed("python3 run.py", ROOT, shell_environment)
    assert "There is no screen here" in printed
    assert "It says hello." in printed


def test_the_command_is_found_in_any_folder(shell_environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").write_text("raise SystemExit('this is not Askance')")
    putting = "; ".join(line for line in LINES if ".local/bin" in line)
    typed(f"set -e; {putting}", ROOT, shell_environment)
    path = {"PATH": f"{tmp_path}/.local/bin:/usr/bin:/bin"}
    assert "FAIL" not in typed("askance self-test", tmp_path, shell_environment | path)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_runs_as_written(line: str, shell_environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("shot.png", "screen.png"):
        shutil.copyfile(resource("sample.png"), tmp_path / name)
    (tmp_path / "app.log").write_text("10:01 ERROR disk full\n")
    pages = [Image.new("L", (1200, 900), shade) for shade in (250, 10)]
    (tmp_path / "plan.pdf").write_bytes(encoded(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    assert typed(line, tmp_path, shell_environment)
