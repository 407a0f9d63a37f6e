"""The question before images are fetched: the addresses, and where each leads."""

from desktop.core.markdown.link_safety import target_of
from desktop.core.settings.destination import Destination
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.hosts import is_loopback, is_public_address
from desktop.core.untrusted_text import untrusted_line

LONGEST, MOST = 100, 3  # characters of an address; destinations that are named


def fetch_question(addresses: tuple[str, ...], destinations: tuple[Destination, ...] = ()) -> str:
    """Returns the question. Without `destinations` it is not known yet where the addresses lead."""
    hosts = ", ".join(dict.fromkeys(map(_shown_host, addresses)))
    if len(addresses) == 1:
        named = f"a picture at {hosts}: {_shortened(addresses[0])}"
    else:
        named = f"{len(addresses)} pictures at {hosts}"
    places = tuple(dict.fromkeys(f"{_shown_host(found.address)} {_place(found)}" for found in destinations))
    more = f"; {len(places) - MOST} more" if len(places) > MOST else ""
    leads = f" {'; '.join(places[:MOST])}{more}." if places else ""
    warnings = {target.warning for address in addresses if (target := target_of(address)) and target.warning}
    care = f" Take care: {', '.join(sorted(warnings))}." if warnings else ""
    return f"This names {named}.{leads}{care} Nothing has been fetched."


def _shown_host(address: str) -> str:
    """Returns the host as it is looked up, with its port; letters of other scripts are written out in ASCII."""
    host, target = host_of(address), target_of(address)
    return untrusted_line(host if host.isascii() or target is None else target.host, LONGEST)


def _place(found: Destination) -> str:
    if found.proxy:
        return f"is connected to by the proxy {found.proxy}, which looks the name up itself"
    shown = ", ".join(found.ip_addresses[:2]) + (" …" if len(found.ip_addresses) > 2 else "")
    if all(map(is_loopback, found.ip_addresses)):
        return f"leads to {shown}, which is this computer"
    where = "" if all(map(is_public_address, found.ip_addresses)) else ", in a private network"
    return f"leads to {shown}{where}"


def _shortened(address: str) -> str:
    """Returns an address in one line, with its middle left out if it is long."""
    line = untrusted_line(address, 4000)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 30]}…{line[-29:]}"
