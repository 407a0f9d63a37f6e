"""Hands the network what a policy says of certificates and proxies, at each new connection."""

from desktop.adapters.network.house_certificates import HOUSE_CERTIFICATES
from desktop.adapters.network.proxies.house_proxy import HOUSE_PROXY
from desktop.composition import config_files


def use_policy() -> None:
    """Lets the policy in force decide from now on."""
    HOUSE_CERTIFICATES.use(lambda: str(dict(config_files.load_policy().values).get("certificates", "")))
    HOUSE_PROXY.use(lambda: "proxy" in config_files.load_policy().locked)
