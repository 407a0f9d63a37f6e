"""The ways to sign in that a proxy asks for (RFC 9110, 11.7.1), of which only a name and a password can be given."""

import re
from collections.abc import Iterable

_POSSIBLE = "basic"
_MOST = 3
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SCHEME = re.compile(r"(?:^|,)\s*([A-Za-z][A-Za-z0-9-]{0,19})(?=\s*(?:,|$)|\s+[^\s=])")
"""The word that begins a challenge. A parameter is followed by an equals sign."""


def impossible_sign_ins(challenges: Iterable[str]) -> str:
    """Returns the names of the ways to sign in, if none of them is by name and password; otherwise an empty text."""
    found = [name for challenge in challenges for name in _SCHEME.findall(_QUOTED.sub('""', challenge))]
    named: dict[str, str] = {}
    for name in found:
        named.setdefault(name.lower(), name)
    if _POSSIBLE in named:
        return ""
    return ", ".join(list(named.values())[:_MOST])
