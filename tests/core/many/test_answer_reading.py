"""Values out of answers: every type, what models do to JSON, and what is said about the rest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.many.answer_reading import read_answer, typed_value, value_text
from desktop.core.many.cell import Fault, FaultKind
from desktop.core.many.field import CellValue, Field, FieldType

FIELDS = (
    Field("shop"),
    Field("total", FieldType.NUMBER),
    Field("day", FieldType.DATE),
    Field("currency", FieldType.CHOICE, choices=("EUR", "USD")),
    Field("paid", FieldType.YES_NO),
    Field("items", FieldType.LIST),
)
WHOLE = '{"shop": "Café", "total": 15.90, "day": "2026-11-28", "currency": "eur", "paid": true, "items": ["a", "b"]}'
VALUES = {
    "shop": "Café",
    "total": Decimal("15.90"),
    "day": "2026-11-28",
    "currency": "EUR",
    "paid": True,
    "items": ("a", "b"),
}


@pytest.mark.parametrize(
    "text",
    [
        *(WHOLE, f"```json\n{WHOLE}\n```", f"Here it is:\n{WHOLE}\nIs that all?", f"As {{asked}}, {{ so }}: {WHOLE}"),
        *(f"[{WHOLE}]", WHOLE.replace('"shop"', '" Shop "'), f"\ufeff{WHOLE}", WHOLE.replace(", ", ",\r\n\t")),
    ],
)
def test_an_answer_is_read_with_all_its_digits(text: str) -> None:
    read = read_answer(text, FIELDS)
    assert (read.values, read.faults) == (VALUES, ())
    assert str(read.values["total"]) == "15.90"


def test_null_is_no_value_and_no_fault() -> None:
    text = '{"shop": null, "total": null, "day": null, "currency": null, "paid": null, "items": null}'
    read = read_answer(text, FIELDS)
    assert set(read.values.values()) == {None}
    assert read.faults == ()


@pytest.mark.parametrize(
    ("stood", "name", "kind"),
    [
        ('"total": "12 EUR"', "total", FaultKind.NOT_A_NUMBER),
        ('"total": true', "total", FaultKind.NOT_A_NUMBER),
        ('"day": "28.11.2026"', "day", FaultKind.NOT_A_DATE),
        ('"day": 20261128', "day", FaultKind.NOT_A_DATE),
        ('"currency": "CHF"', "currency", FaultKind.NOT_A_CHOICE),
        ('"currency": ["EUR"]', "currency", FaultKind.NOT_A_CHOICE),
        ('"paid": "perhaps"', "paid", FaultKind.NOT_YES_OR_NO),
        ('"items": "a, b"', "items", FaultKind.NOT_A_LIST),
        ('"items": [{"a": 1}]', "items", FaultKind.NOT_A_LIST),
        ('"shop": {"name": "x"}', "shop", FaultKind.NOT_TEXT),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_is_used(stood: str, name: str, kind: FaultKind) -> None:
    good = {key: value for key, value in VALUES.items() if key != name}
    plain = WHOLE[:-1] + ", " + stood + "}"  # the last of two members of one name counts
    read = read_answer(plain, FIELDS)
    assert [(fault.field, fault.kind) for fault in read.faults] == [(name, kind)]
    assert {key: read.values[key] for key in good} == good


def test_a_missing_member_is_named() -> None:
    assert read_answer("{}", FIELDS[:1]).faults == (Fault(FaultKind.MISSING, "shop"),)


@pytest.mark.parametrize("text", ["", "No.", "[1, 2]", "{", '{"total": NaN}', '{"total": 1e999999}', "{" * 100_000])
def test_no_object_is_no_answer(text: str) -> None:
    read = read_answer(text, FIELDS[1:2])
    assert [fault.kind for fault in read.faults] == [FaultKind.NOT_JSON]
    assert read.values == {}


def test_without_fields_the_whole_answer_is_the_value() -> None:
    assert read_answer(" It says hello.\n", ()).values == {"answer": "It says hello."}


def test_a_broken_object_is_not_replaced_by_one_inside_it() -> None:
    assert read_answer('{"total": 1e999999, "parts": [{"total": 3}]}', FIELDS[1:2]).values == {}


def test_accents_of_a_name_may_be_written_apart() -> None:
    assert read_answer('{"Gro\u0308ße": 3}', (Field("Größe", FieldType.NUMBER),)).values == {"Größe": Decimal(3)}


@given(st.text())
def test_no_answer_whatever_it_is_stops_the_reading(text: str) -> None:
    read_answer(text, FIELDS)


@pytest.mark.parametrize(("field", "value"), [(field, VALUES[field.name]) for field in FIELDS])
def test_what_is_shown_can_be_typed_again(field: Field, value: CellValue) -> None:
    assert typed_value(value_text(value), field) == (value, None)


def test_typed_nonsense_is_named() -> None:
    assert typed_value("twelve", FIELDS[1]) == (None, FaultKind.NOT_A_NUMBER)
    assert typed_value(" ", FIELDS[1]) == (None, None)
