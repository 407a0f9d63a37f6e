"""Connections that a policy gives: users choose among them, and cannot change or remove them.

They follow the policy: their ids are made of their names, so that a conversation finds its connection at a new address.
"""

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.core.settings.connections.connection import GIVEN, LONGEST_NAME, Connection, is_given
from desktop.core.settings.connections.connection_list import ConnectionList
from desktop.core.settings.endpoint import endpoint_of, origin_of
from desktop.core.settings.own_headers import Headers, headers_of
from desktop.core.settings.settings import Settings
from desktop.core.settings.values.given_objects import ObjectText, object_texts
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.models import answer_parameters, image_cap, price_list
else:
    answer_parameters = deferred("desktop.core.models.answer_parameters")
    image_cap = deferred("desktop.core.models.image_cap")
    price_list = deferred("desktop.core.models.price_list")

NEEDED = frozenset({"name", "endpoint"})
MEMBERS = NEEDED | {"model", "headers", "parameters", "prices", "picture_caps"}
"""The names in the object of a connection."""


def connection_texts(value: Any) -> tuple[ObjectText, ...] | None:
    """Returns the connections of a policy as texts; None if one of them cannot be used."""
    texts = object_texts(value, NEEDED, MEMBERS)
    if texts is None or not all(_is_usable(json.loads(text)) for text in texts):
        return None
    return texts


@lru_cache(maxsize=8)
def given_connections(texts: tuple[ObjectText, ...]) -> tuple[Connection, ...]:
    """Returns the connections of texts that were checked."""
    return tuple(map(_connection, texts))


def given_headers(texts: tuple[ObjectText, ...], origin: str) -> Headers:
    """Returns the headers that given connections have for an origin."""
    found: dict[str, tuple[str, str]] = {}
    for text in texts:
        plain = json.loads(text)
        if origin_of(endpoint_of(plain["endpoint"]) or "") == origin_of(origin):
            headers = headers_of("\n".join(plain.get("headers", []))) or ()
            found |= {name.lower(): (name, value) for name, value in headers}
    return tuple(found.values())


def offered(own: ConnectionList, given: tuple[Connection, ...], may_have_own: bool) -> ConnectionList:
    """Returns what a user can choose from: what is given first, then the user's own, where they may have any.

    A first connection whose address nobody has chosen gives way to those that are given.
    """
    kept = tuple(connection for connection in own.connections if not is_given(connection.id))
    if given:
        kept = tuple(connection for connection in kept if connection.has_chosen_endpoint) if may_have_own else ()
    listed = (*given, *kept) or own.connections
    is_there = any(connection.id == own.chosen for connection in listed)
    return ConnectionList(listed, own.chosen if is_there else listed[0].id)


def _connection(text: ObjectText) -> Connection:
    plain = json.loads(text)
    name = plain["name"].strip()
    values = Settings(
        connection_name=name,
        endpoint=endpoint_of(plain["endpoint"]) or "",
        parameters=plain.get("parameters", ""),
        prices=plain.get("prices", ""),
    )
    values = replace(values, model=plain["model"].strip()) if plain.get("model", "").strip() else values
    return Connection(GIVEN + name.casefold(), values, True, plain.get("picture_caps", ""))


def _is_usable(plain: dict[str, Any]) -> bool:
    texts = {name: plain.get(name, "") for name in MEMBERS - {"headers"}}
    return (
        headers_of("\n".join(plain.get("headers", []))) is not None
        and len(texts["name"].strip()) <= LONGEST_NAME
        and endpoint_of(texts["endpoint"]) is not None
        and answer_parameters.are_parameters(texts["parameters"])
        and price_list.are_prices(texts["prices"])
        and image_cap.are_caps(texts["picture_caps"])
    )
