"""A connection: a server that answers, by a name of the user's, and how it is asked.

Its key and its headers are not part of it: they belong to the origin of its address, in the key store.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.ids import new_id
from desktop.core.settings.endpoint import endpoint_of, host_of
from desktop.core.settings.settings import FIELDS, Settings, from_plain, to_plain

FIRST = "first"
"""The id of the connection that there is before the user adds one."""
GIVEN = "policy:"
"""Begins the ids of connections that a policy gives (given.py)."""
MOST, LONGEST_NAME = 50, 60  # connections, and letters of a name; chosen
OWN_FIELDS = ("connection_name", "endpoint", "endpoint_found", "model", "parameters", "prices", "rate")
"""The names of the settings that belong to a connection; all others hold for every connection."""
STORED = {stored: name for stored, name in FIELDS.items() if name in OWN_FIELDS}


@dataclass(frozen=True, slots=True)
class Connection:
    """`endpoint` is empty while nobody has chosen one: the environment's applies, or else the usual one.

    `values` are the settings that belong to it, with its endpoint; all others in it are the usual ones. `caps` are the
    largest pictures for its models, where a policy says them; empty are those in the settings.
    """

    id: str = FIRST
    values: Settings = Settings()
    has_chosen_endpoint: bool = False
    caps: str = ""

    @classmethod
    def new(cls, endpoint: str, name: str = "", model: str = "", found: bool = False) -> "Connection":
        """Returns a connection to an endpoint, with an id of its own."""
        values = Settings(connection_name=name, endpoint=endpoint, endpoint_found=found)
        return cls(new_id(), replace(values, model=model) if model else values, has_chosen_endpoint=True)

    @property
    def name(self) -> str:
        """The user's name for it, or else its host."""
        return self.values.connection_name or host_of(self.values.endpoint)

    def applied(self, settings: Settings) -> Settings:
        """Returns the settings with those of this connection in their places."""
        caps = self.caps or settings.picture_caps
        return replace(settings, picture_caps=caps, **{name: getattr(self.values, name) for name in OWN_FIELDS})

    def changed(self, values: dict[str, Any]) -> "Connection":
        """Returns the connection with those of the values that belong to one."""
        own = {name: value for name, value in values.items() if name in OWN_FIELDS}
        has_chosen = self.has_chosen_endpoint or "endpoint" in own
        return replace(self, values=replace(self.values, **own), has_chosen_endpoint=has_chosen)


def is_given(connection_id: str) -> bool:
    """Returns True for the id of a connection that a policy gives."""
    return connection_id.startswith(GIVEN)


def connection_of_plain(plain: dict[str, Any], connection_id: str) -> Connection:
    """Returns the connection whose values are among the settings of a parsed file; invalid ones are the usual ones."""
    values = from_plain({stored: plain[stored] for stored in STORED if stored in plain})
    endpoint = plain.get("endpoint")
    return Connection(connection_id, values, isinstance(endpoint, str) and endpoint_of(endpoint) is not None)


def connection_to_plain(connection: Connection) -> dict[str, Any]:
    """Returns what a file should contain of a connection, without its id.

    A chosen endpoint is written even if it is the usual one.
    """
    plain = {stored: value for stored, value in to_plain(connection.values).items() if stored in STORED}
    return {**plain, "endpoint": connection.values.endpoint} if connection.has_chosen_endpoint else plain


def connections_of_plain(listed: Any, known: Iterable[str] = ()) -> tuple[Connection, ...]:
    """Returns the connections of a list in a parsed file; entries without an id or an endpoint are left out.

    `known` are ids that are in use.
    """
    found: dict[str, Connection] = {}
    for entry in listed if isinstance(listed, list) else ():
        connection_id = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(connection_id, str) and connection_id and connection_id not in (*known, *found):
            connection = connection_of_plain(entry, connection_id)
            if connection.has_chosen_endpoint and len(found) < MOST:
                found[connection_id] = connection
    return tuple(found.values())
