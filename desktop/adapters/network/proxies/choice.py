"""The proxy of a connection: by the user's setting, by the environment's variables, or by the system's settings.

The system is asked in other processes, and takes its time: `ask_desktop` keeps the window free meanwhile.

Loopback never goes through a proxy. `NO_PROXY` excepts hosts from a proxy of any origin but a policy's.
"""

import asyncio
import os
import urllib.request
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

from desktop.adapters.network.proxies.house_proxy import HOUSE_PROXY
from desktop.adapters.network.proxies.no_proxy import is_excepted
from desktop.adapters.network.proxies.of_desktop.lookup import DESKTOP_PROXIES
from desktop.core.errors import EndpointUnreachableError, Problem, ProblemKind, ProxyFault
from desktop.core.settings.hosts import is_loopback
from desktop.core.settings.values.proxy import BY_SYSTEM, WITHOUT, ProxyAddress, proxy_address_of
from desktop.core.untrusted_text import untrusted_line

_PORTS = {"http": 80, "https": 443}
_IN_SETTINGS, _OF_SYSTEM = "in your settings", "in the system's settings"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, and where its address stands: the name of a variable, or words such as “in your settings”."""

    address: ProxyAddress
    source: str

    @property
    def words(self) -> str:
        """The proxy for people to read, without any password."""
        return f"{self.address.place} ({self.source})"

    @property
    def _is_of_variable(self) -> bool:
        """True if a variable of the environment names the proxy."""
        return self.source not in (_IN_SETTINGS, _OF_SYSTEM)

    def error(self, fault: ProxyFault, host: str, status: int = 0, seconds: float = 0.0) -> EndpointUnreachableError:
        """Returns the error to raise for a fault of this proxy on the way to `host`."""
        return EndpointUnreachableError(proxy_problem(fault, host, self.words, status, seconds))

    def sign_in_error(self, impossible: str, host: str, status: int) -> EndpointUnreachableError:
        """Returns the error for a sign-in that is due. `impossible` names the ways of it that nobody can go here."""
        if impossible:
            words = f"{self.words} {impossible}"
            return EndpointUnreachableError(proxy_problem(ProxyFault.OTHER_SIGN_IN, host, words, status))
        if self.address.has_sign_in:
            return self.error(ProxyFault.SIGN_IN_REFUSED, host, status)
        return self.error(ProxyFault.SIGN_IN if self._is_of_variable else ProxyFault.SIGN_IN_OF_SETTINGS, host, status)


def proxy_problem(fault: ProxyFault, host: str, words: str, status: int = 0, seconds: float = 0.0) -> Problem:
    """Returns the problem of a proxy, which `words` name, on the way to `host`."""
    return Problem(ProblemKind.PROXY, host, words, status, str(fault), seconds)


def proxy_at(url: str, setting: str = BY_SYSTEM) -> Proxy | None:
    """Returns the proxy for `url`, or None for a direct connection. `setting` is the user's.

    Raises EndpointUnreachableError for an address that is none, for a kind of proxy that cannot be used, and for one
    that a policy does not allow.
    """
    parts = urlsplit(url)
    if setting == WITHOUT or is_loopback(parts.hostname or ""):
        return None
    text, source = (setting, _IN_SETTINGS) if setting != BY_SYSTEM else _named_by_system(parts)
    if not text or (not (HOUSE_PROXY.is_fixed and setting != BY_SYSTEM) and _is_excepted(parts)):
        return None
    address = proxy_address_of(text)
    if address is None:
        _refuse(ProxyFault.BAD_ADDRESS, parts, f"“{untrusted_line(text.rpartition('@')[2], 60)}” ({source})")
    if not address.is_usable:
        _refuse(ProxyFault.UNSUPPORTED, parts, f"{address.place} ({source})")
    if not HOUSE_PROXY.allows(address.place):
        _refuse(ProxyFault.NOT_ALLOWED, parts, f"{address.place} ({source})")
    return Proxy(address, source)


def proxy_for(url: str, setting: str = BY_SYSTEM) -> str | None:
    """Returns the address of the proxy for `url`, as `proxy_at` finds it, with name and password; or None."""
    proxy = proxy_at(url, setting)
    return proxy.address.url if proxy is not None else None


async def ask_desktop(url: str, setting: str = BY_SYSTEM) -> None:
    """Asks the system for its proxy in a thread, if no variable names one: `proxy_at` knows it for a while then."""
    is_named = bool(urllib.request.getproxies_environment())
    if setting == BY_SYSTEM and not is_named and not is_loopback(urlsplit(url).hostname or ""):
        await asyncio.to_thread(DESKTOP_PROXIES.answer, url)


def _named_by_system(parts: SplitResult) -> tuple[str, str]:
    """Returns the text that names the proxy, and where it stands; two empty texts if there is none."""
    named = urllib.request.getproxies_environment()
    if not named:
        found = DESKTOP_PROXIES.answer(parts.geturl())
        if found.is_script:
            _refuse(ProxyFault.SCRIPT, parts, _OF_SYSTEM)
        return found.text, _OF_SYSTEM
    kind = parts.scheme if named.get(parts.scheme) else "all"
    return named.get(kind, ""), _variable(f"{kind}_proxy")


def _variable(name: str) -> str:
    """Returns the name of the variable as it is spelt here; the lower case comes first, as everywhere."""
    return name if name in os.environ else next((other for other in os.environ if other.lower() == name), name)


def _is_excepted(parts: SplitResult) -> bool:
    exceptions = urllib.request.getproxies_environment().get("no", "")
    return is_excepted(parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0), exceptions)


def _refuse(fault: ProxyFault, parts: SplitResult, words: str) -> NoReturn:
    raise EndpointUnreachableError(proxy_problem(fault, parts.netloc.rpartition("@")[2], words))
