"""Running a measured program in a process of its own: it prints one JSON line, which is the result."""

import json
import subprocess
import sys
import time
from typing import Any

from tests.x11.screen import Screen


def without_bytecode_switch(environment: dict[str, str]) -> dict[str, str]:
    """An environment in which Python keeps its compiled modules, as it does by default."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run_child(at: Screen, code: str, command: list[str] | None = None, **environment: str) -> dict[str, Any]:
    """The JSON that `code` (a Python program) prints last; the time of the spawn is in BENCH_START."""
    done = subprocess.run(
        command or [sys.executable, "-c", code],
        env={**without_bytecode_switch(at.environment), "BENCH_START": repr(time.time()), **environment},
        capture_output=True,
        text=True,
        timeout=1500,
    )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"the measured program ended with {done.returncode}: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result
