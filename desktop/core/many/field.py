"""A column of a run: what is asked of every picture, and of which type the answer is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

CellValue = str | Decimal | bool | tuple[str, ...] | None
"""A value in a cell: text, choices and dates (ISO 8601) as `str`, numbers with all their digits; None where the picture
does not say."""


class FieldType(StrEnum):
    """The type of a column's values. The values are stored, and typed on the command line."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes/no"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `hint` tells the model what is meant, and may be a whole question; only a choice has `choices`."""

    name: str
    type: FieldType = FieldType.TEXT
    hint: str = ""
    choices: tuple[str, ...] = ()


WHOLE_ANSWER = Field("answer")
"""The one column of a run without fields: the whole answer as it came."""


def field_of(text: str) -> Field | None:
    """Returns the field of “name:type:hint”, or None if there is none in it.

    The type may be left out. A choice names its choices in the place of the type: “currency:EUR|USD:the currency”.
    """
    name, _, rest = text.partition(":")
    kind, _, hint = rest.partition(":")
    name, kind, hint = name.strip(), kind.strip(), hint.strip()
    if not name or not name.isprintable():
        return None
    choices = tuple(dict.fromkeys(part.strip() for part in kind.split("|") if part.strip()))
    if len(choices) > 1:
        return Field(name, FieldType.CHOICE, hint, choices)
    if kind in ("", *FieldType) and kind != FieldType.CHOICE:
        return Field(name, FieldType(kind or FieldType.TEXT), hint)
    return None


def repeated_name(fields: Sequence[Field]) -> str:
    """Returns the first name that two fields have, whatever its letters' case; empty if there is none."""
    seen = set[str]()
    for field in fields:
        if field.name.casefold() in seen:
            return field.name
        seen.add(field.name.casefold())
    return ""
