"""Reads the values of a row out of a model's answer, and those that the user types."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.core.many.field import WHOLE_ANSWER, CellValue, Field, FieldType
from desktop.core.untrusted_text import drop_unencodable, strip_control_characters, untrusted_line

LONGEST_NUMBER = 60  # digits; chosen
QUOTE = 60  # letters of what stood there
_NUMBER = re.compile(r"[+-]?\d{1,60}(\.\d{1,60})?([eE][+-]?\d{1,3})?", re.ASCII)
_FENCE = re.compile(r"^\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_BEGINNING = re.compile(r"\{\s*[\"}]")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The values of an answer by the names of their fields, and what is wrong with it; the rest is still used."""

    values: dict[str, CellValue]
    faults: tuple[Fault, ...] = ()


def read_answer(text: str, fields: Sequence[Field]) -> ReadAnswer:
    """Returns the values of an answer. Without fields, the whole answer is the one value."""
    if not fields:
        return ReadAnswer({WHOLE_ANSWER.name: strip_control_characters(text.strip())})
    plain = _object_in(text)
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


def _object_in(text: str) -> dict[str, Any] | None:
    """Returns the JSON object in an answer, also one in a code fence or between words."""
    fenced = _FENCE.match(text)
    body = fenced.group(1) if fenced else text
    decoder = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_refuse)
    found = _BEGINNING.search(body)  # a brace before a word is one of the sentences around it
    if found is None:
        return None
    try:
        plain, _ = decoder.raw_decode(body, found.start())
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _value_of(stood: Any, field: Field) -> tuple[CellValue, FaultKind | None]:
    if stood is None:
        return None, None
    match field.type:
        case FieldType.NUMBER:
            return _as_number(stood)
        case FieldType.DATE:
            return _as_date(stood)
        case FieldType.CHOICE:
            known = {choice.casefold(): choice for choice in field.choices}
            found = known.get(stood.strip().casefold()) if isinstance(stood, str) else None
            return found, None if found is not None else FaultKind.NOT_A_CHOICE
        case FieldType.YES_NO:
            truth = stood if isinstance(stood, bool) else _YES_NO.get(str(stood).strip().casefold())
            return truth, None if truth is not None else FaultKind.NOT_YES_OR_NO
        case FieldType.LIST:
            parts = stood if isinstance(stood, list) else [None]
            texts = tuple(_text(part) for part in parts)
            found_all = None not in texts
            return tuple(part for part in texts if part is not None), None if found_all else FaultKind.NOT_A_LIST
    text = _text(stood)
    return text, None if text is not None else FaultKind.NOT_TEXT


def _text(stood: Any) -> str | None:
    if isinstance(stood, str):
        return drop_unencodable(strip_control_characters(stood.strip()))
    return str(stood) if isinstance(stood, Decimal) else None


def _as_number(stood: Any) -> tuple[CellValue, FaultKind | None]:
    if isinstance(stood, Decimal):
        return stood, None
    if isinstance(stood, str) and _NUMBER.fullmatch(stood.strip()):
        return Decimal(stood.strip()), None
    return None, FaultKind.NOT_A_NUMBER


def _as_date(stood: Any) -> tuple[CellValue, FaultKind | None]:
    try:
        return date.fromisoformat(stood.strip()[:10]).isoformat(), None
    except (ValueError, AttributeError):
        return None, FaultKind.NOT_A_DATE


def _number(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("too long for a number")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER:
        return number
    raise ValueError("out of bounds")


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON
