"""Numbers as they stand on papers: with a decimal comma, groups of digits, a currency.

Whatever could be two numbers is none: “1,234” and “1.234” are a thousand in one country and little more than one in
another, and “1,5000” is fifteen thousand where digits stand in groups of four.
"""

import re
from decimal import Decimal, InvalidOperation

LONGEST_NUMBER = 60  # digits; chosen
_JSON = re.compile(r"[+-]?\d{1,60}(\.\d{1,60})?([eE][+-]?\d{1,3})?", re.ASCII)
_LIKE = str.maketrans("\u2212\u2019\u00a0\u202f\u2009０１２３４５６７８９", "-'   0123456789")
_CURRENCY = (
    r"(?:US\$|[$€£¥₹₽₩₺₴₪฿]|zł|Kč|(?:AED|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|"
    r"RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|ZAR)\b)"
)
_WITH_CURRENCY = re.compile(rf"(?P<sign>[+-]?)\s*(?:{_CURRENCY}\s*(?P<after>.+)|(?P<before>.+?)\s*{_CURRENCY})")
_TWO_NUMBERS = re.compile(r"[+-]?(?:[1-9]\d{0,2}\.\d{3}|[1-9]\d{0,3},\d{4})", re.ASCII)
_FORMS = (  # of the digits without a sign: the parts before and behind the decimal mark
    re.compile(r"(\d+)(?:,(\d{1,2}|\d{4,}))?"),
    re.compile(r"(0|\d{4,})[,.](\d+)"),
    re.compile(r"(\d+)\.(\d{1,2}|\d{4,})"),
    re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)"),
    re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)"),
    re.compile(r"(\d{1,3}(?:,\d{3}){2,})()"),
    re.compile(r"(\d{1,3}(?:\.\d{3}){2,})()"),
    re.compile(r"(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d+))?"),
    re.compile(r"(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d+))?"),  # as in India
)


def number_of(text: str) -> Decimal:
    """Returns a number as JSON writes it. Raises ValueError for one that is out of bounds."""
    if len(text) > LONGEST_NUMBER:
        raise ValueError("too long for a number")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER:
        return number
    raise ValueError("out of bounds")


def said_number(text: str) -> Decimal | None:
    """Returns the number that a text is, None if it is none or might be another."""
    plain = text.translate(_LIKE).strip()
    if len(plain) > LONGEST_NUMBER or _TWO_NUMBERS.fullmatch(plain):
        return None
    try:
        if _JSON.fullmatch(plain):
            return number_of(plain)
        found = _WITH_CURRENCY.fullmatch(plain)
        sign, digits = (found["sign"], found["after"] or found["before"]) if found else ("", plain)
        if not sign and digits.startswith(("-", "+")):
            sign, digits = digits[0], digits[1:].lstrip()
        parts = next((form for pattern in _FORMS if (form := pattern.fullmatch(digits))), None)
        if parts is None or not digits.isascii() or _TWO_NUMBERS.fullmatch(digits):
            return None
        whole = sign + "".join(filter(str.isdigit, parts[1]))
        return number_of(f"{whole}.{parts[2]}" if parts[2] else whole)
    except ValueError:
        return None
