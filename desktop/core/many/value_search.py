"""Looks for the value of a cell on the picture that it was read from."""

from datetime import date
from decimal import Decimal

from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.ocr.quote_matching import QuoteIndex, QuoteMatch

LONGEST = 80  # letters of a text that is expected to stand on the picture as it is; a longer one tells about it
SHORTEST = 2  # letters or digits below which a place means nothing
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATE_FORMS = (
    "{year}-{month:02}-{day:02}",
    "{day:02}.{month:02}.{year}",
    "{day}.{month}.{year}",
    "{month:02}/{day:02}/{year}",
    "{month}/{day}/{year}",
    "{day} {name} {year}",
    "{name} {day}, {year}",
    "{day} {short} {year}",
    "{short} {day}, {year}",
    "{day:02}.{month:02}.{in_century:02}",
    "{month:02}/{day:02}/{in_century:02}",
)


def find_value(index: QuoteIndex, value: CellValue) -> QuoteMatch | None:
    """Returns the place of a value: of a list, that of the first part that is found."""
    forms = (form for part in _parts(value) for form in _forms(part))
    return next((match for form in forms if (match := index.find(form)) is not None), None)


def stands_there(index: QuoteIndex, value: CellValue, field: Field) -> bool | None:
    """Returns True if a value stands on the picture, False if it does not, and None if that means nothing.

    A choice and yes or no are the user's words, not the picture's; a date can be written in more ways than are known.
    """
    parts = [part for part in _parts(value) if sum(map(str.isalnum, str(part))) >= SHORTEST]
    if index.of_nothing or not parts or field.type in (FieldType.CHOICE, FieldType.YES_NO):
        return None
    if all(any(index.find(form) is not None for form in _forms(part)) for part in parts):
        return True
    tells = field.type is FieldType.DATE or any(len(str(part)) > LONGEST for part in parts)
    return None if tells else False


def _parts(value: CellValue) -> tuple[str | Decimal, ...]:
    if value is None or isinstance(value, bool):
        return ()
    return value if isinstance(value, tuple) else (value,)


def _forms(part: str | Decimal) -> tuple[str, ...]:
    """Returns the ways in which a value may be written."""
    if isinstance(part, Decimal):
        plain = f"{abs(part):f}"
        return tuple(dict.fromkeys((plain, f"{abs(part):.2f}"))) if "." in plain else (plain, f"{plain}.00")
    try:
        day = date.fromisoformat(part)
    except ValueError:
        return (part,)
    name = _MONTHS[day.month - 1]
    facts = {"year": day.year, "month": day.month, "day": day.day, "in_century": day.year % 100}
    return tuple(form.format(name=name, short=name[:3], **facts) for form in _DATE_FORMS)
