"""The files of this computer's policy, or what its system has in their place, in the order in which they count."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.adapters.policy.file_reader import file_source, folder_sources, is_absent
from desktop.adapters.policy.guard import Guard, PolicyGuard
from desktop.core.settings.policy.source import Level, PolicySource
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.policy import managed_preferences, registry
else:
    managed_preferences = deferred("desktop.adapters.policy.managed_preferences")
    registry = deferred("desktop.adapters.policy.registry")

if sys.platform != "win32":
    import pwd

_ADMIN_GROUP = 80  # of macOS, whose members may write into /Library


def policy_guard() -> PolicyGuard:
    """Returns who may write a policy: root, and on macOS the administrators' group."""
    return PolicyGuard(groups=frozenset({_ADMIN_GROUP} if sys.platform == "darwin" else ()))


def program_fault(path: Path) -> str:
    """Returns what is wrong with the place of a program that a policy names; empty if only root can change it.

    Windows protects its folders of programs by other means.
    """
    return "" if sys.platform == "win32" else policy_guard().fault(path)


def named_file_fault(path: Path, is_run: bool) -> str:
    """Returns what is wrong with a file that a policy names, and that is run if `is_run`; empty if it serves."""
    try:
        if fault := program_fault(path):
            return fault
        is_file = path.is_file()
    except (OSError, ValueError) as failed:
        return getattr(failed, "strerror", None) or "it cannot be read"
    if not is_file:
        return "it is no ordinary file"
    return "it cannot be run" if is_run and not os.access(path, os.X_OK) else ""


def policy_sources() -> tuple[PolicySource, ...]:
    """Returns every part of the policy, read now: a later one counts more. Nothing of a user's can change the list."""
    if sys.platform == "win32":
        return registry.registry_sources()  # C:\ProgramData, where every user may make a folder, is not trusted
    file, fault_of = paths.policy_file(), policy_guard().fault
    if sys.platform != "darwin" and _is_nothing_there(file.parent, fault_of):
        return ()
    first = file_source(file, Level.MANAGED, fault_of)
    found: tuple[PolicySource, ...] = () if first is None else (first,)
    if sys.platform == "darwin":
        user = pwd.getpwuid(os.getuid()).pw_name  # no variable can change it
        return found + managed_preferences.preference_sources(fault_of, user)
    for level in Level:
        found += folder_sources(file.with_name("policies") / level, level, fault_of)
    return found


def _is_nothing_there(folder: Path, fault_of: Guard) -> bool:
    """Returns True if the folder of all policies is absent, and nobody but root could have removed it.

    Each question asks this: it takes a fifth of the time of looking for each file.
    """
    try:
        return not fault_of(folder.parent) and is_absent(folder)
    except OSError:
        return False
