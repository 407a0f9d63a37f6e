"""The permissions of files, for tests that may run as root, to whom Linux grants everything."""

import contextlib
import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3 of <linux/capability.h>
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2


class Capabilities(ctypes.Structure):
    """Half of the capabilities of a thread; the first half holds all that are meant here."""

    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


class Header(ctypes.Structure):
    """Of which thread: 0 is the one that asks."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


@contextlib.contextmanager
def permissions_in_force() -> Iterator[None]:
    """Lets permissions hold for this thread, and for those that it starts, even if it is root's.

    The user stays the same, so that whatever could be read before (modules above all) can be read still, by its owner.
    Skips the test where permissions hold for nobody, or where root cannot be told to heed them.
    """
    is_root = sys.platform.startswith("linux") and os.geteuid() == 0
    before = _effective() if is_root else 0
    if is_root:
        _use(before & ~(1 << DAC_OVERRIDE | 1 << DAC_READ_SEARCH))
    try:
        if not _are_in_force():
            pytest.skip("permissions of files hold for nobody here")
        yield
    finally:
        if is_root:
            _use(before)


def _are_in_force() -> bool:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "locked"
        file.touch(mode=0)
        try:
            file.read_bytes()
        except PermissionError:
            return True
        return False


def _effective() -> int:
    return int(_read()[0].effective)


def _use(effective: int) -> None:
    capabilities = _read()
    capabilities[0].effective = effective
    _call("capset", capabilities)


def _read() -> "ctypes.Array[Capabilities]":
    capabilities = (Capabilities * 2)()
    _call("capget", capabilities)
    return capabilities


def _call(name: str, capabilities: "ctypes.Array[Capabilities]") -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(ctypes.byref(Header(VERSION, 0)), capabilities) != 0:
        pytest.skip(f"this machine forbids it: {name}: {os.strerror(ctypes.get_errno())}")
