"""Landlock: from now on this thread, and every thread that it starts, may only read the program's own files.

It holds for the calling thread alone, so it is put on before any other thread starts. Constants and structures are
those of linux/landlock.h; an older kernel gets what its version (ABI) knows.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

from desktop.adapters.cage.system_calls import system_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # on every architecture
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""The number of rights on files by the ABI that introduced them: reading, writing, making, removing, truncating, …"""
_NETWORK_ABI, _NETWORK_RIGHTS = 4, 0b11  # bind and connect by TCP
_SCOPE_ABI, _SCOPES = 6, 0b11  # abstract Unix sockets, signals to processes outside

LIBRARIES = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/nix/store", "/gnu/store"),
    *("/proc/cpuinfo", "/sys/devices/system", "/sys/fs/cgroup"),
)
"""Places of shared libraries, and of the facts about processors by which numeric libraries choose their threads."""


def restrict_to_reading(paths: Iterable[str]) -> int:
    """Allows this thread to read files below `paths` and nothing else. Returns the ABI. Raises OSError.

    Files that are open already stay usable.
    """
    abi = system_call(_CREATE_RULESET, 0, 0, _VERSION_FLAG)
    handled = struct.pack("=QQQ", *_handled(abi))[: _attribute_size(abi)]
    attribute = ctypes.create_string_buffer(handled, len(handled))
    ruleset = system_call(_CREATE_RULESET, ctypes.addressof(attribute), len(handled), 0)
    try:
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                _allow_reading(ruleset, path)
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi


def program_files() -> tuple[str, ...]:
    """Returns the places from which this process still loads code: its own packages, Python's, and shared libraries."""
    packed = (sys.executable, getattr(sys, "_MEIPASS", ""))  # a package has its modules in the executable
    return tuple(path for path in dict.fromkeys((*packed, *sys.path, *LIBRARIES)) if path)


def _handled(abi: int) -> tuple[int, int, int]:
    """Returns bit masks of what is forbidden unless allowed: rights on files, rights on the network, scopes."""
    count = max(count for since, count in _FILE_RIGHTS.items() if since <= abi)
    network = _NETWORK_RIGHTS if abi >= _NETWORK_ABI else 0
    return (1 << count) - 1, network, _SCOPES if abi >= _SCOPE_ABI else 0


def _attribute_size(abi: int) -> int:
    """Returns the size of `struct landlock_ruleset_attr` that this kernel knows, in bytes."""
    return 24 if abi >= _SCOPE_ABI else 16 if abi >= _NETWORK_ABI else 8


def _allow_reading(ruleset: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined, unused-ignore]
    try:
        rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place), 12)  # packed, without padding
        system_call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.addressof(rule), 0)
    finally:
        os.close(place)
