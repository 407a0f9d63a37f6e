"""Kinds of labels: the words that name a private value, and the form that the value has. One entry for each kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from desktop.core.privacy.labels import values
from desktop.core.privacy.labels.folding import fold
from desktop.core.privacy.labels.word_lists import person_words, script_words, secret_words
from desktop.core.privacy.patterns import Expression, pattern_of

_DATE_WORDS = r"(?:[A-Za-zÀ-žА-я]{3,12}\.?)"
_BIRTH = pattern_of(
    r"(?:\d{1,2}[./\- ] ?\d{1,2}[./\- ] ?(?:\d{4}|\d{2})|\d{4} ?[./\-年년 ] ?\d{1,2} ?[./\-月월 ] ?\d{1,2} ?[日일]?",
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º|ª)? ?(?:of |de |d'|-)?{_DATE_WORDS}(?: de|,|-)? ?\d{{2,4}}"
    r"|(?:明治|大正|昭和|平成|令和) ?\d{1,2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日",
    rf"|{_DATE_WORDS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?!\d)",
)
_SECRET = pattern_of(r"[^\s\"',;<>]{4,}(?:[ ](?=\S*\d)(?!\S*[:=])[^\s\"',;<>]{4,})*")
_ALNUM = r"[A-Z0-9lo]"
_CODE = r"(?=[A-Za-z]*\d)[A-Za-z0-9]{4,10}(?:-[A-Za-z0-9]{3,10}){0,7}"


@dataclass(frozen=True, slots=True)
class LabelKind:
    """A kind of private value that its label gives away.

    `form` is the form of the value, `check` decides about a match of it. `distinct` decides if a value may stand behind
    its label without a colon or the like. With `rides`, other cells of a column are values, too, once one cell is.
    """

    name: str
    words: str
    form: Expression
    check: Callable[[str], bool] = lambda _: True
    distinct: Callable[[str], bool] = lambda _: False
    rides: bool = False

    def value_at(self, text: str, start: int) -> int | None:
        """Returns the end of the value that starts there, or None."""
        match = self.form.compiled.match(text, start)
        return match.end() if match is not None and self.check(match.group()) else None

    def is_value(self, text: str) -> bool:
        """Returns True if a cell holds such a value, and hardly anything else."""
        end = self.value_at(text, 0)
        return end is not None and end >= 0.7 * len(text)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def _secret(text: str) -> bool:
    return values.is_secret(text) or values.is_numeric_secret(text)


def _numbered(least: int) -> Callable[[str], bool]:
    return lambda text: values.has_digits(text, least)


KINDS: tuple[LabelKind, ...] = (
    LabelKind(
        "password", secret_words.PASSWORD + "|" + script_words.PASSWORD, _SECRET, _secret, values.is_strong, rides=True
    ),
    LabelKind("key", secret_words.KEY + "|" + script_words.KEY, _SECRET, values.is_key, rides=True),
    LabelKind(
        "password",
        secret_words.PIN + "|" + script_words.PIN,
        pattern_of(r"\d{3,8}(?![\w.,%])"),
        distinct=lambda text: len(text) > 3 and not _is_year(text),
        rides=True,
    ),
    LabelKind(
        "one-time code",
        secret_words.ONE_TIME_CODE + "|" + script_words.ONE_TIME_CODE,
        pattern_of(
            r"(?:[A-Z]{1,3}-)?(?:\d{3}[ -]\d{3,4}|\d{4,8}|(?=[A-Z-]*\d)[A-Z0-9]{4,5}(?:-[A-Z0-9]{4,5}){1,5}"
            r"|(?=[A-Z]*\d)[A-Z0-9]{5,8})(?![\w-])"
        ),
        lambda text: not _is_year(text),
        distinct=_numbered(4),
    ),
    LabelKind(
        "recovery code",
        secret_words.RECOVERY_CODES + "|" + script_words.RECOVERY_CODES,
        pattern_of(_CODE),
        values.is_code,
    ),
    LabelKind(
        "recovery phrase",
        secret_words.SEED_WORDS + "|" + script_words.SEED_WORDS,
        pattern_of(r"(?:(?:\d{1,2}[.)]? ?)?[a-z]{3,8}[ ,]{0,3}){11,25}"),
    ),
    LabelKind(
        "licence key",
        secret_words.LICENCE_KEY + "|" + script_words.LICENCE_KEY,
        pattern_of(r"[A-Z0-9]{4,}(?:[- ][A-Z0-9]{3,}){1,8}|[A-Z0-9]{10,}"),
        values.is_code,
    ),
    LabelKind(
        "date of birth", person_words.BIRTH_DATE + "|" + script_words.BIRTH_DATE, _BIRTH, distinct=lambda _: True
    ),
    LabelKind(
        "bank account number",
        person_words.SORT_CODE,
        pattern_of(r"\d{2}([ -])\d{2}\1\d{2}(?![\d-])|\d{3}[ -]?\d{3}(?![\d-])"),
        distinct=lambda _: True,
    ),
    LabelKind(
        "bank account number",
        person_words.BANK_NUMBER + "|" + script_words.BANK_NUMBER,
        pattern_of(rf"{_ALNUM}(?:[ ./-]?{_ALNUM}){{4,33}}(?![A-Za-z0-9@])"),
        _numbered(5),
        distinct=_numbered(7),
    ),
    LabelKind(
        "card number",
        person_words.CARD_NUMBER + "|" + script_words.CARD_NUMBER,
        pattern_of(r"\d(?:[ -]?\d){11,18}(?!\d)"),
        distinct=lambda _: True,
    ),
    LabelKind(
        "phone number",
        person_words.TELEPHONE + "|" + script_words.TELEPHONE,
        pattern_of(r"[+(]{0,2}\d(?:[ ()./-]{0,2}\d){5,14}(?![\w%])"),
        _numbered(6),
        distinct=_numbered(7),
    ),
    LabelKind(
        "number plate",
        person_words.PLATE + "|" + script_words.PLATE,
        pattern_of(r"(?=[^\n]{0,12}\d)[A-Z0-9ÄÖÜА-Я一-龥](?:[ ·•-]?[A-Z0-9ÄÖÜА-Я]){3,17}(?![a-z])"),
    ),
    LabelKind(
        "ID number",
        person_words.ID_NUMBER + "|" + script_words.ID_NUMBER,
        pattern_of(rf"{_ALNUM}(?:[ ./-]{{0,2}}{_ALNUM}){{4,26}}(?![A-Za-z0-9@])"),
        _numbered(3),
        distinct=_numbered(6),
    ),
    LabelKind(
        "location",
        person_words.LOCATION + "|" + script_words.LOCATION,
        pattern_of(
            r"[+-]?\d{1,3}[.,]\d{3,}(?: ?°? ?[NSEW]?[,;/ ]{1,3}[+-]?\d{1,3}[.,]\d{3,})?"
            r"|\d{1,3} ?°[\d '′\"″.,NSEW°]{3,40}"
        ),
    ),
)


def folded_words(words: str) -> list[str]:
    """Returns the words of a list with bars between them: folded, in order, each once."""
    return sorted({" ".join(fold(word).split()) for word in words.replace("\n", "").split("|")} - {""})


@cache
def kind_by_word() -> dict[str, LabelKind]:
    """Returns the kinds by their words, folded and without spaces; the first kind of a word counts."""
    found: dict[str, LabelKind] = {}
    for kind in KINDS:
        for word in folded_words(kind.words):
            found.setdefault(word.replace(" ", ""), kind)
    return found
