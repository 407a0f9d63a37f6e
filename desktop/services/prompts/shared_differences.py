"""What an import of prompts and connections would change here, to be chosen one by one."""

from dataclasses import dataclass, replace

from desktop.core.asking.saved_prompts import MOST, SavedPrompt
from desktop.core.settings.connections.connection import Connection
from desktop.services.prompts.shared_file import SharedThings

_OF_PROMPT = ("words", "instructions", "connection_name", "model", "detail")
_OF_CONNECTION = ("endpoint", "model", "parameters", "prices")
_COMPARED = ("model", "parameters", "prices")
"""An address is never changed, since its key would go elsewhere: with another one, it is another connection."""


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A prompt or a connection of the file, which is new or differs from that of the same name here.

    `values` are, by the names of fields, what is here (empty for a new one) and what is in the file.
    """

    thing: SavedPrompt | Connection
    values: tuple[tuple[str, str, str], ...]
    is_new: bool

    @property
    def name(self) -> str:
        """The name of the prompt or the connection."""
        return self.thing.name


def shared_changes(here: SharedThings, there: SharedThings) -> tuple[SharedChange, ...]:
    """Returns what would change, connections first; what is the same here and there is left out."""
    changes = [_of_connection(connection, here.connections) for connection in there.connections]
    changes += [_of_prompt(prompt, here.prompts) for prompt in there.prompts]
    return tuple(change for change in changes if change is not None)


def _of_connection(there: Connection, all_here: tuple[Connection, ...]) -> SharedChange | None:
    same = (
        other
        for other in all_here
        if (other.name.casefold(), other.values.endpoint) == (there.name.casefold(), there.values.endpoint)
    )
    here = next(same, None)
    if here is None:
        shown = ((name, "", getattr(there.values, name)) for name in _OF_CONNECTION)
        return SharedChange(there, tuple(value for value in shown if value[2]), is_new=True)
    pairs = ((name, getattr(here.values, name), getattr(there.values, name)) for name in _COMPARED)
    values = tuple(value for value in pairs if value[1] != value[2])
    changed = here.changed({name: new for name, _old, new in values})
    return SharedChange(changed, values, is_new=False) if values else None


def _of_prompt(there: SavedPrompt, all_here: tuple[SavedPrompt, ...]) -> SharedChange | None:
    here = next((other for other in all_here if other.name.casefold() == there.name.casefold()), None)
    if here is None:
        shown = ((name, "", getattr(there, name)) for name in _OF_PROMPT)
        return SharedChange(there, tuple(value for value in shown if value[2]), is_new=True)
    pairs = ((name, getattr(here, name), getattr(there, name)) for name in _OF_PROMPT)
    values = tuple(value for value in pairs if value[1] != value[2])
    kept = here.connection if here.connection_name == there.connection_name else ""
    changed = replace(there, name=here.name, connection=kept)
    return SharedChange(changed, values, is_new=False) if values else None


def with_changes(prompts: tuple[SavedPrompt, ...], chosen: tuple[SharedChange, ...]) -> tuple[SavedPrompt, ...]:
    """Returns the prompts with those that were chosen: in the place of the same name, or at the end."""
    taken = {change.name: change.thing for change in chosen if isinstance(change.thing, SavedPrompt)}
    changed = [taken.pop(prompt.name, prompt) for prompt in prompts]  # of several of one name, the first
    return (*changed, *taken.values())[:MOST]
