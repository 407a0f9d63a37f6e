"""The file of the user's own programs that print keys, by origin.

No backup, export or import holds any, and no setting, variable or policy names one: what stands there was typed in the
settings. The file counts only while nobody but the user can change it.
"""

import os
import stat
import sys
from pathlib import Path

from desktop.adapters.files.json_file import read_json, write_json
from desktop.adapters.policy.guard import WRITABLE_BY_OTHERS, PolicyGuard
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.connections.key_program import STORED, KeyProgram, key_program_of_plain


class KeyProgramFile:
    """Owner of the file. Methods block and raise StorageError."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def program_for(self, origin: str) -> KeyProgram | None:
        """Returns the program for an origin; None if there is none."""
        self._check()
        return key_program_of_plain(read_json(self._path).get(origin))

    def save(self, origin: str, program: KeyProgram | None) -> None:
        """Keeps a program for an origin in the place of the one before; None removes that."""
        self._check()
        kept = {name: value for name, value in read_json(self._path).items() if name != origin}
        if program is not None:
            kept[origin] = STORED.to_plain(program)
        if kept or self._path.exists():
            write_json(self._path, kept)

    def _check(self) -> None:
        if sys.platform == "win32":
            return
        try:
            info = os.stat(self._path)
        except OSError:
            return  # what is wrong with it is told when it is read
        if info.st_uid != os.geteuid() or stat.S_IMODE(info.st_mode) & WRITABLE_BY_OTHERS:
            raise StorageError(Problem(ProblemKind.SETTINGS_UNREADABLE, self._path.name))


def own_program_fault(path: Path) -> str:
    """Returns what is wrong with the place of a user's program; empty if only the user and root can change it."""
    if sys.platform == "win32":
        return ""
    return PolicyGuard(frozenset({0, os.geteuid()}), allows_sticky=True).fault(path)
