"""Dates as they stand on papers. Whatever could be two days is none: “03/04/2026” is in March or in April."""

import re
import unicodedata
from datetime import date

from desktop.core.search.accents import without_accents

LONGEST_DATE = 60  # letters; chosen
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[ap]\.?m\.?)?)?"
_YEAR_FIRST = re.compile(
    rf"(?P<y>\d{{4}})(?:(?P<part>[-/.])(?P<m>\d{{1,2}})(?P=part)(?P<d>\d{{1,2}})|(?P<mm>\d\d)(?P<dd>\d\d)){_TIME}", re.I
)
_EAST_ASIAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}){_TIME}", re.I)
_WORDS_OR_NUMBERS = re.compile(r"[^\W\d_]+|\d+")
_TIME_BEHIND = re.compile(rf"(?<=\d){_TIME}$", re.I)


def _bare(text: str) -> str:
    """Returns a text in small letters without accents."""
    return without_accents(text.casefold())


_MONTHS = tuple(
    tuple(_bare(line).split())
    for line in (
        "january januar janvier enero styczeń stycznia gennaio janeiro januari يناير",
        "february februar février febrero luty lutego febbraio fevereiro februari فبراير",
        "march märz mars marzo marzec marca março maart مارس",
        "april avril abril kwiecień kwietnia aprile أبريل",
        "may mai mayo maj maja maggio maio mei مايو",
        "june juni juin junio czerwiec czerwca giugno junho يونيو",
        "july juli juillet julio lipiec lipca luglio julho يوليو",
        "august août agosto sierpień sierpnia augustus أغسطس",
        "september septembre septiembre wrzesień września settembre setembro sept سبتمبر",
        "october oktober octobre octubre październik października ottobre outubro أكتوبر",
        "november novembre noviembre novembro نوفمبر",
        "december dezember décembre diciembre grudzień grudnia dicembre dezembro ديسمبر",
    )
)
_BETWEEN = frozenset(("the", "of", "de", "del", "do", "da", "le", "er", "st", "nd", "rd", "th", "r", "roku"))
_WEEKDAYS = tuple(
    name
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miercoles jueves viernes sabado domingo",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    )
    for name in _bare(line).split()
)
SHORTEST_NAME = 3  # letters of a month's name that is cut
FIRST_YEAR, LAST_YEAR = 1600, 2200  # others are of another era, such as 2569 and 1405 for 2026; chosen
_OF_TWO_MONTHS = "lip"  # July in Polish, June in Croatian, which has “listopad” one month before Poland, too
_DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９")
"""Those of other scripts stand in dates of other calendars."""


def said_date(text: str) -> str | None:
    """Returns the day that a text is, as ISO 8601, without a time of day; None if it is none or might be another."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) > LONGEST_DATE or any(letter.isdecimal() and letter not in _DIGITS for letter in text):
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found["y"], found["m"] or found["mm"], found["d"] or found["dd"])
    if found := _EAST_ASIAN.fullmatch(text):
        return _iso(*found.groups())
    if found := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = found.groups()
        if mark == "." or first == second or int(first) > len(_MONTHS):
            return _iso(year, second, first)
        return _iso(year, first, second) if int(second) > len(_MONTHS) else None
    return _in_words(_TIME_BEHIND.sub("", text))


def _in_words(text: str) -> str | None:
    """Returns the day of a text that names its month."""
    if re.search(r"[^\w\s.,'’ºª/-]", text):
        return None
    numbers, months = list[str](), set[int]()
    for part in _WORDS_OR_NUMBERS.findall(_bare(text)):
        if part.isdecimal():
            numbers.append(part)
        elif named := _months_of(part):
            months |= named
        elif part not in _BETWEEN and not _is_weekday(part):
            return None
    if len(months) != 1 or sorted(map(len, numbers)) not in ([1, 4], [2, 4]):
        return None
    year, day = sorted(numbers, key=len, reverse=True)
    return _iso(year, str(months.pop()), day)


def _months_of(word: str) -> set[int]:
    """Returns the months that a word names, whole or cut."""
    if len(word) < SHORTEST_NAME or word == _OF_TWO_MONTHS:
        return set()
    return {number for number, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names)}


def _is_weekday(word: str) -> bool:
    return len(word) > 1 and any(name.startswith(word) for name in _WEEKDAYS)


def _iso(year: str, month: str, day: str) -> str | None:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
