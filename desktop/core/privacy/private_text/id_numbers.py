"""Numbers of persons and of their documents, in the forms of several countries."""

import re
from typing import TYPE_CHECKING

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits
from desktop.core.privacy.patterns import Pattern, either, pattern_of
from desktop.deferred import deferred

if TYPE_CHECKING:
    from stdnum import exceptions
    from stdnum.ch import ssn
    from stdnum.cn import ric
    from stdnum.fr import nir
    from stdnum.pl import pesel
else:
    exceptions = deferred("stdnum.exceptions")
    ssn = deferred("stdnum.ch.ssn")
    ric = deferred("stdnum.cn.ric")
    nir = deferred("stdnum.fr.nir")
    pesel = deferred("stdnum.pl.pesel")

_ID_NAME = either(
    r"passport|passnummer|reisepass|ausweis\w*|id card|personal id|national id|ssn|social security|steuer-?id\w*",
    r"tax id|pesel|nip|insee|driver'?s licen[cs]e|身份证\w*",
)


def is_person(text: str) -> bool:
    """Returns True if the check digits are those of a personal number of China, France, Poland or Switzerland."""
    number = letters_and_digits(text)
    return _is_chinese(number) or any(kind.is_valid(number) for kind in (pesel, nir, ssn))


def _is_chinese(number: str) -> bool:
    """Checks only the check digit and the date: the library's table of places has gaps, and it raises an error there."""
    if not re.fullmatch(r"\d{17}[\dX]", number) or number[-1] != ric.calc_check_digit(number):
        return False
    try:
        return ric.get_birth_date(number).year >= 1880
    except exceptions.ValidationError:
        return False


ID_NUMBERS = FindingFamily(
    "ID numbers",
    (
        Pattern("ID number", pattern_of(r"(?<!\d)(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"), True),
        Pattern(
            "ID number",
            pattern_of(r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"),
        ),
        Pattern("ID number", pattern_of(r"(?<![\d.])\d(?:[ .-]?\d){9,16}[\dX](?![\d.]*\d)"), True, is_person),
        Pattern(
            "ID number",
            pattern_of(
                rf"\b{_ID_NAME}\s*(?:no\.?|number|nr\.?|num[eé]ro)?\s*[:#=]?\s*",
                r"(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9](?:[ -]?[A-Z0-9]){5,18})",
                any_case=True,
            ),
        ),
    ),
)
