"""A bare Debian in a folder, with what the package depends on and nothing else, and no network but loopback."""

import contextlib
import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.packages.deb import DEPENDS
from tools.try_bare_debian import MIRROR, PATH

CACHE = Path("/var/tmp/askance-bare-desktop")
RELEASE = "bookworm"
USER, HOME = 1000, "/home/somebody"
TOOLS = ("debootstrap", "dpkg-deb", "nsenter", "setpriv", "strace", "unshare", "Xvfb", "xdotool", "openbox")
_NEW_NET = 0x40000000  # CLONE_NEWNET of sched.h
_MOUNT = (
    "mount -t proc proc proc && mount -t sysfs -o ro sysfs sys && mount --rbind /dev dev && "
    "mount -t tmpfs -o mode=1777 tmpfs dev/shm && mount -t tmpfs -o mode=1777 tmpfs tmp && "
    "mkdir tmp/.X11-unix && mount --bind /tmp/.X11-unix tmp/.X11-unix"
)
_ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\),.*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')


def why_not() -> str:
    """Returns the reason why this machine cannot make and enter a bare Debian, or an empty text."""
    if not sys.platform.startswith("linux"):
        return "this is not Linux"
    if os.geteuid() != 0:
        return "only root can make and enter a bare system"
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        return f"not installed here: {', '.join(missing)}"
    tried = subprocess.run(["unshare", "--mount", "--net", "--pid", "--fork", "true"], capture_output=True, text=True)
    return f"this machine forbids it: {tried.stderr.strip()}" if tried.returncode else ""


def base_system(release: str, included: list[str]) -> Path:
    """Returns the folder of a bare Debian, which is made once and kept. Skips where its packages cannot be had."""
    system, stamp = CACHE / release, CACHE / f"{release}.made"
    if stamp.is_file() and stamp.read_text(encoding="utf-8").split() == included:
        return system
    subprocess.run(["rm", "-rf", "--one-file-system", system], check=True)
    packages = CACHE / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    how = ["--variant=minbase", f"--cache-dir={packages}", *([f"--include={','.join(included)}"] if included else [])]
    debootstrap = subprocess.run(["debootstrap", *how, release, system, MIRROR], capture_output=True, text=True)
    if debootstrap.returncode:
        pytest.skip(f"debootstrap could not make a bare Debian: {debootstrap.stdout.strip().splitlines()[-1:]}")
    stamp.write_text("\n".join(included), encoding="utf-8")
    return system


class BareSystem:
    """A copy of a bare Debian in `folder`, with what the package depends on unless its release is an older one.

    Its processes see loopback alone, which is not that of this machine.
    """

    def __init__(self, folder: Path, release: str = RELEASE) -> None:
        self.folder = folder
        included = sorted({name.partition(" ")[0] for name in DEPENDS}) if release == RELEASE else []
        subprocess.run(["cp", "-a", base_system(release, included), folder], check=True)
        add_user = ["useradd", "--create-home", "--uid", str(USER), Path(HOME).name]
        subprocess.run(["chroot", folder, *add_user], check=True)
        ready = "ip link set lo up && echo ready && exec cat"
        self._holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", ready], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._holder.stdout is not None and self._holder.stdout.readline() == b"ready\n"
        self._network = f"/proc/{self._holder.pid}/ns/net"

    def close(self) -> None:
        """Ends its network."""
        self._holder.communicate()

    @contextlib.contextmanager
    def network(self) -> Iterator[None]:
        """What this thread opens in the meantime lies in the network of the system."""
        libc: Any = ctypes.CDLL(None, use_errno=True)
        with open("/proc/thread-self/ns/net", "rb") as own, open(self._network, "rb") as other:
            assert libc.setns(other.fileno(), _NEW_NET) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(own.fileno(), _NEW_NET) == 0, os.strerror(ctypes.get_errno())

    def command(self, *words: str, user: int = 0, trace: Path | None = None, **environment: str) -> list[str]:
        """Returns the command that runs another one inside; calls to other hosts are recorded in `trace`."""
        home = HOME if user else "/root"
        inside = ["env", "-i", f"PATH={PATH}", "LANG=C.UTF-8", f"HOME={home}"]
        inside += [f"{name}={value}" for name, value in environment.items()]
        enter = ["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"]
        enter += ["chroot", f"--userspec={user}:{user}", "--groups=", ".", *inside, *words]
        watched = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
        outside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", f'{_MOUNT} && exec "$@"', "sh"]
        return ["nsenter", f"--net={self._network}", *outside, *(watched if trace else []), *enter]

    def run(self, *words: str, user: int = 0) -> str:
        """Runs a command inside that must succeed. Returns its output."""
        command = self.command(*words, user=user)
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def put(self, path: str, data: bytes, user: int = 0) -> None:
        """Writes a file inside, in folders of the same owner."""
        place = self.folder / path.lstrip("/")
        new = [folder for folder in place.parents if not folder.exists()]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        for part in (place, *new):
            os.chown(part, user, user)

    def files(self) -> set[str]:
        """Returns every file, link and folder inside, but for the databases and logs of dpkg."""
        found = (str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
        return {name for name in found if not name.startswith(("var/lib/dpkg/", "var/log/", "var/cache/ldconfig/"))}


def addresses(trace: Path) -> set[tuple[str, int]]:
    """Returns the hosts and ports that the traced processes called or sent something to."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return {(match[2], int(match[1])) for line in lines for match in _ADDRESS.finditer(line)}
