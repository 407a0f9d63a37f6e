"""Links: the addresses that may be one, their real targets, and what is suspicious about them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from desktop.core.markdown.links.homographs import is_homograph
from desktop.deferred import deferred

if TYPE_CHECKING:
    import idna
else:
    idna = deferred("idna")  # its tables are large, and most hosts are ASCII

SCHEMES = ("http", "https", "mailto")
LONGEST = 4000  # characters; chosen
OTHER_HOST_NAMED = "the text says "  # begins the warning about a text that names another host than its link
_HOST_IN_WORDS = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?![\w@-])", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\<>]")
_IN_NO_HOST = frozenset("%/?#@:[]\\^|`{}\"!$&'()*+,;=~")  # of ASCII; what Qt would not open
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE | re.ASCII)
_BYTES = 4  # of an address
_FILES = {"py", "sh", "rs", "md", "pl", "ps", "cc", "so", "zip", "mov", "txt", "js", "ts", "go", "java", "json", "html"}


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The target of a link: its host (as ASCII) or mail address; `warning` says what is suspicious, or is empty."""

    host: str
    warning: str = ""


def target_of(address: str, words: str = "") -> LinkTarget | None:
    """Returns the target of an address; None if it must not be a link. `words` is the visible text of the link."""
    if len(address) > LONGEST or _FORBIDDEN.search(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = _decoded(parts.hostname or ""), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return None
    if scheme == "mailto":
        name, at, to = parts.path.partition("?")[0].rpartition("@")
        is_address = bool(at) and (name + to).isascii()
        return LinkTarget(f"{name}@{to.lower()}", _warning(to, words)) if is_address else None
    ascii_host = _ascii(host)
    return LinkTarget(ascii_host, _warning(host, words, named=bool(parts.username))) if ascii_host else None


def _decoded(host: str) -> str:
    """Returns the host that is meant by one with encoded letters, as `%70` for p; empty if none can be meant by it."""
    if ":" in host:  # an IPv6 address, maybe with its zone
        return host
    try:
        host = unquote(host, errors="strict").lower()  # `%49` is a capital I, which looks like an l
    except UnicodeDecodeError:
        return ""
    return "" if _FORBIDDEN.search(host) or any(letter in _IN_NO_HOST for letter in host) else host


def _ascii(host: str) -> str:
    """Returns the host in the form that browsers and Qt look up (UTS 46, not transitional); empty if it has none.

    Python's own codec follows an older standard, by which ß and a final ς lead to other domains.
    """
    if not host or len(host) > 255:
        return ""
    try:
        ascii_host = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return ""
    if ":" in ascii_host:
        return ascii_host
    labels = ascii_host.removesuffix(".").split(".")
    if any(label != label.strip("-") or label in ("", "xn--") for label in labels):
        return ""  # nothing that Qt would open
    return _address_of(labels) if _NUMBER.fullmatch(labels[-1]) else ascii_host


def _address_of(parts: list[str]) -> str:
    """Returns the IPv4 address that a host of one to four numbers is called at, whose last fills what is left; empty
    if there is none. “127.1”, “0x7f.1” and “2130706433” are 127.0.0.1.
    """
    if len(parts) > _BYTES or not all(_NUMBER.fullmatch(part) for part in parts):
        return ""
    try:
        *first, last = (int(part or "0", _base(part)) for part in parts)
    except ValueError:  # an 8 in an octal number
        return ""
    room = 256 ** (_BYTES - len(first))
    if last >= room or any(number > 255 for number in first):
        return ""
    value = sum(number << 8 * (_BYTES - 1 - at) for at, number in enumerate(first)) + last
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _base(number: str) -> int:
    if number[:2].lower() == "0x":
        return 16
    return 8 if len(number) > 1 and number[0] == "0" else 10


def _warning(host: str, words: str, named: bool = False) -> str:
    if is_homograph(host):
        return "look-alike letters"
    if named:
        return "a name before the host"
    other = host_mentioned_in(words)
    return f"{OTHER_HOST_NAMED}{other}" if other and not _same(other, _ascii(host)) else ""


def host_mentioned_in(words: str) -> str:
    """Returns the host named in a text; empty if there is none. File names are not hosts."""
    match = _HOST_IN_WORDS.search(words)
    if match is None or match[1].rpartition(".")[2].lower() in _FILES:
        return ""
    return match[1].lower()


def _same(named: str, host: str) -> bool:
    """Returns True if the host is the named one or below it: docs.example.com for example.com."""
    named, host = _ascii(named).removeprefix("www."), host.lower().removeprefix("www.")
    return bool(named) and (host == named or host.endswith("." + named))
