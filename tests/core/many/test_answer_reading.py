"""Values out of answers: every type, what models do to JSON, and what is said about the rest."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.many.answer_reading import ReadAnswer, read_answer, typed_value, value_text
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
        ('"total": "12 kg"', "total", FaultKind.NOT_A_NUMBER),
        ('"total": true', "total", FaultKind.NOT_A_NUMBER),
        ('"day": "03/04/2026"', "day", FaultKind.NOT_A_DATE),
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


@pytest.mark.parametrize(
    "text",
    [
        '<think>Is it {"total": 3}? No.</think>\n{"total": 12}',
        'Hm, {"total": 3}.</think>```json\n{"total": 12}\n```',
        '\u25c1think\u25b7{}\u25c1/think\u25b7{"total": 12}',
        '{"type": "object", "properties": {"total": {"type": "number"}}}\n{"total": 12}',
        '{"total": 12}\nTo be sure:\n```json\n{"total": 12, "note": "checked"}\n```',
        '{"row": {"total": 12}}',
        '[{"total": 12}]',
        '{"note": "two\nlines", "total": 12}',
        '{"total": 12}\n\nNote: {"total": ...}',
        '{"total": 12}\nI kept to the form {"total": <number>, "row": {"day": "<date>"}}.',
        'In the form {"total": number}:\n{"total": 12}',
        '```json\n{"total": 12}\n```\nExplanation: {"total"',
        '{"total": 12} {"total": 12.0}',
        '{"total": 12, "t": "shows </think> x"}',
        '{"total": 12, "t": "shows </think>{} here"}',
        '<think>Is it {"total": 3}?</think>{"total": 12, "t": "</think>"}',
        '<think>Like {"t": "</think>{"total": 12}',
    ],
)
def test_the_answer_is_told_from_what_stands_around_it(text: str) -> None:
    assert read_answer(text, FIELDS[1:2]) == ReadAnswer({"total": Decimal(12)})


@pytest.mark.parametrize(
    "text",
    [
        'It may be {"total": 3}. No:\n{"total": 12}',
        '[{"total": 12}, {"total": 13}]',
        '{"total": 12, "shop": "x"} Correction: {"total": 13}',
        '{"total": 12}' * 1000,
        '{"total": 12}\n{"total": 13',
        '{"total": 12}\n{"shop": ..., "total": 13}',
        '{"total": 12}\n{"total": NaN}',
        '{"shop": <name>, "parts": [{"total": 12}]}',
        '{"shop": "}", "day": ..., "parts": [{"total": 12}]}',
        '{"t": "</think>"} {"total": 12} or {"total": 13}',
        '{"total": 12, "t": "</think>"} {"total": 13}',
        '{"total": 1} {"total": true}',
    ],
)
def test_of_two_answers_none_is_taken(text: str) -> None:
    read = read_answer(text, FIELDS[1:2])
    assert ([fault.kind for fault in read.faults], read.values) == ([FaultKind.NOT_JSON], {})


@pytest.mark.parametrize("nothing", ["", "null", "N/A", "-", "unknown", "Not available."])
def test_a_word_for_nothing_is_no_value_and_no_fault_but_in_text(nothing: str) -> None:
    for field in FIELDS:
        read = read_answer(json.dumps({field.name: nothing}), (field,))
        assert read.faults == ()
        assert read.values[field.name] == (nothing if field.type is FieldType.TEXT else None)


@pytest.mark.parametrize(("text", "truth"), [("ja", True), ("Oui.", True), ("nie", False), ("否", False), ("1", True)])
def test_yes_and_no_are_known_in_the_languages_of_the_window(text: str, truth: bool) -> None:
    assert typed_value(text, FIELDS[4]) == (truth, None)


def test_accents_of_a_name_may_be_written_apart() -> None:
    assert read_answer('{"Gro\u0308ße": 3}', (Field("Größe", FieldType.NUMBER),)).values == {"Größe": Decimal(3)}


@given(st.text())
def test_no_answer_whatever_it_is_stops_the_reading(text: str) -> None:
    read_answer(text, FIELDS)


@pytest.mark.parametrize(("field", "value"), [(field, VALUES[field.name]) for field in FIELDS])
def test_what_is_shown_can_be_typed_again(field: Field, value: CellValue) -> None:
    assert typed_value(value_text(value), field) == (value, None)


def test_numbers_and_dates_are_typed_as_people_write_them() -> None:
    assert typed_value("1.015,90 €", FIELDS[1]) == (Decimal("1015.90"), None)
    assert typed_value("28. November 2026", FIELDS[2]) == ("2026-11-28", None)
    assert typed_value("1,234", FIELDS[1]) == (None, FaultKind.NOT_A_NUMBER)  # a thousand, or little more than one


def test_a_word_that_is_yes_here_and_no_there_is_neither() -> None:
    assert typed_value("tak", FIELDS[4]) == (None, FaultKind.NOT_YES_OR_NO)  # yes in Polish, no in Indonesian


def test_typed_nonsense_is_named() -> None:
    assert typed_value("twelve", FIELDS[1]) == (None, FaultKind.NOT_A_NUMBER)
    assert typed_value(" ", FIELDS[1]) == (None, None)
