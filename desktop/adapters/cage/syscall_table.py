"""The system calls that a sealed child may make, by architecture: what decoding and arithmetic need on open pipes.

Numbers are those of the kernel's asm/unistd_64.h (x86-64) and asm-generic/unistd.h (arm64). Opening files, sockets,
processes and everything else is absent, and so is asking about files by path. Rows are named tuples: data classes would
cost a child five times as much at its start.
"""

from typing import NamedTuple

_THREAD = 0x00010000  # CLONE_THREAD
_EXECUTABLE = 0x4  # PROT_EXEC
_SET_NAME = 15  # PR_SET_NAME
_WORD = 0xFFFFFFFF
_NOT_READING = 0o10001103  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, and O_PATH, of which Landlock knows nothing
OWN_PROCESS = -1
"""Stands in a condition for the process id of the child, which is known when the filter is built."""


class Condition(NamedTuple):
    """True if the lower 32 bits of an argument (0–5), masked, equal `value`."""

    argument: int
    mask: int
    value: int


class AllowedCall(NamedTuple):
    """A system call with its number on each architecture, None where it does not exist; all conditions must be true."""

    name: str
    x86_64: int | None
    aarch64: int | None
    conditions: tuple[Condition, ...] = ()


ALLOWED = (
    # on files that are open: the pipes to and from the parent
    AllowedCall("read", 0, 63),
    AllowedCall("readv", 19, 65),
    AllowedCall("write", 1, 64),
    AllowedCall("writev", 20, 66),
    AllowedCall("close", 3, 57),
    AllowedCall("poll", 7, None),
    AllowedCall("ppoll", 271, 73),
    # memory, but no new code
    AllowedCall("brk", 12, 214),
    AllowedCall("mmap", 9, 222, (Condition(2, _EXECUTABLE, 0),)),
    AllowedCall("mprotect", 10, 226, (Condition(2, _EXECUTABLE, 0),)),
    AllowedCall("munmap", 11, 215),
    AllowedCall("mremap", 25, 216),
    AllowedCall("madvise", 28, 233),
    AllowedCall("mbind", 237, 235),
    # threads, but no processes
    AllowedCall("clone", 56, 220, (Condition(0, _THREAD, _THREAD),)),
    AllowedCall("set_robust_list", 273, 99),
    AllowedCall("rseq", 334, 293),
    AllowedCall("futex", 202, 98),
    AllowedCall("prctl", 157, 167, (Condition(0, _WORD, _SET_NAME),)),
    AllowedCall("sched_yield", 24, 124),
    AllowedCall("sched_getaffinity", 204, 123),
    AllowedCall("gettid", 186, 178),
    AllowedCall("getpid", 39, 172),
    AllowedCall("exit", 60, 93),
    AllowedCall("exit_group", 231, 94),
    # signals of and to itself
    AllowedCall("rt_sigaction", 13, 134),
    AllowedCall("rt_sigprocmask", 14, 135),
    AllowedCall("rt_sigreturn", 15, 139),
    AllowedCall("sigaltstack", 131, 132),
    AllowedCall("restart_syscall", 219, 128),
    AllowedCall("tgkill", 234, 131, (Condition(0, _WORD, OWN_PROCESS),)),
    AllowedCall("kill", 62, 129, (Condition(0, _WORD, OWN_PROCESS),)),
    # time, chance, and facts about the machine
    AllowedCall("clock_gettime", 228, 113),
    AllowedCall("clock_getres", 229, 114),
    AllowedCall("clock_nanosleep", 230, 115),
    AllowedCall("nanosleep", 35, 101),
    AllowedCall("gettimeofday", 96, 169),
    AllowedCall("time", 201, None),
    AllowedCall("getrandom", 318, 278),
    AllowedCall("getcpu", 309, 168),
    AllowedCall("getrusage", 98, 165),
    AllowedCall("uname", 63, 160),
    AllowedCall("sysinfo", 99, 179),
)

READING_CALLS = (
    AllowedCall("openat", 257, 56, (Condition(2, _NOT_READING, 0),)),
    AllowedCall("fstat", 5, 80),
    AllowedCall("newfstatat", 262, 79),
    AllowedCall("stat", 4, None),
    AllowedCall("lseek", 8, 62),
    AllowedCall("pread64", 17, 67),
    AllowedCall("getdents64", 217, 61),
)
"""What reading files takes besides; for a child that Landlock confines to harmless folders."""

FIRST_SHARED_NUMBER = 424
"""From here on (Linux 5.1) numbers are the same everywhere. Callers fall back on older calls if they get ENOSYS."""
