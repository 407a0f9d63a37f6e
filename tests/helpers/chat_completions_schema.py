"""The published schema of chat completions, which every request's body is held against."""

import json
from pathlib import Path
from typing import Any

import jsonschema

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "chat_completions.schema.json").read_text())


def check(body: dict[str, Any]) -> None:
    """Raises ValidationError unless a request's body has the published structure."""
    jsonschema.validate(body, {"$ref": "#/$defs/CreateChatCompletionRequest", "$defs": SCHEMA["$defs"]})
