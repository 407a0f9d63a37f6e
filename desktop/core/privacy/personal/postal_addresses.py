"""Postal addresses: a street with its number, and a postcode with its town, in the forms of some twenty countries.

A line counts if it has both, or has one and the line above or below it the other: a street alone is on every map, and
a number before a name in every list.
"""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.labels.places import LinePlaces
from desktop.core.privacy.personal.street_forms import STREET, TOWN, WHOLE

NEXT_LINE = 2.6  # heights of a line, between the middles of two lines of an address; chosen, like the next
LONGEST = 100  # characters of a line of an address


def _addresses(ocr_result: OcrResult) -> Iterator[Finding]:
    """Yields the lines of each address as one finding, in pixels of the OCR result."""
    lines_here = [line for line in ocr_result.lines if len(line.text) <= LONGEST]
    for line in lines_here:
        if WHOLE.search(line.text):
            yield private_finding("postal address", (line.rect,), line.text)
    streets = [line for line in lines_here if STREET.search(line.text)]
    if not streets:
        return
    places = LinePlaces(ocr_result.lines)
    for street in streets:
        rest = STREET.sub("|", street.text)  # the number of a house before its street is no postcode
        lines = (street,) if TOWN.search(rest) else _with_town(street, places)
        if lines:
            text = " ".join(line.text for line in lines)
            yield private_finding("postal address", tuple(line.rect for line in lines), text)


def _with_town(street: OcrLine, places: LinePlaces) -> tuple[OcrLine, ...]:
    """Returns the street with the line of its town under it, or level with it in a form; none without a town."""
    reach = NEXT_LINE * places.height
    below = (line for line in places.below(street.rect, reach) if _overlap(line, street))
    level = (line for line in places.row_of(street.rect) if line is not street)
    town = next((line for line in (*below, *level) if TOWN.search(line.text)), None)
    return () if town is None else (street, town)


def _overlap(line: OcrLine, other: OcrLine) -> bool:
    return line.rect.left < other.rect.right and line.rect.right > other.rect.left


POSTAL_ADDRESSES = FindingFamily("postal addresses", in_layout=_addresses)
