"""The environment of a child process, as its parent makes it and as the child checks it."""

import os
import sys

OF_THE_SYSTEM = ("LC_CTYPE", "LD_LIBRARY_PATH", "_PYI_", "__CF_USER_TEXT_ENCODING")
"""Beginnings of names that Python, the package's own loader and macOS set in a process that got no environment."""


def child_environment() -> dict[str, str]:
    """Returns the environment of a child: empty, but for the folder without which Windows starts no program."""
    if sys.platform == "win32":
        return {"SYSTEMROOT": os.environ.get("SYSTEMROOT", r"C:\Windows")}
    return {}


def unexpected_variables() -> list[str]:
    """Returns the names of the variables of this process that a child should not have."""
    names = set(os.environ) - set(child_environment())
    return sorted(name for name in names if not name.startswith(OF_THE_SYSTEM))
