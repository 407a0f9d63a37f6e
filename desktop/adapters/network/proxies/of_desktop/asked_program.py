"""Programs of the system that are asked for the proxy: run without a shell, for a short time, their words bounded."""

import os
import shutil
import subprocess

from desktop.adapters.system.core_dumps import given_core_limit

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
        with given_core_limit():
            process = subprocess.Popen(
                [program, *command[1:]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=environment,
            )
        with process:
            output = _answer(process, words)
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""
    return output[:_MOST_CHARACTERS] if process.returncode == 0 else ""


def _answer(process: "subprocess.Popen[str]", words: str) -> str:
    try:
        return process.communicate(words, timeout=WITHIN_S)[0]
    except BaseException:
        process.kill()
        raise
