"""Namespaces of Linux, for tests that need a network or a file system of their own."""

import shutil
import subprocess

import pytest

LOOPBACK = "ip link set lo up"


def unshared(*kinds: str, doing: str) -> list[str]:
    """The beginning of a command that runs in new namespaces of these kinds (`--net`, `--mount`).

    `doing` is what the test will do in them, as a line of sh, and is tried first. Where the machine forbids it, as many
    containers and chroots do, the test is skipped, with the words in which the machine refused.
    """
    for tool in ("unshare", "ip"):
        if shutil.which(tool) is None:
            pytest.skip(f"there is no `{tool}` here")
    refusals = []
    for user in (["--map-root-user"], []):  # root in a chroot gets namespaces, but no map of users
        command = ["unshare", *kinds, *user]
        tried = subprocess.run([*command, "sh", "-ec", doing], capture_output=True, text=True, timeout=240)
        if tried.returncode == 0:
            return command
        refusals.append(f"`{' '.join(command)}`: {tried.stderr.strip()}")
    pytest.skip(f"this machine forbids it: {'; '.join(refusals)}")
