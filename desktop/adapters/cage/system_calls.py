"""Calls to the Linux kernel that Python has no function for, through the C library. Each raises OSError on failure."""

import ctypes
import os
from functools import cache
from typing import Any

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


@cache
def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def system_call(number: int, *arguments: int) -> int:
    """Returns the result of a system call; pointers are given as addresses."""
    result: int = _libc().syscall(ctypes.c_long(number), *(ctypes.c_long(argument) for argument in arguments))
    return _checked(result)


def forbid_new_privileges() -> None:
    """Makes sure that no program which this process may start gains privileges (set-user-ID and the like)."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def forbid_dumps() -> None:
    """Forbids core dumps, through a pipe as well, and that other processes of the user look into this one."""
    _prctl(_PR_SET_DUMPABLE, 0)


def return_free_memory() -> None:
    """Gives the system what this process has freed; otherwise the C library may keep it for later. glibc only."""
    trim = getattr(_libc(), "malloc_trim", None)
    if trim is not None:
        trim(0)


def machine() -> str:
    """Returns the architecture of this process as the kernel names it: `x86_64`, `aarch64`."""
    name = os.uname().machine  # type: ignore[attr-defined, unused-ignore]
    is_32_bit = ctypes.sizeof(ctypes.c_void_p) == 4
    return f"{name} with 32 bits" if is_32_bit else name


def _prctl(option: int, argument: int) -> None:
    zero = ctypes.c_ulong(0)
    _checked(_libc().prctl(option, ctypes.c_ulong(argument), zero, zero, zero))


def _checked(result: int) -> int:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
