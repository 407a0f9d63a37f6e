"""Numbers of persons and of their documents, in the forms of several countries, where no label stands before them.

A number without a label counts if its form is unlike that of any other number, or if its check digits are right and its
form is telling. What stands behind a label (“NHS number: …”) is for `core.privacy.labels`.
"""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits
from desktop.core.privacy.patterns import Check, Pattern, either, pattern_of
from desktop.core.privacy.personal.check_digits import is_valid, is_valid_in_any

_ID_NAME = either(
    r"passport|passnummer|reisepass|ausweis\w*|id card|personal id|national id|ssn|social security|steuer-?id\w*",
    r"tax id|pesel|nip|insee|driver'?s licen[cs]e|身份证\w*",
)
_PERSONS = ("pl.pesel", "fr.nir", "ch.ssn", "za.idnr", "ro.cnp")


def is_person(text: str) -> bool:
    """Returns True if check digits and date of birth are those of a personal number that stands without a label."""
    number = letters_and_digits(text)
    return _is_chinese(number) or is_valid_in_any(_PERSONS, number)


def _is_chinese(number: str) -> bool:
    """Checks only the check digit and the date: the library has a table of places with gaps."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    remainder = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(number[:17])) % 11
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    return number[-1] == "10X98765432"[remainder] and 1880 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31


def _valid(*names: str) -> Check:
    return lambda text: is_valid_in_any(names, text)


def _valid_plain(*names: str) -> Check:
    return lambda text: is_valid_in_any(names, letters_and_digits(text))


def _is_ssn(text: str) -> bool:
    return is_valid_in_any(("us.ssn", "us.itin"), "-".join(re.findall(r"\d+", text)))


def _is_aadhaar(text: str) -> bool:
    return is_valid("in_.aadhaar", text) and len(set(letters_and_digits(text))) > 3


def _is_hong_kong(text: str) -> bool:
    """Checks the digit in brackets: letters count from 10 on, and a blank before a single one 36."""
    letters, digits, last = re.fullmatch(r"([A-Z]{1,2})(\d{6})\(([\dA])\)", text).groups()  # type: ignore[union-attr]
    values = [36, ord(letters[0]) - 55] if len(letters) == 1 else [ord(letter) - 55 for letter in letters]
    total = sum(weight * value for weight, value in zip(range(9, 1, -1), (*values, *map(int, digits)), strict=True))
    return (total + int(last, 11)) % 11 == 0


def _is_taiwanese(text: str) -> bool:
    """Checks the last digit; the letter of the town counts as two digits, in an order of its own."""
    town = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0])
    digits = (town // 10, town % 10, *map(int, text[1:]))
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10 == 0


def _form(form: str, check: Check | None = None, digits: bool = True) -> Pattern:
    return Pattern("ID number", pattern_of(rf"(?<![\w.,/-]){form}(?![\w/-])(?![.,]\d)"), digits, check)


ID_NUMBERS = FindingFamily(
    "ID numbers",
    (
        Pattern("ID number", pattern_of(r"(?<!\d)(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"), True),
        _form(r"\d{3}([ .-])\d{2}\1\d{4}", _is_ssn),  # United States: SSN and ITIN
        Pattern(
            "ID number",
            pattern_of(r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"),
        ),
        Pattern("ID number", pattern_of(r"(?<![\d.])\d(?:[ .-]?\d){9,16}[\dX](?![\d.]*\d)"), True, is_person),
        _form(r"\d{3}[ ]\d{3}[ ]\d{4}", _valid_plain("gb.nhs")),
        _form(r"[2-9]\d{3}([ -])\d{4}\1\d{4}", _is_aadhaar),
        _form(r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", _valid("in_.pan"), False),
        _form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", _valid("br.cpf")),
        _form(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", _valid("br.cnpj")),
        _form(r"\d{3}-\d{3}-\d{3}", _valid("ca.sin")),
        _form(r"(?:19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}", _valid("se.personnummer")),
        _form(r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]", _valid("fi.hetu"), False),
        _form(r"[0-3]\d[01]\d{3}-\d{4}", _valid("dk.cpr")),
        _form(r"[0-3]\d[01]\d{3} \d{5}", _valid_plain("no.fodselsnummer")),
        _form(r"\d{2}[0156]\d[0-3]\d/\d{4}", _valid("cz.rc")),
        _form(r"\d{2}[01]\d[0-3]\d-[1-8]\d{6}", _valid("kr.rrn")),
        _form(r"\d{2}\.[01]\d\.[0-3]\d-\d{3}\.\d{2}", _valid("be.nn")),
        _form(r"[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]", None, False),  # Italy
        _form(r"\d{8} ?-?[A-HJ-NP-TV-Z]", _valid_plain("es.dni"), False),
        _form(r"[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z]", _valid_plain("es.nie"), False),
        _form(r"[A-Z][AEIOUX][A-Z]{2}\d{2}[01]\d[0-3]\d[HM][A-Z]{5}[A-Z0-9]\d", None, False),  # Mexico: CURP
        _form(r"[A-ZÑ&]{3,4}\d{2}[01]\d[0-3]\d[A-Z0-9]{3}", _valid("mx.rfc"), False),
        _form(r"\d{7}[A-W][A-IW]?", _valid("ie.pps"), False),
        _form(r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", _valid("cl.rut")),
        _form(r"[STFGM]\d{7}[A-Z]", None, False),  # Singapore
        _form(r"[1-4]\d{3} ?\d{4} ?\d{4}|\d{2} \d{3} \d{3} \d{3}", _valid_plain("de.idnr")),
        _form(r"756\.\d{4}\.\d{4}\.\d{2}", _valid("ch.ssn")),
        _form(r"[1-8]-\d{4}-\d{5}-\d{2}-\d", _valid("th.pin")),
        _form(r"(?:20|2[347])-\d{8}-\d", _valid("ar.cuit")),
        _form(r"[1-7]\d{4}-\d{7}-\d", _valid("pk.cnic")),
        _form(r"\d{2}[01]\d[0-3]\d-\d{2}-\d{4}", _valid("my.nric")),
        Pattern(
            "ID number", pattern_of(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{6}\([\dA]\)(?![A-Za-z0-9])"), check=_is_hong_kong
        ),
        _form(r"[A-Z][1289]\d{8}", _is_taiwanese, False),
        _form(r"\d{2}[0-35-8]\d{6}[VX]", None, False),  # Sri Lanka
        _form(
            r"[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z0-9]{3}", None, False
        ),  # driver licences of the United Kingdom
        _form(r"\d{3}-\d{3}-\d{3} \d{2}", None),  # Russia: SNILS
        _form(
            r"[1-9][AC-HJ-NP-RT-Y][AC-HJ-NP-RT-Y0-9]\d-?[AC-HJ-NP-RT-Y][AC-HJ-NP-RT-Y0-9]\d-?[AC-HJ-NP-RT-Y]{2}\d{2}",
            None,
            False,
        ),  # Medicare
        Pattern(
            "ID number",  # the machine-readable lines of passports and cards
            pattern_of(
                r"(?<![A-Z0-9])(?:[PIACV][A-Z<«][A-Z]{3}[A-Z<« ]{8,}"
                r"|[A-Z0-9<«]{9}\d[A-Z]{3}\d{7}[MFX<«]\d{7}[A-Z0-9<« ]{2,}"
                r"|\d{6}\d[MFX<]\d{7}[A-Z]{3}[A-Z0-9<« ]{2,})"
            ),
            check=lambda text: text.count("<") + 2 * text.count("«") >= 2 and len(text) >= 24,
        ),
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
