"""Numbers as they stand on papers, and none where it might be another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.many.said.numbers import said_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("12", "12"),
            (" 12.50 ", "12.50"),
            ("+3", "3"),
            ("1.2345", "1.2345"),
            ("0.125", "0.125"),
            ("1e3", "1000"),
            ("007", "7"),
        ),
        *(("12,50", "12.50"), ("0,125", "0.125"), ("1234,5", "1234.5"), ("1234,567", "1234.567")),
        *(("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1,234,567", "1234567"), ("1.234.567", "1234567")),
        *(("1 234,56", "1234.56"), ("1\u00a0234", "1234"), ("1\u202f234.5", "1234.5"), ("1'234.50", "1234.50")),
        *(("1\u2019234.50", "1234.50"), ("12,34,567.80", "1234567.80"), ("１２", "12")),
        *(
            ("$12.50", "12.50"),
            ("12,50 €", "12.50"),
            ("EUR 12.50", "12.50"),
            ("12 USD", "12"),
            ("CHF 1'234.50", "1234.5"),
        ),
        *(("-$5", "-5"), ("$-5", "-5"), ("\u22125", "-5"), ("- 5,25 €", "-5.25"), ("\u20ac\u00a01.234,56", "1234.56")),
        ("US$ 1,234.56", "1234.56"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, number: str) -> None:
    assert said_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "twelve",
            "1,234",
            "1,234 USD",
            "1.234 €",
            "12 kg",
            "12%",
            "12k",
            "1.5 million",
            "5 Mio EUR",
        ),
        *("1.234", "-1.234", "€ 1,5000", "1234,5678", "1,5000"),
        *("12-13", "12 13", "1/2", "½", "12²", "~12", "(5.00)", "5-", "--5", "12.50 14.00"),
        *("1_000", "0x10", "1,2,3", "1.2.3", "12.", ".5", "€", "EUR", "EUR EUR 5", "5 EUR USD", "NaN", "Infinity"),
        *("1e400", "9" * 61, "1" * 5000, "\u0661\u0662", "EURO 5", "5EURO", "1,234.567.890", "1'2345", "12,345,67"),
    ],
)
def test_what_is_none_or_might_be_another_is_none(text: str) -> None:
    assert said_number(text) is None


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    said_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_every_amount_is_read_from_each_country_s_form(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    swiss, french = english.replace(",", "'"), english.replace(",", "\u202f").replace(".", ",")
    for text in (english, german, swiss, french, f"{german} €", f"USD {english}", str(amount)):
        assert said_number(text) == amount
