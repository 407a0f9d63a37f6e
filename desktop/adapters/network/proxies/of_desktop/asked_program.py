"""Programs of the system that are asked for the proxy: run without a shell, for a short time, their words bounded."""

import os
import shutil
import subprocess

WITHIN_S = 4.0
_MOST_CHARACTERS = 100_000


def output_of(command: list[str], words: str = "") -> str:
    """Returns what a program prints that is given `words` to read; empty if it is not there, fails or takes long."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    environment = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if original := os.environ.get("LD_LIBRARY_PATH_ORIG"):  # a package's libraries are not for others
        environment["LD_LIBRARY_PATH"] = original
    try:
        done = subprocess.run(
            [program, *command[1:]], input=words, capture_output=True, text=True, timeout=WITHIN_S, env=environment
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""
    return done.stdout[:_MOST_CHARACTERS] if done.returncode == 0 else ""
