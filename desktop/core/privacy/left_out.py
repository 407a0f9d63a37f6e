"""The families of private text that the settings leave out."""

from desktop.core.settings.settings import Settings

IP_ADDRESSES = "IP addresses"
"""The name of the family that can be switched off."""
FACES = "faces"
"""The name of the family that has to be switched on."""


def families_off(settings: Settings) -> frozenset[str]:
    """Returns the names of the families that are not looked for."""
    is_looked_for = {IP_ADDRESSES: settings.find_ip_addresses, FACES: settings.find_faces}
    return frozenset(name for name, is_on in is_looked_for.items() if not is_on)
