"""Twelve acts that a payload would try in the place of a decoder. Each returns normally if any way to it is open."""

import ctypes
import errno
import fcntl
import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECRET = "sk-proj-the-key-of-the-user"
"""Stands in the parent's environment and in a file of the user."""
PTRACE_ALLOWED_BY_DEFAULT = "open the parent's memory"
"""The one act that some kernels forbid to every child, cage or not (Yama)."""


@dataclass(frozen=True)
class Targets:
    """Everything that the acts are aimed at: a folder of the user, two ports of loopback, an X display (`:7`)."""

    folder: str
    tcp_port: int
    udp_port: int
    display: str

    @property
    def parent(self) -> int:
        return os.getppid()

    def path(self, name: str) -> Path:
        return Path(self.folder) / name


class RefusedError(Exception):
    """Raised by an act for which every way was refused, with the reasons."""


def any_of(*ways: Callable[[], object]) -> None:
    """Tries all ways, so that one open way is found behind a closed one. Raises RefusedError if none is open."""
    reasons = []
    for way in ways:
        try:
            way()
        except OSError as error:
            reasons.append(errno.errorcode.get(error.errno or 0, str(error)))
    if len(reasons) == len(ways):
        raise RefusedError(" ".join(reasons))


def read_environment(targets: Targets) -> None:
    def find(text: str) -> None:
        if SECRET not in text:
            raise OSError("not there")

    any_of(
        lambda: find(str(os.environ)),
        lambda: find(Path(f"/proc/{targets.parent}/environ").read_text()),
        lambda: find(Path("/proc/self/environ").read_text()),
    )


def read_file(targets: Targets) -> None:
    secret = targets.path("secret")
    any_of(secret.read_bytes, lambda: os.open(secret, os.O_PATH), lambda: os.listdir(targets.folder))


def write_file(targets: Targets) -> None:
    new, old = targets.path("new"), targets.path("appended")
    any_of(
        lambda: new.write_text("x"),
        lambda: os.open(old, os.O_WRONLY | os.O_APPEND),
        lambda: os.mkdir(targets.path("folder")),
        lambda: os.memfd_create("hidden"),
    )


def truncate_file(targets: Targets) -> None:
    victim = targets.path("emptied")
    any_of(lambda: os.truncate(victim, 0), lambda: os.open(victim, os.O_RDONLY | os.O_TRUNC))


def link_file(targets: Targets) -> None:
    secret, own = targets.path("secret"), threading.get_native_id()
    any_of(
        lambda: os.link(secret, targets.path(f"hard-{own}")), lambda: os.symlink(secret, targets.path(f"soft-{own}"))
    )


def delete_file(targets: Targets) -> None:
    any_of(
        lambda: os.unlink(targets.path("deleted")),
        lambda: os.rename(targets.path("renamed"), targets.path("elsewhere")),
        lambda: os.chmod(targets.path("secret"), 0o777),
    )


def use_tcp(targets: Targets) -> None:
    def connect() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
            connection.connect(("127.0.0.1", targets.tcp_port))

    any_of(connect)


def use_udp(targets: Targets) -> None:
    def send() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
            connection.sendto(b"x", ("127.0.0.1", targets.udp_port))

    any_of(send)


def use_display(targets: Targets) -> None:
    name = f"/tmp/.X11-unix/X{targets.display.lstrip(':')}"

    def connect(address: str) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(address)

    any_of(lambda: connect(name), lambda: connect("\0" + name))


def run_program(targets: Targets) -> None:
    def fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    def spawn() -> None:
        os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)

    def replace() -> None:
        try:
            os.execv(targets.path("no-such-program"), ["x"])
        except FileNotFoundError:
            return  # the kernel looked for it: another name would have been run

    any_of(spawn, fork, replace)


def signal_parent(targets: Targets) -> None:
    def by_pipe() -> None:
        """Has the kernel send it, when something can be read from standard input."""
        fcntl.fcntl(0, fcntl.F_SETOWN, targets.parent)

    any_of(
        lambda: os.kill(targets.parent, signal.SIGURG),
        lambda: signal.pidfd_send_signal(os.pidfd_open(targets.parent), signal.SIGURG),
        by_pipe,
    )


def open_memory(targets: Targets) -> None:
    libc = ctypes.CDLL(None, use_errno=True)

    def read_across() -> None:
        class Vector(ctypes.Structure):
            _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))

        there = int(Path(f"/proc/{targets.parent}/maps").read_text().split("-")[0], 16)
        copy = ctypes.create_string_buffer(8)
        own, other = Vector(ctypes.addressof(copy), 8), Vector(there, 8)
        if libc.process_vm_readv(targets.parent, ctypes.byref(own), 1, ctypes.byref(other), 1, 0) < 0:
            raise OSError(ctypes.get_errno(), "process_vm_readv")

    any_of(lambda: os.open(f"/proc/{targets.parent}/mem", os.O_RDONLY), read_across)


ACTS: dict[str, Callable[[Targets], None]] = {
    "read the key's environment": read_environment,
    "read a file": read_file,
    "write a file": write_file,
    "empty a file": truncate_file,
    "link a file": link_file,
    "delete a file": delete_file,
    "connect by TCP": use_tcp,
    "send by UDP": use_udp,
    "connect to the X server": use_display,
    "run a program": run_program,
    "signal the parent": signal_parent,
    "open the parent's memory": open_memory,
}


def attempt_all(targets: Targets) -> dict[str, str]:
    """Returns the outcome of each act: `allowed`, or the reasons for which it was refused."""
    outcomes = {}
    for name, act in ACTS.items():
        try:
            act(targets)
            outcomes[name] = "allowed"
        except RefusedError as refused:
            outcomes[name] = str(refused)
    return outcomes
