"""The command line that starts this very copy of the program, for files and settings of the desktop."""

import os
import shlex
import sys
from pathlib import Path

from desktop.paths import PARTS


def own_command(*arguments: str) -> tuple[str, ...]:
    """Returns the command with these arguments: an AppImage's file, a package's program, or a checkout's script."""
    image = os.environ.get("APPIMAGE", "")
    if getattr(sys, "frozen", False):
        return (image or _packaged_command(), *arguments)
    script = Path(sys.executable).with_name("askance")
    if script.is_file():
        return (str(script), *arguments)
    return (sys.executable, "-m", "desktop", *arguments)


def _packaged_command() -> str:
    """Returns the package's command: on Linux a script above the program, which lies among its parts."""
    program = Path(sys.executable)
    command = program.parents[1] / program.name
    return str(command) if program.parent.name == PARTS and command.is_file() else sys.executable


def command_line(*arguments: str) -> str:
    """Returns the same as a line for a shell."""
    return shlex.join(own_command(*arguments))


def exec_value(*arguments: str) -> str:
    """Returns the same as the value of Exec in a desktop file, which has a quoting of its own."""
    return " ".join(_quoted(part) for part in own_command(*arguments))


def _quoted(part: str) -> str:
    """Returns a part in the quotes of the Desktop Entry Specification; a percent sign begins a field code there."""
    part = part.replace("%", "%%")
    if part and not set(part) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return part
    escaped = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in part)
    return '"' + escaped.replace("\\", "\\\\") + '"'
