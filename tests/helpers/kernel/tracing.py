"""Strace, for tests that watch what a command asks of the system, or let the system refuse it."""

import shutil
import subprocess

import pytest


def strace(*words: str) -> list[str]:
    """The beginning of a command that is traced, all its threads and children included.

    Skips the test where there is no `strace`, and where the machine forbids it, as many containers do.
    """
    if shutil.which("strace") is None:
        pytest.skip("there is no `strace` here")
    tried = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, text=True)
    if tried.returncode != 0:
        pytest.skip(f"this machine forbids it: {tried.stderr.strip()}")
    return ["strace", "-f", "-qq", *words]
