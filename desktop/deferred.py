"""Modules that are imported when they are first used: whatever a start does not need must not slow it down.

This is the one way to put an import off (see docs/decisions/0008-deferred-imports.md):

    if TYPE_CHECKING:
        import regex
    else:
        regex = deferred("regex")

Type checkers, the import contracts and the packager see an ordinary import; the program sees a stand-in, which
imports the module at the first look at one of its attributes.

Deferred modules are imported by one thread at a time. PySide looks into every module of the process while one is being
imported, in whatever thread; a library that another thread has half imported then fails. So a window that is opened
while a thread imports the provider's libraries waits for that thread.
"""

import threading
from importlib import import_module
from types import ModuleType
from typing import Any

_IMPORTING = threading.RLock()  # a deferred module may need another one


def import_alone(name: str) -> ModuleType:
    """Imports a module while no other deferred module is being imported. Raises what its import raises."""
    with _IMPORTING:
        return import_module(name)


class _Deferred:
    """A stand-in for a module."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, attribute: str) -> Any:
        if self._module is None:
            self._module = import_alone(self._name)
        return getattr(self._module, attribute)

    def __repr__(self) -> str:
        return f"<deferred module {self._name!r}>"


def deferred(name: str) -> Any:
    """Returns a stand-in for the module of that full name, which is imported at the first use."""
    return _Deferred(name)
