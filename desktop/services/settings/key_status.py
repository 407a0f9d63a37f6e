"""What is known of the key of an endpoint, but not the key itself."""

from dataclasses import dataclass

from desktop.core.errors import Problem


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """The status of the key for `origin`, whose host is `host`.

    `source` is empty if there is no key; `ending` is its last four characters, empty for a short key; `has_store` is
    None until it is known whether the system has a key store.
    """

    host: str = ""
    known: bool = False
    source: str = ""
    ending: str = ""
    has_store: bool | None = None
    problem: Problem | None = None
    origin: str = ""
