"""Numbers of bank accounts and of cards, with their check digits."""

import re
from typing import TYPE_CHECKING

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits, restore_digits
from desktop.core.privacy.patterns import NOT_WORD, Pattern, pattern_of
from desktop.deferred import deferred

if TYPE_CHECKING:
    from stdnum import iban, luhn
else:
    iban = deferred("stdnum.iban")
    luhn = deferred("stdnum.luhn")


def is_iban(text: str) -> bool:
    """Returns True for valid check digits, or for groups of four where a misread character may have broken them."""
    number = letters_and_digits(text).upper()
    fixed = number[:2] + restore_digits(number[2:4]) + number[4:]
    grouped = bool(re.fullmatch(r"[A-Z]{2}\w\w(?:[ ]\w{4}){3,7}(?:[ ]\w{1,4})?", text.strip()))
    return any(iban.is_valid(candidate) for candidate in (number, fixed, fixed[:4] + restore_digits(fixed[4:]))) or (
        grouped and sum(letter.isdigit() for letter in number) >= 12
    )


def is_card(text: str) -> bool:
    """Returns True for a valid check digit (Luhn), or for four groups of four digits."""
    number = letters_and_digits(text)
    if not 13 <= len(number) <= 19 or number[0] not in "23456" or len(set(number)) < 2:
        return False
    return luhn.is_valid(number) or bool(re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}", text.strip()))


PAYMENT = FindingFamily(
    "payment",
    (
        Pattern(
            "IBAN", pattern_of(NOT_WORD, r"[A-Z]{2}[0-9OIl]{2}(?:[ ]?[A-Z0-9]){11,30}(?![A-Za-z0-9])"), check=is_iban
        ),
        Pattern("card number", pattern_of(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]*\d)"), True, is_card),
    ),
)
