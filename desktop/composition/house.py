"""Hands the network what a policy says of certificates and proxies, at each new connection."""

import sys
from pathlib import Path

from desktop.adapters.network.house_certificates import HOUSE_CERTIFICATES
from desktop.adapters.network.proxies.house_proxy import HOUSE_PROXY
from desktop.adapters.policy.sources import program_fault
from desktop.composition import config_files


def use_policy() -> None:
    """Lets the policy in force decide from now on."""
    HOUSE_CERTIFICATES.use(
        lambda: str(dict(config_files.load_policy().values).get("certificates", "")),
        lambda: config_files.load_policy().names_hosts,
        _is_of_administrators,
    )
    HOUSE_PROXY.use(lambda: "proxy" in config_files.load_policy().locked, _allows_proxy)


def _allows_proxy(place: str) -> bool:
    return config_files.load_policy().allows_proxy(place)


def _is_of_administrators(path: str) -> bool:
    """Returns True if nobody but root can change a file; no file of Windows tells that here."""
    try:
        return sys.platform != "win32" and not program_fault(Path(path).absolute())
    except (OSError, ValueError):
        return False
