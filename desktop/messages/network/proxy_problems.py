"""The sentences about proxies, each of which names the proxy, the address or the service, whichever is at fault.

{detail} is the proxy with the place where its address stands; {name} is the endpoint's host. {variable} is that place,
and {sign_in} the proxy's address as it is written with a user name and a password. Where the ways to sign in stand
behind the proxy in {detail}, these are {methods}, and the rest is {proxy}.
"""

from desktop.core.errors import ProxyFault
from desktop.core.settings.values.proxy import WITHOUT, is_proxy_setting, is_word_for_proxy, proxy_address_of
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problem_tables.problem_words import ProblemWords, words
from desktop.messages.settings.setting_values import value_in_words
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS, _AGAIN = SuggestedAction.SETTINGS, SuggestedAction.AGAIN

PROXY_WORDS: dict[ProxyFault, ProblemWords] = {
    ProxyFault.BAD_ADDRESS: words(
        N_(
            "The proxy {detail} isn't an address, so nothing was sent. A proxy looks like http://proxy.example:8080; "
            "in a user name or a password before it, the characters @ : / # % are written as %40 %3A %2F %23 %25."
        ),
        _SETTINGS,
    ),
    ProxyFault.UNSUPPORTED: words(
        N_("The proxy {detail} is of a kind Askance can't use. It can use http, https and socks5."), _SETTINGS
    ),
    ProxyFault.UNREACHABLE: words(
        N_("The proxy {detail} can't be reached, so nothing was sent to {name}. Check its address."), _AGAIN, _SETTINGS
    ),
    ProxyFault.SILENT: words(
        N_("The proxy {detail} didn't respond, so nothing was sent to {name}."),
        _AGAIN,
        _SETTINGS,
        with_wait=N_("The proxy {detail} didn't respond within {wait}, so nothing was sent to {name}."),
    ),
    ProxyFault.NOT_A_PROXY: words(
        N_("Not sent: {detail} isn't a proxy of this kind. Check its address and its port."), _SETTINGS
    ),
    ProxyFault.SIGN_IN: words(
        N_(
            "The proxy {detail} needs a user name and a password. Put them into the variable {variable}, as in "
            "{sign_in}, and restart Askance."
        ),
        _SETTINGS,
    ),
    ProxyFault.SIGN_IN_OF_SETTINGS: words(
        N_(
            "The proxy {detail} needs a user name and a password. Put them into the variable https_proxy or "
            "http_proxy, as in http://name:password@proxy.example:8080, set the proxy in the settings to “As the "
            "system”, and restart Askance."
        ),
        _SETTINGS,
    ),
    ProxyFault.SIGN_IN_REFUSED: words(
        N_(
            "The proxy {detail} rejected the user name and the password in its address. In them, the characters "
            "@ : / # % are written as %40 %3A %2F %23 %25."
        ),
        _AGAIN,
    ),
    ProxyFault.OTHER_SIGN_IN: words(
        N_(
            "The proxy {proxy} takes only a sign-in by {methods}, which Askance can't do; a name and a password don't "
            "help. Ask your administrator, or set another proxy."
        ),
        _SETTINGS,
    ),
    ProxyFault.REFUSED: words(
        N_("The proxy {detail} blocks requests to {name}{status_words}. Whoever runs it can allow them."),
        _SETTINGS,
        _AGAIN,
    ),
    ProxyFault.FAILED: words(N_("The proxy {detail} couldn't reach {name}{status_words}. Nothing was sent."), _AGAIN),
    ProxyFault.UNANSWERED: words(N_("The proxy {detail} got no answer from {name}{status_words}."), _AGAIN),
    ProxyFault.WEB_PAGE: words(
        N_(
            "The proxy {detail} answered with a web page instead of {name}{status_words}. It may want you to sign in: "
            "open any page in your browser, then ask again."
        ),
        _AGAIN,
        _SETTINGS,
    ),
    ProxyFault.NOT_ENCRYPTED: words(
        N_(
            "Not sent: through the proxy {detail}, {name} doesn't answer with an encrypted connection. It may be a "
            "page of the proxy: open any page in your browser. Or {name} has no https."
        ),
        _AGAIN,
        _SETTINGS,
    ),
    ProxyFault.NOT_ALLOWED: words(
        N_(
            "The proxy {detail} isn't one of the hosts that your organisation allows, so nothing was sent to {name}. "
            "Ask your administrator to add it under “proxy” or “allowed_hosts”."
        ),
        _SETTINGS,
    ),
    ProxyFault.SCRIPT: words(
        N_(
            "A script finds the proxy ({detail}). It can't be run here, so nothing was sent to {name}. Set the "
            "proxy's address in Askance's settings."
        ),
        _SETTINGS,
    ),
}


def proxy_facts(words: str) -> dict[str, str]:
    """Returns the values of the placeholders that the words of a proxy give."""
    proxy, bracket, methods = words.partition(")")
    address, _bracket, source = proxy.partition(" (")
    scheme, separator, place = address.partition("://")
    return {
        "proxy": f"{proxy}{bracket}",
        "methods": methods.strip(),
        "variable": source,
        "sign_in": f"{scheme}{separator}name:password@{place}",
    }


def typed_proxy_refusal(text: str) -> str:
    """Returns why a typed proxy is not taken; empty if it can be."""
    address = proxy_address_of(text)
    if is_proxy_setting(text):
        return ""
    if address is None:
        named = untrusted_line(text.rpartition("@")[2], 60)
        none = _("To use none, choose “{none}”.").format(none=value_in_words("proxy", WITHOUT))
        return sentences(
            _("“{name}” isn't the address of a proxy. It looks like http://proxy.example:8080.").format(name=named),
            none if is_word_for_proxy(text) else "",
        )
    if not address.is_usable:
        return _("Askance can't use {proxy}. It can use http, https and socks5.").format(proxy=address.place)
    return _(
        "Settings are plain text, so user names and passwords are not saved here. Put this address into the variable "
        "https_proxy, and choose “As the system” here."
    )
