"""The sentences about proxies, each of which blames the proxy, the address or the endpoint, whichever it is.

{detail} is the proxy with the place where its address stands; {name} is the endpoint's host.
"""

from desktop.core.errors import ProxyFault
from desktop.core.settings.proxy import is_proxy_setting, proxy_address_of
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.endpoint_problems import ProblemWords
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS, _AGAIN = SuggestedAction.SETTINGS, SuggestedAction.AGAIN

PROXY_WORDS: dict[ProxyFault, ProblemWords] = {
    ProxyFault.BAD_ADDRESS: (
        "The proxy {detail} is not an address, so nothing was sent. A proxy looks like http://proxy.example:8080; in a "
        "name or a password before it, the characters @ : / # % are written as %40 %3A %2F %23 %25.",
        _SETTINGS,
    ),
    ProxyFault.UNSUPPORTED: (
        "The proxy {detail} is of a kind that Askance cannot use, so nothing was sent. It can use http, https and "
        "socks5.",
        _SETTINGS,
    ),
    ProxyFault.UNREACHABLE: (
        "The proxy {detail} could not be reached, so nothing was sent to {name}. Is its address still right?",
        _AGAIN,
        _SETTINGS,
    ),
    ProxyFault.SILENT: (
        "The proxy {detail} did not answer{wait_words}, so nothing was sent to {name}.",
        _AGAIN,
        _SETTINGS,
    ),
    ProxyFault.NOT_A_PROXY: (
        "What answers at {detail} is not a proxy of this kind, so nothing was sent. Check its address and its port.",
        _SETTINGS,
    ),
    ProxyFault.SIGN_IN: (
        "The proxy {detail} wants a name and a password. Put them into the variable https_proxy or http_proxy, as in "
        "http://name:password@proxy.example:8080, leave the proxy in the settings to the system, and start "
        "Askance again.",
        _SETTINGS,
    ),
    ProxyFault.SIGN_IN_REFUSED: (
        "The proxy {detail} does not accept the name and the password in its address. In them, the characters "
        "@ : / # % are written as %40 %3A %2F %23 %25.",
        _AGAIN,
    ),
    ProxyFault.REFUSED: (
        "The proxy {detail} does not let questions through to {name}{status_words}. Whoever runs it can allow them.",
        _SETTINGS,
        _AGAIN,
    ),
    ProxyFault.FAILED: ("The proxy {detail} could not reach {name}{status_words}. Nothing was sent.", _AGAIN),
    ProxyFault.WEB_PAGE: (
        "The proxy {detail} answered with a web page in the place of {name}{status_words}. It may want you to sign in: "
        "open any page in your browser, then ask again.",
        _AGAIN,
        _SETTINGS,
    ),
    ProxyFault.NOT_ENCRYPTED: (
        "The proxy {detail} let the connection through, but what answers in the place of {name} does not encrypt, so "
        "nothing was sent. It may be a page of the proxy's own: open any page in your browser. Or {name} has no https.",
        _AGAIN,
        _SETTINGS,
    ),
}


def typed_proxy_refusal(text: str) -> str:
    """Returns why a typed proxy is not taken; empty if it can be."""
    address = proxy_address_of(text)
    if is_proxy_setting(text):
        return ""
    if address is None:
        named = untrusted_line(text.rpartition("@")[2], 60)
        return f"“{named}” is not the address of a proxy. It looks like http://proxy.example:8080."
    if not address.is_usable:
        return f"{address.place} is of a kind that Askance cannot use. It can use http, https and socks5."
    return (
        "Settings are plain text, so no name and no password are kept here. Put this address into the variable "
        "https_proxy, and leave the choice here to the system."
    )
