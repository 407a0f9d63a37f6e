"""Columns as they are typed on the command line."""

import pytest

from desktop.core.many.field import Field, FieldType, field_of, repeated_name


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("total", Field("total")),
        ("total:number", Field("total", FieldType.NUMBER)),
        ("due:date:until: when", Field("due", FieldType.DATE, "until: when")),
        ("paid:yes/no", Field("paid", FieldType.YES_NO)),
        ("currency:EUR|USD:the currency", Field("currency", FieldType.CHOICE, "the currency", ("EUR", "USD"))),
        ("shop::its name", Field("shop", FieldType.TEXT, "its name")),
    ],
)
def test_a_column_is_read(text: str, field: Field) -> None:
    assert field_of(text) == field


@pytest.mark.parametrize("text", ["", ":number", "total:money", "a\nb", "currency:choice", "currency:EUR|"])
def test_what_is_no_column_is_none(text: str) -> None:
    assert field_of(text) is None


def test_a_repeated_name_is_found_in_any_case() -> None:
    assert repeated_name((Field("Total"), Field("shop"), Field("total"))) == "total"
    assert repeated_name((Field("Total"), Field("shop"))) == ""
