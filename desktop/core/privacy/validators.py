"""Whether what looks like a key, a number of a card, a phone or a person can be one: by check digits, by randomness.

Readers slip: letters that look like digits count as digits where the rest of a word is made of digits.
"""

import re
from collections import Counter
from math import log2
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from stdnum import exceptions, iban, luhn
    from stdnum.ch import ssn
    from stdnum.cn import ric
    from stdnum.fr import nir
    from stdnum.pl import pesel
else:
    exceptions = deferred("stdnum.exceptions")
    iban = deferred("stdnum.iban")
    luhn = deferred("stdnum.luhn")
    ssn = deferred("stdnum.ch.ssn")
    ric = deferred("stdnum.cn.ric")
    nir = deferred("stdnum.fr.nir")
    pesel = deferred("stdnum.pl.pesel")

_DIGITS = str.maketrans("OoQDlI|!SsBZzGg", "000011115582269")
_TOKEN = re.compile(r"\S+")
_NO_SECRET = re.compile(
    r"(?:none|null|true|false|empty|required|optional|not|str|string|wrong|incorrect|invalid|expired|here|yes|no)\b"
    r"|os\.|process\.|env\b|self\.|settings\.|config\.|\$|<|%|\*{3,}|[•…●({\[]"
    r"|[a-z_.]{3,}[(\[]",  # a call, or a type, in a piece of code
    re.IGNORECASE,
)


def as_digits(text: str) -> str:
    """The text with letters in mostly numeric words read as the digits that they look like; of the same length."""

    def told(word: re.Match[str]) -> str:
        letters = word.group()
        count = sum(letter.isdigit() for letter in letters)
        return letters.translate(_DIGITS) if count * 2 >= len(letters.strip(".,;:()")) else letters

    return _TOKEN.sub(told, text)


def bare(text: str) -> str:
    """Its letters and digits alone."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def looks_random(text: str) -> bool:
    """Whether a run of letters is no word of any language: digits and letters mixed, and hardly any letter twice."""
    key = re.sub(r"[\s=]", "", text)
    digits = sum(letter.isdigit() for letter in key)
    letters = sum(letter.isalpha() for letter in key)
    if len(key) < 20 or digits < (2 if len(key) >= 32 else 3) or letters < 6:
        return False
    if re.fullmatch(r"[0-9a-fA-F-]+", key.translate(_DIGITS)):
        return False  # a hash, of a commit or a file
    if re.search(r"[a-z]{7,}|[A-Z]{7,}", key) and len(key) < 40:
        return False  # words that somebody has put together
    both = bool(re.search(r"[a-z]", key)) and bool(re.search(r"[A-Z]", key))
    counts = Counter(key)
    entropy = -sum(each / len(key) * log2(each / len(key)) for each in counts.values())
    return entropy > (3.6 if both else 3.9)


def is_secret(text: str) -> bool:
    """Whether what stands behind the name of a secret can be one: no word that says there is none, no small number."""
    return (
        not _NO_SECRET.match(text)
        and bool(re.search(r"[\d\W_]|[a-z][A-Z]|.{9}", text))
        and not re.fullmatch(r"[\d.,]{1,6}", text)
    )


def is_iban(text: str) -> bool:
    """An account's number with its check digits, or in an account's grouping where a slip may have broken them."""
    number = bare(text).upper()
    fixed = number[:2] + number[2:4].translate(_DIGITS) + number[4:]
    grouped = bool(re.fullmatch(r"[A-Z]{2}\w\w(?:[ ]\w{4}){3,7}(?:[ ]\w{1,4})?", text.strip()))
    return any(iban.is_valid(each) for each in (number, fixed, fixed[:4] + fixed[4:].translate(_DIGITS))) or (
        grouped and sum(letter.isdigit() for letter in number) >= 12
    )


def is_card(text: str) -> bool:
    """A card's number with its check digit, or in a card's grouping."""
    number = bare(text)
    if not 13 <= len(number) <= 19 or number[0] not in "23456" or len(set(number)) < 2:
        return False
    return luhn.is_valid(number) or bool(re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}", text.strip()))


def is_phone(text: str) -> bool:
    """As many digits as a phone's number has, in no form of a date."""
    return 8 <= len(bare(text)) <= 15 and not re.fullmatch(r"[\d.]+|\d{4}-\d\d-\d\d.*", text)


def is_address(text: str) -> bool:
    """Four numbers that can be a computer's address, and not one that is the same everywhere."""
    octets = [int(each) for each in text.split(".")]
    harmless = octets[0] in (0, 127, 255) or max(octets) < 10
    return max(octets) < 256 and not harmless


def is_person(text: str) -> bool:
    """A number of a person with check digits: China's, France's, Poland's, Switzerland's."""
    number = bare(text)
    return _is_chinese(number) or any(kind.is_valid(number) for kind in (pesel, nir, ssn))


def _is_chinese(number: str) -> bool:
    """By check digit and date alone: the library's table of places has holes, and breaks off where it has one."""
    if not re.fullmatch(r"\d{17}[\dX]", number) or number[-1] != ric.calc_check_digit(number):
        return False
    try:
        return ric.get_birth_date(number).year >= 1880
    except exceptions.ValidationError:
        return False
