"""Card numbers and IBANs, and rows of numbers that look like them."""

import pytest

from desktop.core.privacy.personal.payment import is_card, is_iban


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "4444 3333 2222 1111", "5105105105105100", "4539 1488 0343 6468"]
)
def test_a_card_also_with_one_digit_misread(text: str) -> None:
    assert is_card(text)


@pytest.mark.parametrize(
    "text", ["2019 2020 2021 2022", "4000 4500 5000 5500", "2005 2010 2015 2018", "2210450026102890"]
)
def test_years_and_the_marks_of_an_axis_are_no_card(text: str) -> None:
    assert not is_card(text)


def test_a_misread_iban_needs_a_country_that_has_them() -> None:
    assert is_iban("DE89 37A4 0044 0532 0130 00")
    assert not is_iban("EB23 0C28 8A51 4AEE 18F8 3A11")
