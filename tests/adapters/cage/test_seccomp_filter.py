"""The filter for both architectures, run by a machine of our own: allowed, refused, unknown."""

import errno
import re
from pathlib import Path

import pytest

from desktop.adapters.cage import seccomp_filter
from desktop.adapters.cage.seccomp_filter import ARCHITECTURES, Architecture, build, install
from desktop.adapters.cage.syscall_table import ALLOWED, READING_CALLS, AllowedCall
from tests.adapters.cage.bpf_machine import ALLOW, FAIL, KILL, verdict

PID = 4321
NOT_PERMITTED, NO_SUCH_CALL = FAIL | errno.EPERM, FAIL | errno.ENOSYS
HEADERS = {"x86_64": "x86_64-linux-gnu/asm/unistd_64.h", "aarch64": "asm-generic/unistd.h"}
REFUSED = {  # the same act on x86-64 and arm64
    "openat": (257, 56),
    "socket": (41, 198),
    "connect": (42, 203),
    "execve": (59, 221),
    "unlinkat": (263, 35),
    "linkat": (265, 37),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "seccomp": (317, 277),
}
NEWER = {"io_uring_setup": 425, "pidfd_open": 434, "clone3": 435, "openat2": 437, "a call of tomorrow": 999}

both = pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)


def number_of(call: AllowedCall, architecture: Architecture) -> int | None:
    number: int | None = getattr(call, architecture.column)
    return number


@both
def test_calls_without_a_condition_are_allowed(architecture: Architecture) -> None:
    program = build(architecture, PID)
    numbers = [number_of(call, architecture) for call in ALLOWED if not call.conditions]
    assert numbers
    assert {verdict(program, architecture.audit, number) for number in numbers if number is not None} == {ALLOW}


@both
def test_what_reaches_outside_is_refused(architecture: Architecture) -> None:
    program = build(architecture, PID)
    column = list(ARCHITECTURES.values()).index(architecture)
    for name, numbers in REFUSED.items():
        assert verdict(program, architecture.audit, numbers[column]) == NOT_PERMITTED, name
    for name, number in NEWER.items():
        assert verdict(program, architecture.audit, number) == NO_SUCH_CALL, name


@both
def test_threads_are_allowed_and_processes_are_not(architecture: Architecture) -> None:
    program = build(architecture, PID)
    clone = next(number_of(call, architecture) for call in ALLOWED if call.name == "clone")
    assert clone is not None
    assert verdict(program, architecture.audit, clone, 0x3D0F00) == ALLOW  # pthread_create of glibc
    for flags in (0x1200011, 17, 0x4111, 0):  # fork, vfork, …
        assert verdict(program, architecture.audit, clone, flags) == NOT_PERMITTED


@both
def test_a_signal_reaches_its_own_process_only(architecture: Architecture) -> None:
    program = build(architecture, PID)
    for name in ("kill", "tgkill"):
        number = next(number_of(call, architecture) for call in ALLOWED if call.name == name)
        assert number is not None
        assert verdict(program, architecture.audit, number, PID, PID, 6) == ALLOW
        for other in (PID + 1, 1, 0, -1, -PID):
            assert verdict(program, architecture.audit, number, other, PID, 6) == NOT_PERMITTED


@both
def test_memory_cannot_become_code(architecture: Architecture) -> None:
    program = build(architecture, PID)
    for name in ("mmap", "mprotect"):
        number = next(number_of(call, architecture) for call in ALLOWED if call.name == name)
        assert number is not None
        assert verdict(program, architecture.audit, number, 0, 4096, 0b011) == ALLOW
        assert verdict(program, architecture.audit, number, 0, 4096, 0b101) == NOT_PERMITTED


@both
def test_files_are_read_only_where_that_was_asked_for(architecture: Architecture) -> None:
    openat = next(number_of(call, architecture) for call in READING_CALLS if call.name == "openat")
    assert openat is not None
    reading, changing = (0, 0o2000000), (1, 2, 0o100, 0o1000, 0o1101, 0o10000000)
    program = build(architecture, PID, may_read=True)
    assert {verdict(program, architecture.audit, openat, -100, 0, flags) for flags in reading} == {ALLOW}
    assert {verdict(program, architecture.audit, openat, -100, 0, flags) for flags in changing} == {NOT_PERMITTED}
    strict = build(architecture, PID)
    assert {verdict(strict, architecture.audit, openat, -100, 0, flags) for flags in reading} == {NOT_PERMITTED}


@both
def test_calls_by_the_numbers_of_another_architecture_end_the_process(architecture: Architecture) -> None:
    program = build(architecture, PID)
    assert verdict(program, 0x40000003, 1) == KILL  # 32-bit x86
    x32 = 0x40000000
    assert verdict(program, architecture.audit, x32 | 0) == NO_SUCH_CALL


@both
def test_the_numbers_are_those_of_the_kernel(architecture: Architecture) -> None:
    header = Path("/usr/include") / HEADERS[architecture.column]
    if not header.exists():
        pytest.skip(f"there is no {header} here")
    defined = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.MULTILINE)
    numbers = {"newfstatat" if name == "fstatat" else name: int(number) for name, number in defined}
    for call in ALLOWED + READING_CALLS:
        number = number_of(call, architecture)
        assert number is None or number == numbers[call.name], call.name


def test_an_architecture_without_a_table_gets_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp_filter, "machine", lambda: "riscv64")
    with pytest.raises(OSError, match="no filter for riscv64"):
        install()
