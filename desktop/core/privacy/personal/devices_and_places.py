"""Hardware addresses of devices, and places on earth as coordinates."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.patterns import Pattern, pattern_of

_PAIR = "[0-9a-flio|]{2}"  # 1 and 0 may have been read as letters


def is_hardware_address(text: str) -> bool:
    """Returns True unless the address is that of all devices or of none."""
    return len(set(re.sub(r"\W", "", text.lower()))) > 2


def is_on_earth(text: str) -> bool:
    """Returns True for a latitude and a longitude in degrees."""
    north, east, *_ = (float(number.replace(",", ".")) for number in re.findall(r"\d+[.,]\d+", text))
    return north <= 90 and east <= 180 and not (north < 1 and east < 1)


DEVICES = FindingFamily(
    "hardware addresses",
    (
        Pattern(
            "MAC address",
            pattern_of(rf"(?<![\w:.-]){_PAIR}([:-])(?:{_PAIR}\1){{4}}{_PAIR}(?![\w:-])", any_case=True),
            check=is_hardware_address,
        ),
        Pattern(
            "MAC address",
            pattern_of(r"(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])", any_case=True),
            check=lambda text: is_hardware_address(text) and bool(re.search("[a-f]", text.lower())),
        ),
    ),
)

PLACES = FindingFamily(
    "places",
    (
        Pattern(
            "location",
            pattern_of(
                r"(?<![\w.,-])[+-]?\d{1,2}[.]\d{4,8} ?°? ?[NS]?[,;/ ]{1,3}[+-]?\d{1,3}[.]\d{4,8}(?: ?°)?(?: ?[EWO]"
                r")?(?![\w.])"
            ),
            check=is_on_earth,
        ),
        Pattern(
            "location",
            pattern_of(
                r"[NS] ?\d{1,2} ?° ?\d{1,2}(?:[.,]\d+)? ?['′’] ?(?:\d{1,2}(?:[.,]\d+)? ?[\"″”']{1,2})?[,; ]{0,3}"
                r"[EWO] ?\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?['′’] ?(?:\d{1,2}(?:[.,]\d+)? ?[\"″”']{1,2})?"
                r"|\d{1,3} deg \d{1,2}' \d{1,2}(?:\.\d+)?\" [NSEW]\b"
                r"|\d{1,2} ?° ?\d{1,2} ?['′’] ?(?:\d{1,2}(?:[.,]\d+)? ?[\"″”']{1,2})? ?[NS][,; ]{0,3}\d{1,3} ?° "
                r"?\d{1,2} ?['′’] ?(?:\d{1,2}(?:[.,]\d+)? ?[\"″”']{1,2})? ?[EWO]"
            ),
        ),
        Pattern(
            "location",
            pattern_of(
                r"(?:/@|[?&](?:q|ll|query|center|daddr|saddr)=|geo:|/maps/place/"
                r"|#map=\d+/)(?P<it>-?\d{1,2}\.\d{3,},?/?-?\d{1,3}\.\d{3,})"
            ),
        ),
    ),
)
