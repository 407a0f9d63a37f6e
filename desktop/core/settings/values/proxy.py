"""Proxies as people and variables name them: an address, as the system says, or none."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

BY_SYSTEM = "system"
"""The value of the setting by which the environment's variables and the system's settings decide."""
WITHOUT = "none"
"""The value of the setting by which every connection is direct."""
USABLE_SCHEMES = ("http", "https", "socks5", "socks5h")

_SCHEMES = {"socks": "socks5"}  # as desktops name it in all_proxy
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SOCKS_PORT = 1080
_HOST = re.compile(r"(?!\d+$)[\w.-]+|[0-9a-f:.]*:[0-9a-f:.]*(%\w+)?", re.IGNORECASE)
_NO_HOSTS = frozenset(
    {
        *("off", "no", "none", "false", "disable", "disabled", "direct", "without", "never", "null", "nil"),
        *("on", "yes", "true", "enable", "enabled", "manual", "auto", "automatic", "default", "system"),
    }
)
"""Words that people write for whether there is a proxy; alone, without a port, none of them is taken for a host."""
_QUOTES = "\"'`“”„‘’«»<>"


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """The address of a proxy. `url` may hold a password; `place` is scheme, host and port, for people to read."""

    url: str
    scheme: str
    place: str
    has_sign_in: bool

    @property
    def is_usable(self) -> bool:
        """True if Askance can speak to a proxy of this kind."""
        return self.scheme in USABLE_SCHEMES


def proxy_address_of(text: str) -> ProxyAddress | None:
    """Returns the address that a text names, `http` where it has no scheme; None if it is no address of a proxy."""
    parts = _parts_of(text)
    if parts is None or _is_word(parts):
        return None
    host, port = parts.hostname or "", parts.port
    if port == 0 or not _HOST.fullmatch(host) or parts.path not in ("", "/") or parts.query or parts.fragment:
        return None
    scheme = _SCHEMES.get(parts.scheme, parts.scheme)
    port = port or _DEFAULT_PORTS.get(scheme, _SOCKS_PORT)
    sign_in, at, _ = parts.netloc.rpartition("@")
    name = f"[{host}]" if ":" in host else host
    place = f"{scheme}://{name}:{port}"
    return ProxyAddress(f"{scheme}://{sign_in}{at}{name}:{port}", scheme, place, bool(sign_in))


def is_word_for_proxy(text: str) -> bool:
    """Returns True for a word such as “off” or “Direct”, which names no proxy; also as a host without a port."""
    parts = _parts_of(text)
    return parts is not None and _is_word(parts)


def _parts_of(text: str) -> SplitResult | None:
    """Returns the parts of a text as an address, `http` where it has no scheme; None if it cannot be one."""
    text = text.strip().strip(_QUOTES).strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        _ = parts.port  # which is looked at only when it is asked for
    except ValueError:
        return None
    return parts


def _is_word(parts: SplitResult) -> bool:
    host = (parts.hostname or "").removesuffix(".")
    return host in _NO_HOSTS and parts.port is None and parts.path in ("", "/")


def is_proxy_setting(value: str) -> bool:
    """Returns True for a value that the setting may have: a word, or an address without name and password.

    Settings are plain text, and go into backups.
    """
    address = proxy_address_of(value)
    is_kept = address is not None and address.is_usable and not address.has_sign_in
    return value in (BY_SYSTEM, WITHOUT) or is_kept
