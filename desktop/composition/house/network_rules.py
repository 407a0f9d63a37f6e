"""Hands the network what a policy says of certificates and proxies, at each new connection."""

import os
import sys
from pathlib import Path

from desktop.adapters.network.house_certificates import HOUSE_CERTIFICATES, certificates_fault
from desktop.adapters.network.proxies.house_proxy import HOUSE_PROXY
from desktop.adapters.policy.sources import named_file_fault, policy_sources, program_fault
from desktop.composition import config_files

_OF_RESOLVER = ("LOCALDOMAIN", "RES_OPTIONS", "HOSTALIASES")
_OF_ITS_FILE = "RESOLV_"
"""What variables begin with that say what stands in /etc/host.conf."""


def use_policy() -> None:
    """Lets the policy in force decide from now on.

    Where there is one, no variable of a user's tells the system's resolver to look for a name elsewhere: a domain of
    their own behind the name of an allowed host would lead to a server of their own.
    """
    if policy_sources():
        for name in [name for name in os.environ if name in _OF_RESOLVER or name.startswith(_OF_ITS_FILE)]:
            del os.environ[name]  # before any name is looked up, which is when the resolver reads them
    HOUSE_CERTIFICATES.use(
        lambda: str(dict(config_files.load_policy().values).get("certificates", "")),
        lambda: config_files.load_policy().names_hosts,
        _is_of_administrators,
        lambda path: named_file_fault(Path(path), False),
    )
    HOUSE_PROXY.use(lambda: "proxy" in config_files.load_policy().locked, _allows_proxy)


def file_fault(name: str, path: str) -> str:
    """Returns what is wrong on this computer with a file that the key `name` of a policy names; empty if it serves."""
    if name == "certificates" and (fault := certificates_fault(path)):
        return fault
    return named_file_fault(Path(path), name == "credential_helper")


def _allows_proxy(place: str) -> bool:
    return config_files.load_policy().allows_proxy(place)


def _is_of_administrators(path: str) -> bool:
    """Returns True if nobody but root can change a file; no file of Windows tells that here."""
    try:
        return sys.platform != "win32" and not program_fault(Path(path).absolute())
    except (OSError, ValueError):
        return False
