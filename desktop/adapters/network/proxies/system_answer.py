"""What a system answers to the question which proxy leads to an address."""

from dataclasses import dataclass

from desktop.core.settings.values.proxy import proxy_address_of


@dataclass(frozen=True, slots=True)
class DesktopAnswer:
    """The text that names the proxy, empty for a direct connection. `is_script` if a script (PAC) has to say it."""

    text: str = ""
    is_script: bool = False


DIRECT = DesktopAnswer()
SCRIPT = DesktopAnswer(is_script=True)


def first_usable(names: list[str]) -> DesktopAnswer | None:
    """Returns the first way in a resolver's list that is open to Askance; None for a list without one."""
    for name in names:
        if name.strip().lower().startswith("direct"):
            return DIRECT
        address = proxy_address_of(name)
        if address is not None and address.is_usable:
            return DesktopAnswer(name.strip())
    return None
