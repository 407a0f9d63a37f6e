"""A key that an environment variable provides, and the hosts that it is meant for."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class EnvironmentKey:
    """The key, empty if there is none, which never shows in a repr; `hosts` are names without ports, in lower case."""

    text: str = field(default="", repr=False)
    hosts: frozenset[str] = frozenset()

    def is_meant_for(self, host: str) -> bool:
        """Returns True if `host`, with or without a port, is one of `hosts`."""
        return urlsplit(f"//{host}").hostname in self.hosts


NO_KEY = EnvironmentKey()
