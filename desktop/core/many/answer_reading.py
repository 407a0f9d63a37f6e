"""Reads the values of a row out of a model's answer, and those that the user types."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.core.many.field import WHOLE_ANSWER, CellValue, Field, FieldType
from desktop.core.many.said.dates import said_date
from desktop.core.many.said.numbers import number_of, said_number
from desktop.core.many.said.words import said_choice, said_list, said_truth, says_nothing
from desktop.core.untrusted_text import drop_unencodable, strip_control_characters, untrusted_line

QUOTE = 60  # letters of what stood there
MOST_OBJECTS = 20  # of one answer; chosen
_FENCE = re.compile(r"^\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_BEGINNING = re.compile(r"\{\s*[\"}]")
_STRING_OR_BRACE = re.compile(r'"(?:[^"\\]+|\\.)*"?|[{}]', re.DOTALL)
_NO_VALUE = r'\.\.\.|…|"(?:\.\.\.|…|<[^<>"]*>)"|<|\{|(?:number|string|boolean|value)\b|$'  # in a form
_VALUE_BEGINS = re.compile(rf'"\s*:(?!\s*(?:{_NO_VALUE}))')
_THOUGHT = re.compile(r"</think(?:ing)?>|◁/think▷", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The values of an answer by the names of their fields, and what is wrong with it; the rest is still used."""

    values: dict[str, CellValue]
    faults: tuple[Fault, ...] = ()


def read_answer(text: str, fields: Sequence[Field]) -> ReadAnswer:
    """Returns the values of an answer. Without fields, the whole answer is the one value."""
    if not fields:
        return ReadAnswer({WHOLE_ANSWER.name: strip_control_characters(text.strip())})
    plain = _object_in(text, fields)
    if plain is None:
        return ReadAnswer({}, (Fault(FaultKind.NOT_JSON, found=untrusted_line(text, QUOTE)),))
    values, faults = dict[str, CellValue](), []
    by_name = {_folded(name): value for name, value in plain.items()}
    for field in fields:
        if _folded(field.name) not in by_name:
            faults.append(Fault(FaultKind.MISSING, field.name))
            continue
        stood = by_name[_folded(field.name)]
        value, fault = _value_of(stood, field)
        values[field.name] = value
        if fault is not None:
            faults.append(Fault(fault, field.name, untrusted_line(drop_unencodable(str(stood)), QUOTE)))
    return ReadAnswer(values, tuple(faults))


def _folded(name: str) -> str:
    """Returns a name as it is compared: models write it in another case, or its accents apart."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def with_answer(cell: Cell, answer: str, read: ReadAnswer) -> Cell:
    """Returns a cell with an answer; what the user has typed stays."""
    values = {**read.values, **{name: value for name, value in cell.values.items() if name in cell.edited}}
    state = CellState.FAILED if read.faults else CellState.ANSWERED
    problem = Problem(ProblemKind.ANSWER_MISSHAPEN) if read.faults else None
    return replace(cell, state=state, values=values, answer=answer, faults=read.faults, problem=problem)


def typed_value(text: str, field: Field) -> tuple[CellValue, FaultKind | None]:
    """Returns the value that the user has typed for a field, and what is wrong with it. No text is no value.

    The parts of a list are separated by semicolons.
    """
    text = text.strip()
    if not text:
        return None, None
    if field.type is FieldType.LIST:
        return tuple(part.strip() for part in text.split(";") if part.strip()), None
    return _value_of(text, field)


def value_text(value: CellValue) -> str:
    """Returns a value as text, as `typed_value` takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _object_in(text: str, fields: Sequence[Field]) -> dict[str, Any] | None:
    """Returns the JSON object in an answer, also one in a code fence, between words or after the model's thinking.

    Where several have values for `fields`, they must agree: nobody can tell which of them is the answer.
    """
    try:
        body = _without_thought(text)
        fenced = _FENCE.match(body)
        found = [_unwrapped(plain, fields) for plain in _objects_in(fenced.group(1) if fenced else body)]
        fitting = sorted(found, key=lambda plain: len(_known(plain, fields)), reverse=True)
        best = _known(fitting[0], fields) if fitting else {}
        agree = all(_known(other, fields).items() <= best.items() for other in fitting)
    except (ValueError, RecursionError):
        return None
    return fitting[0] if fitting and agree else None


def _without_thought(text: str) -> str:
    """Returns an answer from the last end of thinking on that is not a word inside an object. Raises RecursionError."""
    marks = [mark.end() for mark in _THOUGHT.finditer(text)]
    at = 0
    for _ in range(MOST_OBJECTS if marks else 0):
        found = _BEGINNING.search(text, at, marks[-1]) if marks else None
        if found is None:
            break
        try:
            at = _DECODER.raw_decode(text, found.start())[1]
        except ValueError:
            at = found.start() + 1
        marks = [mark for mark in marks if not found.start() < mark < at]
    return text[marks[-1] :] if marks else text


def _objects_in(body: str) -> Iterator[dict[str, Any]]:
    """Yields the JSON objects in a text, none of which is inside another. Raises ValueError and RecursionError.

    A form that the text speaks of, such as `{"total": ...}`, is passed over; another broken object is an error.
    """
    end = 0
    for _ in range(MOST_OBJECTS):
        found = _BEGINNING.search(body, end)  # a brace before a word is one of the sentences around it
        if found is None:
            return
        try:
            plain, end = _DECODER.raw_decode(body, found.start())
        except ValueError:
            end = _end_of_broken(body, found.start())
            if _VALUE_BEGINS.search(body, found.start(), end):
                raise
            continue
        yield plain
    raise ValueError("too many objects")


def _end_of_broken(body: str, start: int) -> int:
    """Returns the place behind the brace that closes the one at `start`, or the end of the text."""
    depth = 0
    for token in _STRING_OR_BRACE.finditer(body, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return len(body)


def _unwrapped(plain: dict[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """Returns an object, or the one that is its only member, if that has the values."""
    inside = next(iter(plain.values())) if len(plain) == 1 else None
    return inside if isinstance(inside, dict) and not _known(plain, fields) and _known(inside, fields) else plain


def _known(plain: dict[str, Any], fields: Sequence[Field]) -> dict[str, tuple[type, Any]]:
    """Returns the values of an object that belong to fields, each with its type: `true` is not 1, but 5.0 is 5."""
    names = {_folded(field.name) for field in fields}
    return {_folded(name): (type(value), value) for name, value in plain.items() if _folded(name) in names}


def _value_of(stood: Any, field: Field) -> tuple[CellValue, FaultKind | None]:
    if stood is None:
        return None, None
    if isinstance(stood, str) and field.type is not FieldType.TEXT:
        return _value_in(stood, field)
    match field.type:
        case FieldType.NUMBER if isinstance(stood, Decimal):
            return stood, None
        case FieldType.YES_NO if isinstance(stood, bool):
            return stood, None
        case FieldType.YES_NO if stood in (0, 1):
            return stood == 1, None
        case FieldType.LIST:
            texts = [_text(part) for part in stood] if isinstance(stood, list) else [None]
            found = tuple(part for part in texts if part is not None)
            return found, None if len(found) == len(texts) else FaultKind.NOT_A_LIST
        case FieldType.TEXT if (text := _text(stood)) is not None:
            return text, None
    return None, _FAULTS[field.type]


def _value_in(stood: str, field: Field) -> tuple[CellValue, FaultKind | None]:
    """Returns the value that a text has for a field of another type."""
    value: CellValue = None
    match field.type:
        case FieldType.NUMBER:
            value = said_number(stood)
        case FieldType.DATE:
            value = said_date(stood)
        case FieldType.CHOICE:
            value = said_choice(stood, field.choices)
        case FieldType.YES_NO:
            value = said_truth(stood)
        case FieldType.LIST if (parts := said_list(stood)) is not None and not says_nothing(stood):
            value = tuple(text for part in parts if (text := _text(part)))
    if value is not None or says_nothing(stood):
        return value, None
    return () if field.type is FieldType.LIST else None, _FAULTS[field.type]


_FAULTS = {
    FieldType.TEXT: FaultKind.NOT_TEXT,
    FieldType.NUMBER: FaultKind.NOT_A_NUMBER,
    FieldType.DATE: FaultKind.NOT_A_DATE,
    FieldType.CHOICE: FaultKind.NOT_A_CHOICE,
    FieldType.YES_NO: FaultKind.NOT_YES_OR_NO,
    FieldType.LIST: FaultKind.NOT_A_LIST,
}


def _text(stood: Any) -> str | None:
    if isinstance(stood, str):
        return drop_unencodable(strip_control_characters(stood.strip()))
    return str(stood) if isinstance(stood, Decimal) else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON


_DECODER = json.JSONDecoder(parse_float=number_of, parse_int=number_of, parse_constant=_refuse, strict=False)
