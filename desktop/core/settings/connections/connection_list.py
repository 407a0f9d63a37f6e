"""The connections in their order, the one that answers, and what one conversation has chosen instead."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from desktop.core.model_terms import DETAILS
from desktop.core.models.answer_parameters import are_parameters
from desktop.core.settings.connections.connection import (
    FIRST,
    MOST,
    STORED,
    Connection,
    connection_of_plain,
    connection_to_plain,
    connections_of_plain,
    is_given,
)
from desktop.core.settings.settings import Settings

LISTED, FIRST_ID, CHOSEN = "connections", "first_connection", "chosen_connection"
OF_THE_FIRST = frozenset({FIRST_ID, *STORED})
"""The names in the settings file of what makes up the first connection, which is written flat."""
LIST_NAMES = frozenset({LISTED, FIRST_ID, CHOSEN})
"""Names in the settings file that are no settings. The values of the first connection stand beside them, as settings:
files of versions that knew one endpoint are read as they are, and such a version finds an endpoint that was chosen.
"""


@dataclass(frozen=True, slots=True)
class ConversationChoice:
    """The id of a connection, a model, and parameters (core/models/answer_parameters.py) of a conversation's own.

    Empty is the usual: the connection that is chosen for new conversations, its model, its parameters. A saved prompt
    that says how it is asked leaves its name, its instructions and its detail here.
    """

    connection: str = ""
    model: str = ""
    parameters: str = ""
    prompt: str = ""
    instructions: str = ""
    detail: str = ""

    @property
    def without_prompt(self) -> "ConversationChoice":
        """What is left if the saved prompt no longer holds."""
        return replace(self, prompt="", instructions="", detail="")

    def asked(self, settings: Settings, locked: frozenset[str] = frozenset()) -> Settings:
        """Returns the settings for a question: instructions follow those in force; a locked detail stays."""
        instructions = "\n\n".join(filter(None, (settings.instructions.strip(), self.instructions)))
        detail = next((known for known in DETAILS if known == self.detail and "detail" not in locked), settings.detail)
        return replace(settings, instructions=instructions, detail=detail) if self.prompt else settings

    def to_text(self) -> str | None:
        """Returns it as the history stores it; None for the usual."""
        if self == ConversationChoice():
            return None
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)


NO_CHOICE = ConversationChoice()


def choice_from_text(text: Any) -> ConversationChoice:
    """Returns a stored choice; the usual for what cannot be read."""
    try:
        plain = json.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        return NO_CHOICE
    values = {field.name: plain.get(field.name) for field in fields(ConversationChoice)} if type(plain) is dict else {}
    choice = ConversationChoice(**{name: value for name, value in values.items() if isinstance(value, str)})
    return choice if are_parameters(choice.parameters) else replace(choice, parameters="")


@dataclass(frozen=True, slots=True)
class ConnectionList:
    """At least one connection. `chosen` is the id of the one that answers in new conversations; if none has it, the
    first one does. It may be one that a policy gives.
    """

    connections: tuple[Connection, ...] = (Connection(),)
    chosen: str = FIRST

    @classmethod
    def of_plain(cls, stored: dict[str, Any]) -> "ConnectionList":
        """Returns the list in the content of the settings file."""
        first_id, chosen = stored.get(FIRST_ID), stored.get(CHOSEN)
        first = connection_of_plain(stored, first_id if isinstance(first_id, str) and first_id else FIRST)
        listed = cls((first, *connections_of_plain(stored.get(LISTED), known=(first.id,))), first.id)
        is_known = isinstance(chosen, str) and (listed.has(chosen) or is_given(chosen))
        return replace(listed, chosen=str(chosen)) if is_known else listed

    def to_plain(self) -> dict[str, Any]:
        """Returns the content for the settings file."""
        first, *others = self.connections
        plain = connection_to_plain(first)
        if first.id != FIRST:
            plain[FIRST_ID] = first.id
        if others:
            plain[LISTED] = [{"id": other.id, **connection_to_plain(other)} for other in others]
        if self.chosen != first.id:
            plain[CHOSEN] = self.chosen
        return plain

    def has(self, connection_id: str) -> bool:
        """Returns True if a connection has this id."""
        return any(connection.id == connection_id for connection in self.connections)

    def get(self, connection_id: str) -> Connection:
        """Returns the connection with this id, or the chosen one if there is none."""
        found = {connection.id: connection for connection in self.connections}
        return found.get(connection_id) or found.get(self.chosen) or self.connections[0]

    def named(self, name: str) -> Connection | None:
        """Returns the connection with this name or else this host, whatever its capitals; None if there is none.

        None also where several of that name lead to different endpoints: nobody knows then which one is meant.
        """
        found = self.called(name)
        return found[0] if len({_address(connection) for connection in found}) == 1 else None

    def called(self, name: str) -> tuple[Connection, ...]:
        """Returns the connections with this name; where none has it, those that lead to that host or endpoint."""
        wanted = name.strip().casefold()
        by_name = tuple(one for one in self.connections if one.name.casefold() == wanted)
        by_host = tuple(one for one in self.connections if one.values.host.casefold() == wanted)
        at = wanted.rstrip("/")
        return by_name or by_host or tuple(one for one in self.connections if _address(one).casefold() == at)

    def with_connection(self, connection: Connection) -> "ConnectionList":
        """Returns the list with a connection in the place of that of the same id, or at the end. It has a bound."""
        if self.has(connection.id):
            changed = (connection if other.id == connection.id else other for other in self.connections)
            return replace(self, connections=tuple(changed))
        return replace(self, connections=(*self.connections, connection)[: MOST + 1])

    def without(self, connection_id: str) -> "ConnectionList":
        """Returns the list without a connection, unless it is the only one. If it was chosen, the first one is."""
        left = tuple(connection for connection in self.connections if connection.id != connection_id)
        if not left:
            return self
        return ConnectionList(left, self.chosen if self.chosen != connection_id else left[0].id)

    def in_force(self, settings: Settings, choice: ConversationChoice = NO_CHOICE) -> Settings:
        """Returns the settings with those of the connection that a conversation has chosen, or of the chosen one.

        The model and the parameters of a choice hold only together with its connection.
        """
        connection = self.get(choice.connection)
        values = connection.applied(settings)
        if choice.connection == connection.id:
            values = replace(
                values, model=choice.model or values.model, parameters=choice.parameters or values.parameters
            )
        return values


def _address(connection: Connection) -> str:
    return connection.values.endpoint.strip().rstrip("/")
