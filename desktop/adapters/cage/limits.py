"""Limits of memory, processor time and files, which the system enforces on a child process."""

import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from desktop.adapters.cage import system_calls
from desktop.adapters.cage.cage_report import (
    CPU_LIMIT,
    MEMORY_LIMIT,
    NO_CORE_DUMPS,
    NO_FILES_WRITTEN,
    Protection,
    attempt,
)
from desktop.deferred import deferred

if TYPE_CHECKING:
    import resource
else:
    resource = deferred("resource")  # POSIX only

_PROCESS_CLOCK = 2  # CPUCLOCK_SCHED of linux/posix-timers.h: the processor time of all threads of a process


class Limits(NamedTuple):
    """The most that a child may use: bytes of address space, and seconds of processor time in its whole life."""

    memory_bytes: int
    cpu_s: int


DECODER_LIMITS = Limits(1_500_000_000, 300)
"""An image of 120 million pixels needs 1.1 billion bytes; the longest decoding is ended after 20 s of work."""
READER_LIMITS = Limits(6_000_000_000, 3600)
"""Chosen. Measured: 0.63 to 1.0 GB in use; 79 s of processor time for a first reading of a dense 4K page."""


def apply(limits: Limits) -> tuple[Protection, ...]:
    """Puts all limits on this process."""
    return (
        attempt(NO_CORE_DUMPS, _forbid_core_dumps),
        attempt(MEMORY_LIMIT, lambda: _limit_memory(limits.memory_bytes)),
        attempt(CPU_LIMIT, lambda: _limit_cpu(limits.cpu_s)),
        attempt(NO_FILES_WRITTEN, _forbid_written_files),
    )


def cpu_spent_s(pid: int) -> float:
    """Returns the processor time that a living process has spent, in seconds; 0 where the system does not tell it."""
    if not sys.platform.startswith("linux"):
        return 0.0
    try:
        return time.clock_gettime((~pid << 3) | _PROCESS_CLOCK)
    except OSError:  # it ended meanwhile
        return 0.0


def _limit_memory(size: int) -> str:
    """Limits the address space, to less where a lower limit was given already. macOS refuses it with OSError."""
    _, given = resource.getrlimit(resource.RLIMIT_AS)  # type: ignore[attr-defined, unused-ignore]
    size = size if given == resource.RLIM_INFINITY else min(size, given)  # type: ignore[attr-defined, unused-ignore]
    resource.setrlimit(resource.RLIMIT_AS, (size, size))  # type: ignore[attr-defined, unused-ignore]
    return f"{size / 1e9:g} GB"


def _limit_cpu(seconds: int) -> str:
    """Limits the processor time. Elsewhere than on Linux the parent could not replace the child in time."""
    if not sys.platform.startswith("linux"):
        raise OSError("only on Linux")
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    return f"{seconds} s"


def _forbid_core_dumps() -> str:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # type: ignore[attr-defined, unused-ignore]
    if sys.platform.startswith("linux"):
        system_calls.forbid_dumps()
    return ""


def _forbid_written_files() -> str:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # type: ignore[attr-defined, unused-ignore]
    return ""
