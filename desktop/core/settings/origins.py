"""Tells where each value in force comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.core.settings.connections.connection import OWN_FIELDS
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.source import Level
from desktop.core.settings.settings import Settings


class OriginKind(StrEnum):
    """The kinds of places that a value comes from."""

    MANAGED = "managed"
    RECOMMENDED = "recommended"
    ENVIRONMENT = "environment"
    USER = "user"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Origin:
    """The kind of place, and its path or the name of the variable; empty for the user's settings and for a default."""

    kind: OriginKind
    place: str = ""


def value_and_origin(layers: SettingsLayers, field: str) -> tuple[Any, Origin]:
    """Returns the value in force of the key with that field name, and its origin."""
    value = getattr(layers.in_force, field)
    if field in dict(layers.policy.values):
        return value, Origin(OriginKind.MANAGED, layers.policy.place_of(Level.MANAGED, field))
    if field in ("endpoint", "endpoint_found") and layers.endpoint_variable:
        return value, Origin(OriginKind.ENVIRONMENT, layers.endpoint_variable)
    is_own = layers.connection.has_chosen_endpoint if field in OWN_FIELDS else field in layers.chosen
    recommended = dict(layers.policy.recommended)
    if not is_own and field in recommended and value == recommended[field]:
        return value, Origin(OriginKind.RECOMMENDED, layers.policy.place_of(Level.RECOMMENDED, field))
    is_usual = value == getattr(Settings(), field)
    return value, Origin(OriginKind.DEFAULT if is_usual else OriginKind.USER)
