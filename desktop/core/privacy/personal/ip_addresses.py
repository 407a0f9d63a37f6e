"""IP addresses, version 4 and 6, without those that are the same everywhere."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.left_out import IP_ADDRESSES as IP_ADDRESSES_NAME
from desktop.core.privacy.patterns import Pattern, pattern_of

_GROUP = r"[0-9a-f]{1,4}"


def is_address(text: str) -> bool:
    """Returns True for an IPv4 address, except loopback, broadcast, networks and what is rather a version number."""
    octets = [int(octet) for octet in text.split(".")]
    harmless = octets[0] in (0, 127, 255) or max(octets) < 10 or octets[-1] == 0  # the last is that of a network
    return max(octets) < 256 and not harmless


IP_ADDRESSES = FindingFamily(
    IP_ADDRESSES_NAME,
    (
        Pattern(
            "IP address",
            pattern_of(r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"),
            True,
            is_address,
        ),
        Pattern(
            "IP address",
            pattern_of(
                rf"(?<![\w:])(?:(?:{_GROUP}:){{2,7}}(?::{_GROUP}){{1,5}}|(?:{_GROUP}:){{7}}{_GROUP}"
                rf"|{_GROUP}:(?::{_GROUP}){{3,6}})(?![\w:])",
                any_case=True,
            ),
        ),
    ),
)
