"""The cage of a child process: put on in two steps, by the child itself, and never taken off."""

import os
import sys
from typing import TYPE_CHECKING

from desktop.adapters.cage import landlock, limits, system_calls
from desktop.adapters.cage.cage_report import (
    EMPTY_ENVIRONMENT,
    JOB_OBJECT,
    LANDLOCK,
    NO_INHERITED_FILES,
    NO_NEW_PRIVILEGES,
    SYSTEM_CALL_FILTER,
    CageReport,
    Protection,
    attempt,
)
from desktop.adapters.cage.environment import unexpected_variables
from desktop.adapters.cage.limits import Limits
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.cage import seccomp_filter, windows_job
else:
    seccomp_filter = deferred("desktop.adapters.cage.seccomp_filter")
    windows_job = deferred("desktop.adapters.cage.windows_job")

_LAST_STANDARD_FILE = 2


class ChildCage:
    """The protections of this process. Making one puts on what does not keep libraries from being loaded.

    It is made before any thread starts, and sealed when all libraries are loaded, before untrusted data is looked at. A
    protection that the system refuses is reported, and otherwise passed over. `readable` are folders from which
    libraries read while they work.
    """

    def __init__(self, bounds: Limits, readable: tuple[str, ...] = ()) -> None:
        self.is_sealed = False
        protections = [attempt(EMPTY_ENVIRONMENT, _check_environment)]
        if sys.platform.startswith("linux"):
            protections.append(attempt(NO_INHERITED_FILES, _check_files))
        protections += limits.apply(bounds) if sys.platform != "win32" else ()
        if sys.platform.startswith("linux"):
            protections.append(attempt(NO_NEW_PRIVILEGES, _forbid_new_privileges))
            protections.append(attempt(LANDLOCK, lambda: _restrict_to_reading(readable)))
        if sys.platform == "win32":
            protections.append(attempt(JOB_OBJECT, lambda: windows_job.enter(bounds.memory_bytes)))
        self._protections: tuple[Protection, ...] = tuple(protections)

    def seal(self, needs_files: bool = False) -> None:
        """Forbids everything but arithmetic and the pipes to the parent: no library can be loaded after this.

        `needs_files` leaves the folders readable that were given at the start, if Landlock guards all others.
        """
        if self.is_sealed:
            return
        self.is_sealed = True
        if sys.platform.startswith("linux"):
            may_read = needs_files and self.report.holds(LANDLOCK)
            self._protections += (attempt(SYSTEM_CALL_FILTER, lambda: seccomp_filter.install(may_read)),)

    @property
    def report(self) -> CageReport:
        """The protections so far."""
        return CageReport(self._protections)


def _check_environment() -> str:
    names = unexpected_variables()
    if names:
        raise OSError(f"there is {', '.join(names)}")
    return ""


def _check_files() -> str:
    others = [name for name in os.listdir("/proc/self/fd") if int(name) > _LAST_STANDARD_FILE and _is_open(int(name))]
    if others:
        raise OSError(f"descriptors {', '.join(others)}")
    return ""


def _is_open(descriptor: int) -> bool:
    """Returns True unless it was that of the listing itself."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _forbid_new_privileges() -> str:
    system_calls.forbid_new_privileges()
    return ""


def _restrict_to_reading(readable: tuple[str, ...]) -> str:
    is_alone = _runs_alone()
    abi = landlock.restrict_to_reading((*landlock.program_files(), *readable))
    if not is_alone:
        raise OSError("another thread may run, and be free of it")
    return f"version {abi}"


def _runs_alone() -> bool:
    """Returns True if this process certainly has no other thread."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False
