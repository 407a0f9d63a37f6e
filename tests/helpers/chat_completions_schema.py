"""The published schema of chat completions, which every request's body is held against."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "chat_completions.schema.json").read_text())


def check(body: dict[str, Any]) -> None:
    """Raises ValidationError unless a request's body has the published structure."""
    _validator().validate(body)


@cache
def _validator() -> Any:
    """Returns the validator, whose schema is itself checked once: that takes longer than a request."""
    schema = {"$ref": "#/$defs/CreateChatCompletionRequest", "$defs": SCHEMA["$defs"]}
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
