"""Small JSON files: the settings and the places of windows. Written whole, then renamed; a broken one is set aside."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.adapters.files.whole_file import PRIVATE, own_target, private_folder, tighten, whole_file
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.values.own_changes import with_own_changes

SETTINGS = ProblemKind.SETTINGS_DAMAGED, ProblemKind.SETTINGS_UNREADABLE
PROMPTS = ProblemKind.PROMPTS_DAMAGED, ProblemKind.PROMPTS_UNREADABLE
"""The problems with a file that is broken, and with one that cannot be read."""


def read_json(path: Path, problems: tuple[ProblemKind, ProblemKind] = SETTINGS) -> dict[str, Any]:
    """Returns the values in the file, none where there is no file. Sets a broken file aside and raises StorageError.

    Neither the file nor its folder is open to others afterwards.
    """
    if os.name == "posix":
        tighten(path)
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    except OSError:
        raise StorageError(Problem(problems[1], path.name)) from None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values
    aside = path.with_suffix(".damaged.json")
    with contextlib.suppress(OSError):
        own_target(path).replace(aside)
    raise StorageError(Problem(problems[0], aside.name))


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Writes `values`, whole or not at all, for nobody but the user to read. Raises StorageError.

    A link that the user has put in the place of the file stays, and the file that it leads to is written.
    """
    try:
        private_folder(path.parent)
        with whole_file(own_target(path), PRIVATE) as file:
            file.write(json.dumps(values, indent=1, ensure_ascii=False).encode("utf-8"))
    except OSError as failed:
        raise StorageError(Problem(ProblemKind.SETTINGS_NOT_SAVED, path.name, failed.strerror or "")) from None


class MergedFile:
    """A small file that another window of the same user may write, too: each write changes only what is new in it."""

    def __init__(
        self,
        path: Path,
        known: dict[str, Any] | None = None,
        usual: Callable[[], dict[str, Any]] = dict,
        together: frozenset[str] = frozenset(),
        problems: tuple[ProblemKind, ProblemKind] = SETTINGS,
    ) -> None:
        """`known` is what it contains, as far as that was read already, and `usual` returns what holds where there is
        no file. The values named in `together` are one: they are changed all at once.
        """
        self._path = path
        self._known = known or {}
        self._usual = usual
        self._together = together
        self._problems = problems

    def read(self) -> dict[str, Any]:
        """Returns the values in the file, none where there is no file. Sets a broken one aside and raises
        StorageError.
        """
        self._known = {}
        self._known = read_json(self._path, self._problems)
        return self._known

    def write(self, values: dict[str, Any]) -> None:
        """Writes what differs from the values that were read or written before. Raises StorageError."""
        try:
            now = read_json(self._path, self._problems)
        except StorageError as failed:
            if failed.problem.kind is not self._problems[0]:
                raise  # nobody can tell what would be lost
            now = {}
        before = self._known or self._usual()
        write_json(self._path, with_own_changes(now, before, values, self._together) if now else values)
        self._known = values
