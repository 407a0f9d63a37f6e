"""Tells if a file of a policy, and everything on the way to it, is in the hands of administrators alone."""

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MOST_LINKS = 40  # as Linux allows
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class PolicyGuard:
    """`owners` are the ids of users, and `groups` of groups, that may write. Nothing above `top` is looked at.

    With `allows_sticky`, others may write into a folder where they cannot replace what is not theirs.
    """

    owners: frozenset[int] = frozenset({0})
    groups: frozenset[int] = frozenset()
    top: Path = Path("/")
    allows_sticky: bool = False

    def fault(self, path: Path) -> str:
        """Returns what is wrong with a file, its folders, or a link on the way; empty if nothing is. Raises OSError."""
        pending, here, links = list(path.parts[1:]), Path(path.anchor), 0
        while True:
            info = os.lstat(here)
            if stat.S_ISLNK(info.st_mode):
                links += 1
                if links > MOST_LINKS:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
                if info.st_uid not in self.owners:
                    return f"“{here}” does not belong to root"
                target = Path(os.readlink(here))
                here = Path(target.anchor) if target.is_absolute() else here.parent
                pending = [*target.parts[1 if target.is_absolute() else 0 :], *pending]
            elif fault := self._fault_of(here, info):
                return fault
            if not pending:
                return ""
            name = pending.pop(0)
            here = here.parent if name == ".." else here / name

    def _fault_of(self, here: Path, info: os.stat_result) -> str:
        if here != self.top and here in self.top.parents:
            return ""
        if info.st_uid not in self.owners:
            return f"“{here}” does not belong to root"
        mode = info.st_mode & WRITABLE_BY_OTHERS
        if self.allows_sticky and stat.S_ISDIR(info.st_mode) and info.st_mode & stat.S_ISVTX:
            mode = 0
        if mode & stat.S_IWGRP and info.st_gid in self.groups:
            mode &= ~stat.S_IWGRP
        return f"others than root may change “{here}”" if mode else ""


Guard = Callable[[Path], str]
"""Returns what is wrong with a path; empty if nothing is. Raises OSError."""
