"""The file in which prompts and connections are handed on: JSON without keys, header values, commands and ids.

It may come from a stranger, so everything in it has a bound, and nothing in it decides anything by itself.
"""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.asking.saved_prompts import (
    MOST as MOST_PROMPTS,
)
from desktop.core.asking.saved_prompts import (
    SavedPrompt,
    prompt_of_plain,
    prompt_to_plain,
)
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.models.answer_parameters import are_parameters, parameters_of
from desktop.core.privacy.labels.secret_names import is_secret_name
from desktop.core.settings.connections.connection import (
    LONGEST_NAME,
    MOST,
    Connection,
    connection_of_plain,
    connection_to_plain,
)
from desktop.core.settings.endpoint import endpoint_of, without_sign_in

MOST_BYTES = 1_000_000  # chosen: some hundred times what a file of sixty prompts has
NAME, VERSION = "askance prompts and connections", 1
_LEFT_OUT = re.compile(
    r"head|key|auth|cookie|credential|secret|pass|(?:^|[_-])token$|command|exec|webhook", re.IGNORECASE
)
"""Names of members of the body that may hold a key, a header or a command."""
_OWN = ("connection_name", "endpoint", "model", "parameters", "prices")
"""What is handed on of a connection. `endpoint_found` is not: who imports an address has given it."""


@dataclass(frozen=True, slots=True)
class SharedThings:
    """Prompts and connections of a file. A prompt names its connection by name only."""

    prompts: tuple[SavedPrompt, ...] = ()
    connections: tuple[Connection, ...] = ()


class SharedFileError(AskanceError):
    """A file that cannot be read as one of prompts and connections."""


def shared_text(things: SharedThings) -> str:
    """Returns the content of the file."""
    plain = {
        "format": NAME,
        "version": VERSION,
        "prompts": [prompt_to_plain(replace(prompt, connection="")) for prompt in things.prompts],
        "connections": [_connection_to_plain(connection) for connection in things.connections],
    }
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def shared_of_bytes(data: bytes, name: str) -> SharedThings:
    """Returns what a file of that name holds. Raises SharedFileError."""
    if len(data) > MOST_BYTES:
        raise _refusal(name, "too large")
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refusal(name, "it is not in UTF-8") from None
    except (ValueError, RecursionError):
        raise _refusal(name, "it cannot be parsed") from None
    if not isinstance(plain, dict):
        raise _refusal(name, "it is no JSON object")
    if plain.get("format") != NAME:
        raise _refusal(name, "nothing in it is known to this version of Askance")
    if plain.get("version") != VERSION:
        raise _refusal(name, "another version")
    prompts = (prompt_of_plain(entry) for entry in _listed(plain, "prompts")[:MOST_PROMPTS])
    connections = (_connection_of_plain(entry) for entry in _listed(plain, "connections")[:MOST])
    return SharedThings(
        tuple(replace(prompt, connection="") for prompt in prompts if prompt is not None),
        tuple(connection for connection in connections if connection is not None),
    )


def _refusal(name: str, reason: str) -> SharedFileError:
    return SharedFileError(Problem(ProblemKind.NOT_SHARED, name, reason))


def _listed(plain: dict[str, Any], name: str) -> list[Any]:
    listed = plain.get(name)
    return listed if isinstance(listed, list) else []


def _connection_to_plain(connection: Connection) -> dict[str, Any]:
    plain = {**connection_to_plain(connection), "endpoint": connection.values.endpoint}
    plain["connection_name"] = connection.name
    if "parameters" in plain:
        plain["parameters"] = _without_secrets(plain["parameters"])
    return {name: plain[name] for name in _OWN if plain.get(name)}


def _connection_of_plain(entry: Any) -> Connection | None:
    """Returns the connection of an entry, with an id of its own, or None if it has no address that can be one."""
    endpoint = entry.get("endpoint") if isinstance(entry, dict) else None
    if not isinstance(endpoint, str) or endpoint_of(without_sign_in(endpoint)) is None:
        return None
    known = {name: entry[name] for name in _OWN if name in entry} | {"endpoint": without_sign_in(endpoint)}
    if isinstance(known.get("parameters"), str):
        known["parameters"] = _without_secrets(known["parameters"])
    values = connection_of_plain(known, "").values
    connection = Connection.new(values.endpoint, values.connection_name.strip()[:LONGEST_NAME], values.model)
    return connection.changed({"parameters": values.parameters, "prices": values.prices})


def _without_secrets(parameters: str) -> str:
    """Returns parameters without members of the body whose name is that of a key, a header or a command."""
    if not are_parameters(parameters):
        return ""
    value = parameters_of(parameters)
    extra = _clean(value.extra_values)
    return replace(value, extra=json.dumps(extra, ensure_ascii=False) if extra else "").to_text()


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _clean(member) for name, member in value.items() if not _is_left_out(name)}
    return [_clean(member) for member in value] if isinstance(value, list) else value


def _is_left_out(name: str) -> bool:
    return _LEFT_OUT.search(name) is not None or is_secret_name(name)
