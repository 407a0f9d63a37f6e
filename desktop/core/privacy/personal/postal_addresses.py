"""Postal addresses: a street with its number, and a postcode with its town, in the forms of some twenty countries.

A line counts if it has both, or has one and the line above or below it the other: a street alone is on every map, and
a number before a name in every list.
"""

import re
from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.findings import Finding, private_finding
from desktop.core.privacy.labels.places import LinePlaces

NEXT_LINE = 2.6  # heights of a line, between the middles of two lines of an address; chosen, like the next
LONGEST = 100  # characters of a line of an address
_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]+"
_HOUSE = r"\d{1,4} ?[a-zA-Z]?(?: ?[-/] ?\d{1,4}[a-zA-Z]?)?\b"
_NO_STREET = (
    r"(?!\w*[aeiou](?<!uropa)(?<!onau)(?<!oethe)(?<!\b[Ss]ee)(?<!eide)(?<!ansa)(?<!ossa)ring\b"
    r"|\w*[Ss]pring\b|(?:\w*[bmtw])?[Ss]tring\b|[Bb]ring\b|[Kk]eyring\b|[Hh]erring\b|[Ee]rring\b|[Dd]eterring\b"
    r"|(?:[Rr]e|[Pp]re|[Tt]rans|[Ii]n|[Dd]e|[Cc]on)ferring\b|(?:[Oo]c|[Rr]e|[Ii]n)curring\b|(?:[Ss]ti|\w*[Bb]lu)rring\b"
    r"|(?:[BbEeJjMmTtWw]|[Ss][tpc]|[Cc]h)arring\b"
    r"|\w*äufer\b|(?:\w*n|\w*t)?[Rr]ufer\b|(?:[Bb]ri|[Rr]ene)gade\b|[Rr]egata\b|plein\b"
    r"|\w*(?:[Gg]eld|[Hh]aft|[Ff]reiheits|[Vv]ertrags|[Tt]odes|[Zz]eit|[Hh]öchst|[Mm]indest)strafe\b"
    r"|(?:[Ii]n|[Cc]on|[Rr]egi|[Mm]agi|[Mm]ini|[Aa]dmini)str\."
    r"|\w*(?:[Aa]rbeits|[Ss]itz|[Ss]teh|[Pp]ark|[Ss]tell|[Ss]peicher|[Tt]abellen|[Ss]tart|[Ss]tudien)platz\b)"
)
"""Words that end as the names of streets do, but are none: “Monitoring 24”, “Käufer 12”.

Where it looks behind itself there are such streets: Europaring, Goethering, Hansaring.
"""
_NO_WAY = (
    r"(?!(?:\S+ ){0,2}(?:(?:Hard|Flash|Disk|Google|Thumb|USB|Tape|State|Optical|Pen|SSD|External|Test|DVD|CD) Drive"
    r"|(?:High|Supreme|Tennis|Food|District|Basketball|Federal|Circuit|Crown|County) Court"
    r"|(?:Bus|Fast|Slow|Bike|PCIe|Single|Traffic|Swimming|Left|Right) Lane|(?:Off|Rail) Road"
    r"|(?:One|Two|Three|Four|Milky|Right|Wrong|Only|Best|Better|Easy|Half) Way"
    r"|(?:Market|Early|Auto|Tab) Close|(?:Root|Least|Chi|Mean) Square)\b)"
)
_NO_VIA = r"(?! (?:E-?[Mm]ail|Zoom|Teams|Slack|SMS|USB|API|HTTPS?|Bluetooth|WhatsApp|PayPal|VPN|SSH|Web|Chat)\b)"
_STREETS = (
    rf"\b{_NO_STREET}\w*(?:straße|strasse|strafe|str\.|weg|gasse|allee|platz|ring|damm|ufer|straat|laan|gracht|plein"
    rf"|gatan|vägen|vej|gade|veien|gata)\.?,? (?!(?:19|20)\d\d\b){_HOUSE}",
    # after its name, with the number last, which is no year; OCR reads ß as f, too
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:[NSEW]\.? )?{_NO_WAY}(?:{_NAME} ){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive"
    r"|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Terrace|Way|Close|Crescent|Gardens|Parkway|Pkwy|Highway)\b",
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|allée|quai)\b \w"
    r"|(?:place|route|cours) (?:(?:de|du|des|la|le|les) |[dl]['’]){0,2}[A-ZÀ-Þ\d])",
    r"\b(?:[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]aseo|[Pp]laza|[Rr]ua|[Tt]ravessa|[Pp]raça|[Aa]lameda"
    rf"|[Vv]ia(?= [A-ZÀ-Þ]){_NO_VIA}|[Vv]iale|[Pp]iazza|[Cc]orso|[Vv]icolo|ul\.|[Uu]lica|(?<!\bet )al\.|os\.)"
    rf"\s[^\d,;:]{{2,40}},? (?:n[º°.]? ?)?{_HOUSE}",
)
_TOWNS = (
    r"(?<![\w.,+-])(?:(?:D|A|CH|F|B|L|I|E|PL|NL|S|DK|CZ)[- ])?(?:\d{5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}"
    r"|(?!(?:19|20)\d\d )\d{4}(?:-\d{3}| ?[A-Z]{2})?) {1,2}[A-ZÀ-ÞĀ-Ž][^\W\d]{2,}",  # postcode and town
    rf"{_NAME},? [A-Z]{{2}},? \d{{5}}(?:-\d{{4}})?\b",  # the United States
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",  # the United Kingdom
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b",  # Canada
    rf"{_NAME},? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) \d{{4}}\b",  # Australia
)
_STREET, _TOWN = (re.compile("|".join(forms)) for forms in (_STREETS, _TOWNS))


def _addresses(ocr_result: OcrResult) -> Iterator[Finding]:
    """Yields the lines of each address as one finding, in pixels of the OCR result."""
    streets = [line for line in ocr_result.lines if len(line.text) <= LONGEST and _STREET.search(line.text)]
    if not streets:
        return
    places = LinePlaces(ocr_result.lines)
    for street in streets:
        rest = _STREET.sub("|", street.text)  # the number of a house before its street is no postcode
        lines = (street,) if _TOWN.search(rest) else _with_town(street, places)
        if lines:
            text = " ".join(line.text for line in lines)
            yield private_finding("postal address", tuple(line.rect for line in lines), text)


def _with_town(street: OcrLine, places: LinePlaces) -> tuple[OcrLine, ...]:
    """Returns the street with the line of its town under it, or level with it in a form; none without a town."""
    reach = NEXT_LINE * places.height
    below = (line for line in places.below(street.rect, reach) if _overlap(line, street))
    level = (line for line in places.row_of(street.rect) if line is not street)
    town = next((line for line in (*below, *level) if _TOWN.search(line.text)), None)
    return () if town is None else (street, town)


def _overlap(line: OcrLine, other: OcrLine) -> bool:
    return line.rect.left < other.rect.right and line.rect.right > other.rect.left


POSTAL_ADDRESSES = FindingFamily("postal addresses", in_layout=_addresses)
