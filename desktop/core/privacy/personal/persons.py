"""Persons: a date of birth right behind a name, number plates, and the numbers of vehicles."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.labels.values import is_code
from desktop.core.privacy.patterns import Pattern, pattern_of

_GROWN_UP = r"(?:19[2-9]\d|200\d|201[0-5])"
_DATE = (
    rf"(?:[0-3]?\d[./-][0-3]?\d[./-]{_GROWN_UP}|{_GROWN_UP}-[01]\d-[0-3]\d|[0-3]?\d\.? [A-Z]?[a-zé]{{3,9}} {_GROWN_UP})"
)


def is_vehicle(text: str) -> bool:
    """Returns True for the check digit of a vehicle identification number, as North America has it."""
    values = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(
        weight * (int(letter) if letter.isdigit() else values[letter])
        for letter, weight in zip(text, weights, strict=True)
    )
    return text[8] == "0123456789X"[total % 11] and not text.isdigit() and not text.isalpha()


def _is_licence_key(text: str) -> bool:
    return is_code(text) and bool(re.search("[A-Z]", text)) and len(set(text)) > 6


def _is_short_licence_key(text: str) -> bool:
    """Returns True if most groups mix letters and digits, and the whole is not hexadecimal."""
    mixed = [group for group in text.split("-") if not group.isalpha() and not group.isdigit()]
    return len(mixed) >= 3 and not re.fullmatch(r"[0-9A-F-]+", text) and _is_licence_key(text)


PERSONS = FindingFamily(
    "persons",
    (
        Pattern(
            "date of birth",
            pattern_of(
                r"^[A-ZÀ-ÖØ-Þ][a-zß-ÿ'-]+,?(?: [A-ZÀ-ÖØ-Þ][\w.'-]*){1,2},? {0,2}[(*]? ?(?:born |b\. ?|geb\. ?"
                r"|née? le |n\. |\* ?)?",
                rf"(?P<it>{_DATE})\)?(?!\d)",
            ),
        ),
        Pattern(
            "date of birth",
            pattern_of(
                r"(?<!\w)(?:[Bb]orn|[Gg]eboren|[Nn]é(?:e|\(e\))?|[Nn]at[oa]|[Nn]acid[oa]|[Nn]ascid[oa]|[Uu]r\.|[Uu]rodzon[ya])"
                r" (?:in|a|à|en|em|w) [^\W\d_][\w'-]+(?: [^\W\d_][\w'-]+)?,? (?:on |am |il |le |el |em |dnia )?",
                rf"(?P<it>{_DATE})(?!\d)",
            ),
        ),
        Pattern("date of birth", pattern_of(rf"(?<!\w)(?:\* ?|geb\. ?|b\. )(?P<it>{_DATE})(?!\d)")),
        Pattern(
            "ID number",
            pattern_of(r"(?<![A-Z0-9])[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{8}(?![A-Za-z0-9])"),
            check=is_vehicle,
        ),
        Pattern(
            "licence key",
            pattern_of(r"(?<![A-Za-z0-9-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,5}(?![A-Za-z0-9-])"),
            check=_is_licence_key,
        ),
        Pattern(
            "licence key",
            pattern_of(r"(?<![A-Za-z0-9-])[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,7}(?![A-Za-z0-9-])"),
            check=_is_short_licence_key,
        ),
    ),
)
