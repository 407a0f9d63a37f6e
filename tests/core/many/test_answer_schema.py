"""The form that a model is asked for is a valid schema, and the words say the same."""

import jsonschema

from desktop.core.many.answer_schema import asked_in_words, repair_in_words, response_format
from desktop.core.many.cell import Fault, FaultKind
from desktop.core.many.field import Field, FieldType

FIELDS = (
    Field("total", FieldType.NUMBER, "what is to be paid"),
    Field("currency", FieldType.CHOICE, choices=("EUR", "USD")),
    Field("items", FieldType.LIST),
)


def test_the_schema_takes_what_is_meant_and_nothing_else() -> None:
    schema = response_format(FIELDS)["json_schema"]["schema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"total": 1.5, "currency": "EUR", "items": ["a"]}, schema)
    jsonschema.validate({"total": None, "currency": None, "items": None}, schema)
    validator = jsonschema.Draft202012Validator(schema)
    for wrong in (
        {"total": 1},
        {"total": "1", "currency": "EUR", "items": []},
        {"total": 1, "currency": "CHF", "items": []},
    ):
        assert not validator.is_valid(wrong)


def test_strict_servers_want_every_member_and_no_other() -> None:
    schema = response_format(FIELDS)["json_schema"]["schema"]
    assert schema["required"] == list(schema["properties"])
    assert schema["additionalProperties"] is False


def test_the_words_name_every_column() -> None:
    words = asked_in_words("Read the receipt.", FIELDS)
    assert words.startswith("Read the receipt.\n")
    assert "- total: a number, without its unit (what is to be paid)" in words
    assert "- currency: one of EUR, USD" in words
    assert asked_in_words("What is it?", ()) == "What is it?"


def test_a_repair_names_what_is_wrong() -> None:
    words = repair_in_words((Fault(FaultKind.NOT_A_NUMBER, "total", "x"), Fault(FaultKind.MISSING, "items")))
    assert '"total" is not a number; "items" is missing' in words
