"""Core dumps of the program itself are off: its memory holds the key and the pictures. Programs that it starts get back
the limit that the system gave.

Only the soft limit is lowered. The process stays dumpable, because the desktop's portal refuses others.
"""

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import resource
else:
    resource = deferred("resource")  # POSIX only

_given: list[int] = []
"""The soft limit of the system, once it was lowered."""
_giving = threading.Lock()  # programs are started by several threads


def forbid_core_dumps() -> None:
    """Lowers the limit of this process to nothing; does nothing where the system has no such limit."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        soft, hard = resource.getrlimit(resource.RLIMIT_CORE)  # type: ignore[attr-defined, unused-ignore]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))  # type: ignore[attr-defined, unused-ignore]
        _given[:] = [soft]


@contextlib.contextmanager
def given_core_limit() -> Iterator[None]:
    """Gives back the limit of the system for as long as another program is being started."""
    if not _given:
        yield
        return
    with _giving:
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)  # type: ignore[attr-defined, unused-ignore]
        with contextlib.suppress(OSError, ValueError):  # if somebody has lowered the hard limit meanwhile
            resource.setrlimit(resource.RLIMIT_CORE, (_given[0], hard))  # type: ignore[attr-defined, unused-ignore]
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_CORE, (0, hard))  # type: ignore[attr-defined, unused-ignore]
