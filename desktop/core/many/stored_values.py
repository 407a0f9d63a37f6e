"""The values, faults and plans of a run as JSON. The names are a file format and never change."""

from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.core.many.cell import Fault, FaultKind
from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.many.run import Area, RunEdits, RunPlan
from desktop.core.stored_form import StoredForm

_PLAN = StoredForm(
    RunPlan,
    {
        "name": "name",
        "ask": "ask",
        "endpoint": "endpoint",
        "model": "model",
        "detail": "detail",
        "fields": "fields",
        "instructions": "instructions",
        "parameters": "parameters",
        "edits": "edits",
        "budget_usd": "budget_usd",
        "rate": "rate",
        "as_batch": "as_batch",
    },
)
_FIELD = StoredForm(Field, {"name": "name", "type": "type", "hint": "hint", "choices": "choices"})


def value_to_plain(value: CellValue) -> Any:
    """Returns a value as JSON: a number as {"number": its digits}, so that none is lost."""
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return list(value) if isinstance(value, tuple) else value


def value_from_plain(plain: Any) -> CellValue:
    """Returns the value of its JSON; None for what is none."""
    if isinstance(plain, dict):
        try:
            return Decimal(plain["number"])
        except (KeyError, TypeError, InvalidOperation):
            return None
    if isinstance(plain, list):
        return tuple(map(str, plain))
    return plain if isinstance(plain, str | bool) else None


def fault_to_plain(fault: Fault) -> list[str]:
    """Returns a fault as JSON."""
    return [fault.kind, fault.field, fault.found]


def fault_from_plain(plain: list[str]) -> Fault:
    """Returns the fault of its JSON. Raises ValueError."""
    kind, field, found = plain
    return Fault(FaultKind(kind), field, found)


def plan_to_plain(plan: RunPlan) -> dict[str, Any]:
    """Returns a plan as JSON."""
    fields = [{**_FIELD.to_plain(field), "choices": list(field.choices)} for field in plan.fields]
    return {**_PLAN.to_plain(plan), "fields": fields, "edits": _edits_to_plain(plan.edits), "rate": list(plan.rate)}


def plan_from_plain(plain: dict[str, Any]) -> RunPlan:
    """Returns the plan of its JSON. Raises TypeError, KeyError and ValueError for one that is none."""
    fields = tuple(
        _FIELD.from_plain({**field, "type": FieldType(field["type"]), "choices": tuple(field["choices"])})
        for field in plain["fields"]
    )
    requests, tokens = plain["rate"]
    return _PLAN.from_plain(
        {**plain, "fields": fields, "edits": _edits_from_plain(plain["edits"]), "rate": (int(requests), int(tokens))}
    )


def _edits_to_plain(edits: RunEdits) -> dict[str, Any]:
    return {
        "covers": [asdict(area) for area in edits.covers],
        "crop": asdict(edits.crop) if edits.crop else None,
        "covered": sorted(edits.covered_kinds),
        "allowed": sorted(edits.allowed_kinds),
    }


def _edits_from_plain(plain: dict[str, Any]) -> RunEdits:
    return RunEdits(
        tuple(Area(**area) for area in plain["covers"]),
        Area(**plain["crop"]) if plain["crop"] else None,
        frozenset(plain["covered"]),
        frozenset(plain["allowed"]),
    )
