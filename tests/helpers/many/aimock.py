"""A server of somebody else's that speaks chat completions, files and batches: https://www.npmjs.com/package/@copilotkit/aimock.

It is installed once, beside the other tools of the project, where npm is there and can reach its registry.
"""

import json
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.clocks.patience import Patience

PACKAGE, VERSION = "@copilotkit/aimock", "1.43.0"
FOLDER = Path(__file__).parents[3] / ".venv" / "aimock"
WITHIN_S = 60.0


def installed() -> Path:
    """Returns the program of the server; skips the test where it cannot be had."""
    program = FOLDER / "node_modules" / PACKAGE / "dist" / "cli.js"
    npm = shutil.which("npm")
    if not program.exists() and npm is not None:
        command = [npm, "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, capture_output=True, check=False, timeout=120)
    if shutil.which("node") is None or not program.exists():
        pytest.skip(f"{PACKAGE} {VERSION} needs Node.js and npm")
    return program


class Aimock:
    """The server while it runs."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"

    def get(self, path: str) -> Any:
        """Returns the JSON at a path."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=240) as response:
            return json.load(response)


@contextmanager
def aimock(folder: Path, says: str) -> Iterator[Aimock]:
    """Runs the server, which answers every question that is asked at once with the same words."""
    program, fixtures = installed(), folder / "answers.json"
    fixtures.write_text(
        json.dumps({"fixtures": [{"match": {"userMessage": "Read it."}, "response": {"content": says}}]})
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["node", str(program), "--port", str(port), "--fixtures", str(fixtures), "--log-level", "silent"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server, patience = Aimock(port), Patience(WITHIN_S)
        while not _answers(server):
            assert process.poll() is None and not patience.is_over(), "the server does not start"
        yield server
    finally:
        process.kill()
        process.wait()


def _answers(server: Aimock) -> bool:
    try:
        server.get("/batches")
    except (OSError, urllib.error.URLError):
        return False
    return True
