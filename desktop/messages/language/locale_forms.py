"""Numbers, US dollars and dates in the eight languages, without Qt; the source of the table is Unicode CLDR 46.

Arabic is written with Latin digits, as CLDR has it for most regions: digits stay comparable with those in pictures.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.messages.language.catalogue import language, ngettext
from desktop.messages.language.choice import ENGLISH

_NARROW, _FIXED = "\u202f", "\u00a0"  # spaces at which no line breaks


@dataclass(frozen=True, slots=True)
class LocaleForms:
    """The forms of one language.

    `fewest_grouped` is the number of digits from which on groups are parted. `day` has the places {day}, {month} (its
    name) and {year}. `gap` stands between two sentences, `before_time` between a
    day and the time of day.
    """

    decimal: str
    group: str
    fewest_grouped: int
    money: str
    day: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    gap: str = " "
    before_time: str = ", "

    def month(self, number: int) -> str:
        return self.months[number - 1]


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_FORMS = {
    "en": LocaleForms(
        ".",
        ",",
        4,
        "${amount}",
        "{day} {month} {year}",
        _names("January February March April May June July August September October November December"),
        _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    ),
    "de": LocaleForms(
        ",",
        ".",
        4,
        f"{{amount}}{_FIXED}$",
        "{day}. {month} {year}",
        _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    ),
    "fr": LocaleForms(
        ",",
        _NARROW,
        4,
        f"{{amount}}{_FIXED}$US",
        "{day} {month} {year}",
        _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    ),
    "es": LocaleForms(
        ",",
        ".",
        5,
        f"{{amount}}{_FIXED}US$",
        "{day} de {month} de {year}",
        _names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        _names("lunes martes miércoles jueves viernes sábado domingo"),
    ),
    "pl": LocaleForms(
        ",",
        _FIXED,
        5,
        f"{{amount}}{_FIXED}USD",
        "{day} {month} {year}",
        _names("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
        _names("poniedziałek wtorek środa czwartek piątek sobota niedziela"),
    ),
    "ja": LocaleForms(
        ".",
        ",",
        4,
        "${amount}",
        "{year}年{month}{day}日",
        tuple(f"{month}月" for month in range(1, 13)),
        _names("月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日"),
        gap="",
        before_time=" ",
    ),
    "zh_CN": LocaleForms(
        ".",
        ",",
        4,
        "US${amount}",
        "{year}年{month}{day}日",
        tuple(f"{month}月" for month in range(1, 13)),
        _names("星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
        gap="",
        before_time=" ",
    ),
    "ar": LocaleForms(
        ".",
        ",",
        4,
        f"{{amount}}{_FIXED}US$",
        "{day} {month} {year}",
        _names("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
        _names("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
        before_time="، ",
    ),
}


def locale_forms() -> LocaleForms:
    """Returns the forms of the language in use."""
    return _FORMS.get(language(), _FORMS[ENGLISH])


def money_signs() -> tuple[str, str]:
    """Returns what stands before an amount in dollars and what behind it: “$” and nothing, nothing and “ US$”."""
    before, _, after = locale_forms().money.partition("{amount}")
    return before, after


def number(value: float, places: int = 0) -> str:
    """Returns a number with so many decimal places and with its groups parted: “1,020”, “0.6”."""
    forms = locale_forms()
    whole, _, fraction = f"{abs(value):.{places}f}".partition(".")
    if len(whole) >= forms.fewest_grouped:
        whole = f"{int(whole):,}".replace(",", forms.group)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{forms.decimal}{fraction}" if fraction else f"{sign}{whole}"


def counted(singular: str, plural: str, count: int, **facts: str) -> str:
    """Returns the translation of the form that goes with `count`, with the number in it and other facts by name."""
    return ngettext(singular, plural, count).format(count=number(count), **facts)


def dollars(usd: float, places: int) -> str:
    """Returns US dollars with so many decimal places: “$1.25”."""
    before, after = money_signs()
    return f"{before}{number(usd, places)}{after}"


def day_in_words(day: date) -> str:
    """Returns a date: “14 January 2027”."""
    forms = locale_forms()
    return forms.day.format(day=day.day, month=forms.month(day.month), year=day.year)


def moment_in_words(moment: datetime) -> str:
    """Returns a day and the time of day: “14 January 2027, 15:04”."""
    return f"{day_in_words(moment.date())}{locale_forms().before_time}{moment:%H:%M}"


def weekday(day: date) -> str:
    """Returns the name of a day of the week: “Monday”."""
    return locale_forms().weekdays[day.weekday()]


def month_in_words(day: date) -> str:
    """Returns the name of a day's month, as it stands in a date: “January”."""
    return locale_forms().month(day.month)


def sentences(*parts: str) -> str:
    """Returns whole sentences after each other, without those that are empty."""
    return locale_forms().gap.join(filter(None, parts))
