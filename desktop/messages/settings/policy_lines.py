"""What the policy has decided, as lines for people: `askance policy` prints them and Help shows them."""

import json
from dataclasses import dataclass

from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.origins import Origin, OriginKind, value_and_origin
from desktop.core.settings.policy.keys import KEYS, PolicyKey, ValueKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _

LONGEST = 200  # letters of a value; chosen
_ORIGINS = {
    OriginKind.MANAGED: N_("set by your organisation in {place}"),
    OriginKind.RECOMMENDED: N_("recommended by your organisation in {place}"),
    OriginKind.ENVIRONMENT: N_("from the variable {place}"),
    OriginKind.USER: N_("your own"),
    OriginKind.DEFAULT: N_("default"),
}


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A key with its value in force as JSON, and the words for its origin; `is_locked` if a policy has set it."""

    name: str
    value: str
    origin: str
    is_locked: bool


def policy_lines(layers: SettingsLayers) -> tuple[PolicyLine, ...]:
    """Returns a line for each key, in the order of their declaration."""
    return tuple(_line(layers, key) for key in KEYS)


def _line(layers: SettingsLayers, key: PolicyKey) -> PolicyLine:
    value, origin = value_and_origin(layers, key.field)
    if key.field == "headers":
        value = [header.partition(":")[0] for header in value]  # what follows is a secret
    if key.kind is ValueKind.OBJECTS:
        value = [json.loads(text)["name"] for text in value]
    shown = untrusted_line(json.dumps(value, ensure_ascii=False), LONGEST)
    return PolicyLine(key.stored, shown, _words(origin), origin.kind is OriginKind.MANAGED)


def _words(origin: Origin) -> str:
    return _(_ORIGINS[origin.kind]).format(place=origin.place)
