"""A package's command in a folder of its own, with a small program in the place of Askance's."""

import subprocess
from pathlib import Path

from desktop.paths import PARTS
from tools.packages.launcher import LOADERS, PLACES, launcher

PROGRAM = '#!/bin/sh\nprintf \'%s\\0\' "$0" $$ "$@"\nexit 7\n'
SERVES, TOO_NEW = "2.2", "99.1"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
NOWHERE = "askance: its own folder cannot be found; start it by its whole path\n"
SENTENCE = "Askance needs a newer system, with glibc {} or later. This one has {}.\n"


def package(
    folder: Path, needs: str = SERVES, places: str = PLACES, program: str = PROGRAM, loaders: str = LOADERS
) -> Path:
    """A package in a folder with an awkward name, with a program that prints its name, its id and its arguments."""
    command = folder / "some where 'ü'" / "askance"
    (command.parent / PARTS).mkdir(parents=True)
    command.write_text(launcher(needs, places, loaders), encoding="utf-8")
    inside = command.parent / PARTS / "askance"
    inside.write_text(program, encoding="utf-8")
    command.chmod(0o755)
    inside.chmod(0o755)
    return command


def trap(folder: Path) -> Path:
    """A folder in which a stranger has put what would be taken for the program."""
    program = folder / "current" / PARTS / "askance"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho from the current folder\n", encoding="utf-8")
    program.chmod(0o755)
    return folder / "current"


def told_by(folder: Path, **answers: str) -> str:
    """A folder with programs that answer with a few lines of the shell, and nothing else that the launcher calls."""
    folder.mkdir()
    for name, answer in answers.items():
        (folder / name).write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


def start(command: Path | str, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = ENVIRONMENT | more
    return subprocess.run([command, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
