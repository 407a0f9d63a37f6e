"""The table of what looks private in a line of text: keys, addresses, numbers of cards, accounts and persons.

A reader slips: O for 0, l for 1, a space in the middle of a key. Each pattern allows for that, because what is found
is covered by its place, not by its letters. A row of the table says which form of the text it looks through (`digits`:
letters that are digits misread are digits again) and, where a number has a check digit, who checks it; a number in the
very grouping of a card stays suspicious when the check fails, since a slip breaks it too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from desktop.core.privacy.validators import (
    as_digits,
    bare,
    is_address,
    is_card,
    is_iban,
    is_person,
    is_phone,
    is_secret,
    looks_random,
)

Check = Callable[[str], bool]
WINDOW, OVERLAP = 600, 200  # a long line is looked through in pieces of so many letters
_TOKEN = re.compile(r"\S+")
_MORE = r"(?:[ ](?=\S*\d)[A-Za-z0-9_+/=-]{4,})*"  # a space that the reader saw in the middle of a key


class TextDetector(Protocol):
    """Finds one kind of private text."""

    @property
    def name(self) -> str:
        """What the user reads (“e-mail address”)."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the table; the group `it` is what is covered, else all that matches."""

    name: str
    form: re.Pattern[str]
    digits: bool = False
    check: Check | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line."""
        return in_pieces(self._in_piece, as_digits(text) if self.digits else text)

    def _in_piece(self, piece: str) -> Iterator[tuple[int, int]]:
        group = "it" if "it" in self.form.groupindex else 0
        for found in self.form.finditer(piece):
            if self.check is None or self.check(found.group(group)):
                yield found.span(group)


def name_of(text: str, patterns: Iterable[TextDetector]) -> str:
    """What a text is that looks private; nothing where it does not."""
    return next((pattern.name for pattern in patterns if any(True for _ in pattern.spans(text))), "")


def in_pieces(look: Callable[[str], Iterable[tuple[int, int]]], text: str) -> Iterator[tuple[int, int]]:
    """What `look` finds in a line, piece by piece: what it costs grows with a line's length, and no faster."""
    end = 0
    for start in range(0, max(1, len(text) - OVERLAP), WINDOW - OVERLAP):
        piece = text[start : start + WINDOW]
        for first, last in look(piece):
            found = start + first, start + (last if last < len(piece) else len(piece) + _run(text, start + len(piece)))
            if found[1] > end:
                yield found
                end = found[1]


def _run(text: str, start: int) -> int:
    """How many letters stand there before the next blank: what goes on behind a piece belongs to what was found."""
    found = _TOKEN.match(text, start)
    return found.end() - start if found and not text[start - 1].isspace() else 0


def _either(*forms: str) -> str:
    return f"(?:{'|'.join(forms)})"


_NOT_WORD = r"(?<![A-Za-z0-9])"
_SECRET_NAME = _either(
    r"[\w-]{0,24}(?:api|access|auth|secret|private|client|encryption|signing|account)[ _-]?(?:\w{0,16}[ _-])?(?:key|token|secret)\w{0,16}",
    r"[\w-]{0,24}(?:secret|t[o0]ken(?!s\b)|p ?a ?s ?s ?w ?(?:[o0] ?r ?)?[dt]|passphrase|kennwort|has[łl]o|mot de passe|contraseña)\w{0,16}",
    r"pwd|密码|口令",
)
_KNOWN_KEYS = _either(
    r"[sS5][kK][-_](?:[a-z0-9]{2,8}[-_])?[A-Za-z0-9_-]{4,}",
    r"[sr]k[ _](?:live|test)[ _][A-Za-z0-9]{12,}|pk_live_[A-Za-z0-9]{12,}",
    r"gh[pousr][ _][A-Za-z0-9]{16,}|github[ _]pat[ _][A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{12,}",
    r"npm_[A-Za-z0-9]{20,}|hf_[A-Za-z0-9]{20,}|dop_v1_[a-f0-9]{20,}|ya29\.[\w-]{20,}",
    r"xox[abposr]-[A-Za-z0-9-]{10,}|SG\.[A-Za-z0-9_-]{14,}[.\w-]*",
    r"A(?:KI|Kl|K1|SI|Sl|S1)A[A-Z0-9]{14,18}|A[I1l]za[A-Za-z0-9_-]{28,}",
)
_ID_NAME = _either(
    r"passport|passnummer|reisepass|ausweis\w*|id card|personal id|national id|ssn|social security|steuer-?id\w*",
    r"tax id|pesel|nip|insee|driver'?s licen[cs]e|身份证\w*",
)
_PHONE_NAME = r"tel|phone|mobile|cell|fax|telefon|handy|mobil|tél|téléphone|电话|手机"
_SIGNATURE = r"X-Amz-(?:Signature|Credential)|X-Goog-Signature|Signature|sig|token|access_token|api_?key|key|auth|code"
_GROUP = r"[0-9a-f]{1,4}"


def _it(*parts: str, any_case: bool = False) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE if any_case else 0)


TABLE: tuple[Pattern, ...] = (
    Pattern("private key", _it(r"-{1,5} ?(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY.*")),
    Pattern("key", _it(_NOT_WORD, _KNOWN_KEYS, _MORE), check=lambda key: len(bare(key)) >= 14),
    Pattern("token", _it(_NOT_WORD, r"e[yv][JI1l][A-Za-z0-9_-]{10,}(?:[ .]{1,2}[A-Za-z0-9_-]{8,}){0,4}", _MORE)),
    Pattern("token", _it(r"\b[Bb]earer[ :]+(?P<it>[A-Za-z0-9._~+/=-]{12,}", _MORE, ")")),
    Pattern("key", _it(r"\botpauth://\S+", any_case=True)),
    Pattern("password", _it(r"\bWIFI:.*?\bP:(?P<it>[^;]{4,})", any_case=True)),
    Pattern("password", _it(r"://[^\s/:@]{1,40}:(?P<it>[^\s@/]{3,80})@")),
    Pattern(
        "password",
        _it(
            rf"(?<![\w.-]){_SECRET_NAME}[\"']?\s*(?:=>|:=|[:=：]|\b(?:is|ist|lautet|est|jest)\b\s*[:：]?)\s*[\"']?",
            r"(?P<it>[^\s\"',;]{4,}(?:[ ](?=\S*\d)[^\s\"',;]{4,})*)",
            any_case=True,
        ),
        check=is_secret,
    ),
    Pattern("password", _it(r"\b(?:PIN|TAN|CV[VC]2?)\s*[:=]?\s*(?P<it>\d{3,8})\b")),
    Pattern("password", _it(r"\bpin(?: code)?\s*[:=]\s*(?P<it>\d{4,8})\b", any_case=True)),
    Pattern("signed address", _it(rf"https?://\S*[?&](?:{_SIGNATURE})=\S{{8,}}", any_case=True)),
    Pattern(
        "e-mail address",
        _it(
            r"(?<![\w@.])(?!git@)[A-Za-z0-9À-ſ._%+-]*[A-Za-z0-9À-ſ][@＠] ?",
            r"[A-Za-z0-9-]+(?: ?\. ?[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b",
        ),
    ),
    Pattern("IBAN", _it(_NOT_WORD, r"[A-Z]{2}[0-9OIl]{2}(?:[ ]?[A-Z0-9]){11,30}(?![A-Za-z0-9])"), check=is_iban),
    Pattern("card number", _it(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]*\d)"), True, is_card),
    Pattern("ID number", _it(r"(?<!\d)(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"), True),
    Pattern(
        "ID number",
        _it(r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"),
    ),
    Pattern("ID number", _it(r"(?<![\d.])\d(?:[ .-]?\d){9,16}[\dX](?![\d.]*\d)"), True, is_person),
    Pattern(
        "ID number",
        _it(
            rf"\b{_ID_NAME}\s*(?:no\.?|number|nr\.?|num[eé]ro)?\s*[:#=]?\s*",
            r"(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9](?:[ -]?[A-Z0-9]){5,18})",
            any_case=True,
        ),
    ),
    Pattern(
        "phone number",
        _it(r"(?<![\w.+/-])(?:\+|00)\d{1,3}(?:[ ()./-]{0,2}\d){7,12}(?![\w-])"),
        True,
        is_phone,
    ),
    Pattern(
        "phone number",
        _it(
            r"(?<![\w.+/-])(?:\(\d{2,5}\) ?\d{2,4}(?:[ -]\d{2,5}){1,4}",
            r"|0\d{2,4}[ /-](?:\d{5,8}|\d{3,5}[ -]\d{2,5}(?:[ -]\d{1,4})*)|\d{3}-\d{3}-\d{4})(?![\w-])",
        ),
        True,
        is_phone,
    ),
    Pattern(
        "phone number",
        _it(rf"\b(?:{_PHONE_NAME})\w*\.?\s*[:.]?\s*(?P<it>\+?\d(?:[ ()./-]{{0,2}}\d){{6,13}})", any_case=True),
        True,
    ),
    Pattern("IP address", _it(r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"), True, is_address),
    Pattern(
        "IP address",
        _it(
            rf"(?<![\w:])(?:(?:{_GROUP}:){{2,7}}(?::{_GROUP}){{1,5}}|(?:{_GROUP}:){{7}}{_GROUP})(?![\w:])",
            any_case=True,
        ),
    ),
    Pattern(
        "key",
        _it(r"(?<![A-Za-z0-9_/.@-])[A-Za-z0-9+/_-]{20,}={0,2}", _MORE, r"(?![A-Za-z0-9_/@-])"),
        check=looks_random,
    ),
)
"""Looked through in this order: what the first finds belongs to it."""

A_LABEL = re.compile(rf"^[^\w-]{{0,6}}{_SECRET_NAME}\W{{0,6}}$", re.IGNORECASE)
LONGEST_LABEL = 60
"""A line that is nothing but the name of a secret: what stands beside or under it is one."""

A_VALUE = re.compile(r"^(?=\S*[\d!@#$%&*?+~])\S{5,}[^\s:=]$")
"""What can stand there."""

BEGINS_KEY = re.compile(r"-{1,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY")
ENDS_KEY = re.compile(r"-{1,5} ?END ")
IN_KEY = re.compile(r"^[A-Za-z0-9+/=\s]{12,}$")
"""The lines of a private key between its first and its last."""
