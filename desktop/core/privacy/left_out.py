"""The families of private text that the settings leave out."""

from desktop.core.settings.settings import Settings

IP_ADDRESSES = "IP addresses"
"""The name of the family that can be switched off."""


def families_off(settings: Settings) -> frozenset[str]:
    """Returns the names of the families that are not looked for."""
    return frozenset() if settings.find_ip_addresses else frozenset({IP_ADDRESSES})
