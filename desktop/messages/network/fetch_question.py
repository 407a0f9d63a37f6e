"""The question before images are fetched: the addresses, and where each leads."""

from desktop.core.markdown.link_safety import target_of
from desktop.core.settings.destination import Destination
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.hosts import is_loopback, is_public_address
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences
from desktop.messages.network.link_warnings import warning_words

LONGEST, MOST = 100, 3  # characters of an address; destinations that are named


def fetch_question(addresses: tuple[str, ...], destinations: tuple[Destination, ...] = ()) -> str:
    """Returns the question. Without `destinations` it is not known yet where the addresses lead."""
    hosts = ", ".join(dict.fromkeys(map(_shown_host, addresses)))
    if len(addresses) == 1:
        question = _("Link to a picture at {hosts}: {address}.").format(hosts=hosts, address=_shortened(addresses[0]))
    else:
        question = counted(
            "Link to {count} picture at {hosts}.", "Links to {count} pictures at {hosts}.", len(addresses), hosts=hosts
        )
    places = tuple(dict.fromkeys(map(_place, destinations)))
    more = len(places) - MOST
    others = counted("{count} more leads elsewhere.", "{count} more lead elsewhere.", more) if more > 0 else ""
    warnings = {warning_words(target) for address in addresses if (target := target_of(address)) and target.warning}
    return sentences(
        question,
        *places[:MOST],
        others,
        _("Be careful: {warnings}.").format(warnings=", ".join(sorted(warnings))) if warnings else "",
        _("Not downloaded."),
    )


def _shown_host(address: str) -> str:
    """Returns the host as it is looked up, with its port; letters of other scripts are written out in ASCII."""
    host, target = host_of(address), target_of(address)
    return untrusted_line(host if host.isascii() or target is None else target.host, LONGEST)


def _place(found: Destination) -> str:
    host = _shown_host(found.address)
    if found.proxy:
        words = _("{host} is reached through the proxy {proxy}, which looks the name up itself.")
        return words.format(host=host, proxy=found.proxy)
    shown = ", ".join(found.ip_addresses[:2]) + (" …" if len(found.ip_addresses) > 2 else "")
    words = _("{host} leads to {addresses}, in a private network.")
    if all(map(is_loopback, found.ip_addresses)):
        words = _("{host} leads to {addresses}, which is this computer.")
    elif all(map(is_public_address, found.ip_addresses)):
        words = _("{host} leads to {addresses}.")
    return words.format(host=host, addresses=shown)


def _shortened(address: str) -> str:
    """Returns an address in one line, with its middle left out if it is long."""
    line = untrusted_line(address, 4000)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 30]}…{line[-29:]}"
