"""A seccomp filter: the kernel refuses every system call of this process that the table does not allow.

It is put on by `seccomp(2)` for all threads at once, also for those that libraries have started, and never taken off.
A refused call fails with EPERM, or with ENOSYS if it is a newer one, so that the C library falls back on an older one.
The program is classic BPF (linux/filter.h) over `struct seccomp_data` (linux/seccomp.h).
"""

import ctypes
import errno
import os
import struct
from typing import NamedTuple

from desktop.adapters.cage.syscall_table import ALLOWED, FIRST_SHARED_NUMBER, OWN_PROCESS, READING_CALLS, AllowedCall
from desktop.adapters.cage.system_calls import machine, system_call

_LOAD, _AND, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_SET_MODE_FILTER, _ALL_THREADS = 1, 1


class Architecture(NamedTuple):
    """An architecture that the table knows: its name in the table, AUDIT_ARCH of linux/audit.h, number of seccomp."""

    column: str
    audit: int
    seccomp: int


ARCHITECTURES = {"x86_64": Architecture("x86_64", 0xC000003E, 317), "aarch64": Architecture("aarch64", 0xC00000B7, 277)}


def install(may_read: bool = False) -> str:
    """Puts the filter on all threads and returns the architecture. Raises OSError where there is none.

    `may_read` leaves files readable, as far as Landlock does.
    """
    name = machine()
    architecture = ARCHITECTURES.get(name)
    if architecture is None:
        raise OSError(f"no filter for {name}")
    code = build(architecture, os.getpid(), may_read)
    instructions = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(instructions)))
    thread = system_call(architecture.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.addressof(program))
    if thread:
        raise OSError(f"thread {thread} has another filter")
    return name


def build(architecture: Architecture, pid: int, may_read: bool = False) -> bytes:
    """Returns the filter for a process as BPF instructions of 8 bytes: code, jump if true, jump if false, operand."""
    program = [
        _instruction(_LOAD, _ARCHITECTURE_OFFSET),
        _instruction(_JUMP_EQUAL, architecture.audit, if_true=1),
        _instruction(_RETURN, _KILL),  # another set of system calls, with other numbers
        _instruction(_LOAD, _NUMBER_OFFSET),
    ]
    for call in ALLOWED + READING_CALLS if may_read else ALLOWED:
        number = getattr(call, architecture.column)
        if number is not None:
            program += _allowed(call, number, pid)
    program += [
        _instruction(_JUMP_AT_LEAST, FIRST_SHARED_NUMBER, if_false=1),
        _instruction(_RETURN, _FAIL | errno.ENOSYS),
        _instruction(_RETURN, _FAIL | errno.EPERM),
    ]
    return b"".join(program)


def _allowed(call: AllowedCall, number: int, pid: int) -> list[bytes]:
    """Returns the instructions that allow one call. The number is loaded before them, and after them."""
    if not call.conditions:
        return [_instruction(_JUMP_EQUAL, number, if_false=1), _instruction(_RETURN, _ALLOW)]
    body = [_instruction(_RETURN, _ALLOW)]
    for condition in reversed(call.conditions):
        value = pid if condition.value == OWN_PROCESS else condition.value
        body = [
            _instruction(_LOAD, _ARGUMENTS_OFFSET + 8 * condition.argument),  # the lower half: little endian
            _instruction(_AND, condition.mask),
            _instruction(_JUMP_EQUAL, value, if_false=len(body)),
            *body,
        ]
    return [
        _instruction(_JUMP_EQUAL, number, if_false=len(body) + 1),
        *body,
        _instruction(_LOAD, _NUMBER_OFFSET),
    ]


def _instruction(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, operand)
