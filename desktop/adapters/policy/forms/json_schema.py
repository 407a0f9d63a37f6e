"""The JSON schema of a file of a policy, made of its keys."""

import json
from typing import Any

from desktop.adapters.policy.forms.key_forms import about
from desktop.core.settings.policy.keys import KEYS, LONGEST, MOST, OBJECT_MEMBERS, PolicyKey, ValueKind


def json_schema() -> str:
    """Returns the schema as text."""
    pattern = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "pattern": {"type": "string", "format": "regex"}},
        "required": ["name", "pattern"],
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A policy of Askance",
        "type": "object",
        "properties": {
            "settings": {
                "type": "object",
                "properties": {key.stored: _of(key) for key in KEYS},
                "additionalProperties": False,
            },
            "patterns": {"type": "array", "items": pattern},
        },
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2) + "\n"


def _object_of(key: PolicyKey) -> dict[str, Any]:
    needed, members = OBJECT_MEMBERS.get(key.field, (frozenset(), frozenset()))
    texts: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "properties": {name: texts if name == "headers" else {"type": "string"} for name in sorted(members)},
        "required": sorted(needed),
        "additionalProperties": False,
    }


def _of(key: PolicyKey) -> dict[str, Any]:
    kinds: dict[ValueKind, dict[str, Any]] = {
        ValueKind.SWITCH: {"type": "boolean"},
        ValueKind.CHOICE: {"enum": list(key.choices)},
        ValueKind.AMOUNT: {"type": "number", "minimum": 0, "maximum": MOST},
        ValueKind.TEXT: {"type": "string", "maxLength": LONGEST},
        ValueKind.LIST: {"type": "array", "items": {"type": "string"}},
        ValueKind.OBJECTS: {"type": "array", "items": _object_of(key)},
    }
    return {"description": about(key), **kinds[key.kind], "default": key.default}
