"""What a model is told about the form of its answer: a JSON schema, the same in words, and how to repair it."""

from collections.abc import Sequence
from typing import Any

from desktop.core.many.cell import Fault, FaultKind
from desktop.core.many.field import Field, FieldType

_JSON_TYPES = {
    FieldType.TEXT: "string",
    FieldType.NUMBER: "number",
    FieldType.DATE: "string",
    FieldType.CHOICE: "string",
    FieldType.YES_NO: "boolean",
    FieldType.LIST: "array",
}
_FORMS = {
    FieldType.TEXT: "text",
    FieldType.NUMBER: "a number, without its unit",
    FieldType.DATE: "a date as YYYY-MM-DD",
    FieldType.YES_NO: "true or false",
    FieldType.LIST: "a list of texts",
}
_FAULTS = {
    FaultKind.NOT_JSON: "it is not one JSON object",
    FaultKind.MISSING: "is missing",
    FaultKind.NOT_A_NUMBER: "is not a number",
    FaultKind.NOT_A_DATE: "is not a date as YYYY-MM-DD",
    FaultKind.NOT_A_CHOICE: "is none of the choices",
    FaultKind.NOT_YES_OR_NO: "is neither true nor false",
    FaultKind.NOT_A_LIST: "is not a list of texts",
    FaultKind.NOT_TEXT: "is not text",
}


def response_format(fields: Sequence[Field]) -> dict[str, Any]:
    """Returns the member `response_format` of a request: https://platform.openai.com/docs/guides/structured-outputs.

    Every field is required and may be null, as that form demands.
    """
    schema = {
        "type": "object",
        "properties": {field.name: _schema_of(field) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "row", "strict": True, "schema": schema}}


def _schema_of(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": [_JSON_TYPES[field.type], "null"]}
    if field.type is FieldType.CHOICE:
        schema["enum"] = [*field.choices, None]
    if field.type is FieldType.LIST:
        schema["items"] = {"type": "string"}
    words = "; ".join(part for part in (field.hint, _form(field)) if part)
    return {**schema, "description": words}


def _form(field: Field) -> str:
    return f"one of {', '.join(field.choices)}" if field.type is FieldType.CHOICE else _FORMS[field.type]


def asked_in_words(ask: str, fields: Sequence[Field]) -> str:
    """Returns the question with the form of its answer in words, which every model understands."""
    if not fields:
        return ask
    lines = [f"- {field.name}: {_form(field)}{f' ({field.hint})' if field.hint else ''}" for field in fields]
    form = "Answer with one JSON object and nothing else. Its members, null where the picture does not say:"
    return "\n".join(part for part in (ask, form, *lines) if part)


def repair_in_words(faults: Sequence[Fault]) -> str:
    """Returns the words that ask a model to answer again in the right form."""
    wrong = "; ".join(
        f'"{fault.field}" {_FAULTS[fault.kind]}' if fault.field else _FAULTS[fault.kind] for fault in faults
    )
    return f"Your answer cannot be used: {wrong}. Answer again with the whole JSON object and nothing else."
