"""Numbers of bank accounts and of cards, with their check digits."""

import re
from itertools import pairwise

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits, restore_digits
from desktop.core.privacy.patterns import NOT_WORD, Pattern, pattern_of
from desktop.core.privacy.personal.check_digits import is_valid

_GROUPS = re.compile(
    r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{4}([ -])\d{4}\3\d{5}|\d+(?: \d+)?"
    r"|(?:\d{4}|\d{8}|\d{12})(?: (?:\d{4}|\d{8}|\d{12}))+"  # OCR joins groups
)
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[0-5]\d{14}|2(?:2(?:2[1-9]|[3-9]\d)|[3-6]\d\d|7(?:[01]\d|20))\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,13}|35\d{14}"
    r"|6(?:011|5\d\d|4[4-9]\d|0\d\d)\d{12,15}|62\d{14,17}|(?:5[06-8]|6[37])\d{11,17}"
)
"""The beginnings and lengths of Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay and Maestro."""
_COUNTRY = re.compile(
    "A[DELTZ]|B[AEGHIRY]|C[HRYZ]|D[EJKO]|E[EGS]|F[IKOR]|G[BEILRT]|H[NRU]|I[ELQST]|JO|K[WZ]|L[BCITUVY]|M[CDEKNRTU]|N[ILO]"
    "|OM|P[KLST]|QA|R[OSU]|S[ACDEIKMOTV]|T[LNR]|UA|V[AG]|XK|YE"
)
"""The countries of the register of IBANs."""


def is_iban(text: str) -> bool:
    """Returns True for valid check digits, or for groups of four where a misread character may have broken them."""
    number = letters_and_digits(text).upper()
    fixed = number[:2] + restore_digits(number[2:4]) + number[4:]
    grouped = bool(re.fullmatch(r"[A-Z]{2}\w\w(?:[ ]\w{4}){3,7}(?:[ ]\w{1,4})?", text.strip()))
    candidates = (number, fixed, fixed[:4] + restore_digits(fixed[4:]))
    return any(is_valid("iban", candidate) for candidate in candidates) or (
        grouped and _COUNTRY.match(number) is not None and sum(letter.isdigit() for letter in number) >= 12
    )


def is_card(text: str) -> bool:
    """Returns True for a valid check digit (Luhn) in a form of cards, or for four groups of four digits."""
    number, written = letters_and_digits(text), text.strip()
    if not 13 <= len(number) <= 19 or number[0] not in "23456" or len(set(number)) < 2:
        return False
    checked = bool(_GROUPS.fullmatch(written) and _CARD.fullmatch(number)) and is_valid("luhn", number)
    if re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}", written):
        return not _is_scale([int(group) for group in re.split("[ -]", written)])
    return checked


def _is_scale(groups: list[int]) -> bool:
    """Returns True for numbers that rise: years, or the marks of an axis, which are round or rise evenly."""
    steps = {after - before for before, after in pairwise(groups)}
    are_known = all(1900 <= group <= 2100 for group in groups) or all(group % 10 == 0 for group in groups)
    return min(steps, default=0) > 0 and (len(steps) == 1 or are_known)


PAYMENT = FindingFamily(
    "payment",
    (
        Pattern(
            "IBAN", pattern_of(NOT_WORD, r"[A-Z]{2}[0-9OIl]{2}(?:[ ]?[A-Z0-9]){11,30}(?![A-Za-z0-9])"), check=is_iban
        ),
        Pattern("card number", pattern_of(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]*\d)"), True, is_card),
    ),
)
