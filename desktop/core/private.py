"""The table of what looks private in a line of text: keys, addresses, numbers of cards, accounts and persons.

A reader slips: O for 0, l for 1, a space in the middle of a key. Each pattern allows for that, because what is found
is covered by its place, not by its letters. A row of the table says which form of the text it looks through (`digits`:
letters that are digits misread are digits again) and, where a number has a check digit, who checks it; a number in the
very grouping of a card stays suspicious when the check fails, since a slip breaks it too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log2

Check = Callable[[str], bool]
WINDOW, OVERLAP = 600, 200  # a long line is looked through in pieces of so many letters
_DIGITS = str.maketrans("OoQDlI|!SsBZzGg", "000011115582269")
_TOKEN = re.compile(r"\S+")
_MORE = r"(?:[ ](?=\S*\d)[A-Za-z0-9_+/=-]{4,})*"  # a space that the reader saw in the middle of a key


@dataclass(frozen=True, slots=True)
class Pattern:
    """`name` is what the user reads (“e-mail address”); the group `it` is what is covered, else all that matches."""

    name: str
    form: re.Pattern[str]
    digits: bool = False
    check: Check | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line."""
        text = as_digits(text) if self.digits else text
        end = 0
        for start in range(0, max(1, len(text) - OVERLAP), WINDOW - OVERLAP):
            for found in self.form.finditer(text[start : start + WINDOW]):
                group = "it" if "it" in self.form.groupindex else 0
                first, last = (start + at for at in found.span(group))
                if last > end and (self.check is None or self.check(found.group(group))):
                    yield first, last
                    end = last


def as_digits(text: str) -> str:
    """The text with letters in mostly numeric words read as the digits that they look like; of the same length."""

    def told(word: re.Match[str]) -> str:
        letters = word.group()
        count = sum(letter.isdigit() for letter in letters)
        return letters.translate(_DIGITS) if count * 2 >= len(letters.strip(".,;:()")) else letters

    return _TOKEN.sub(told, text)


def _bare(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)


# checks


def _looks_random(text: str) -> bool:
    """Whether a run of letters is no word of any language: digits and letters mixed, and hardly any letter twice."""
    bare = re.sub(r"[\s=]", "", text)
    digits = sum(letter.isdigit() for letter in bare)
    letters = sum(letter.isalpha() for letter in bare)
    if len(bare) < 20 or digits < (2 if len(bare) >= 32 else 3) or letters < 6:
        return False
    if re.fullmatch(r"[0-9a-fA-F-]+", bare.translate(_DIGITS)):
        return False  # a hash, of a commit or a file
    if re.search(r"[a-z]{7,}|[A-Z]{7,}", bare) and len(bare) < 40:
        return False  # words that somebody has put together
    both = bool(re.search(r"[a-z]", bare)) and bool(re.search(r"[A-Z]", bare))
    counts = Counter(bare)
    entropy = -sum(each / len(bare) * log2(each / len(bare)) for each in counts.values())
    return entropy > (3.6 if both else 3.9)


def _is_secret(text: str) -> bool:
    """Whether what stands behind the name of a secret can be one: no word that says there is none, no small number."""
    return (
        not _NO_SECRET.match(text)
        and bool(re.search(r"[\d\W_]|[a-z][A-Z]|.{9}", text))
        and not re.fullmatch(r"[\d.,]{1,6}", text)
    )


def _is_iban(text: str) -> bool:
    from stdnum import iban

    bare = _bare(text).upper()
    fixed = bare[:2] + bare[2:4].translate(_DIGITS) + bare[4:]
    grouped = bool(re.fullmatch(r"[A-Z]{2}\w\w(?:[ ]\w{4}){3,7}(?:[ ]\w{1,4})?", text.strip()))
    return any(iban.is_valid(each) for each in (bare, fixed, fixed[:4] + fixed[4:].translate(_DIGITS))) or (
        grouped and sum(letter.isdigit() for letter in bare) >= 12
    )


def _is_card(text: str) -> bool:
    from stdnum import luhn

    bare = _bare(text)
    if not 13 <= len(bare) <= 19 or bare[0] not in "23456" or len(set(bare)) < 2:
        return False
    return luhn.is_valid(bare) or bool(re.fullmatch(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}", text.strip()))


def _is_phone(text: str) -> bool:
    return 8 <= len(_bare(text)) <= 15 and not re.fullmatch(r"[\d.]+|\d{4}-\d\d-\d\d.*", text)


def _is_address(text: str) -> bool:
    octets = [int(each) for each in text.split(".")]
    harmless = octets[0] in (0, 127, 255) or max(octets) < 10
    return max(octets) < 256 and not harmless


def _is_person(text: str) -> bool:
    """A number of a person with check digits: Poland's, France's, China's, Switzerland's, Germany's."""
    from stdnum.ch import ssn
    from stdnum.cn import ric
    from stdnum.fr import nir
    from stdnum.pl import pesel

    return any(number.is_valid(_bare(text)) for number in (pesel, nir, ric, ssn))


def _either(*forms: str) -> str:
    return f"(?:{'|'.join(forms)})"


_NOT_WORD = r"(?<![A-Za-z0-9])"
_SECRET_NAME = _either(
    r"[\w-]{0,24}(?:api|access|auth|secret|private|client|encryption|signing|account)[ _-]?(?:\w{0,16}[ _-])?(?:key|token|secret)\w{0,16}",
    r"[\w-]{0,24}(?:secret|t[o0]ken|passw(?:[o0]r)?d|passw[o0]rt|passphrase|kennwort|has[łl]o|mot de passe|contraseña)\w{0,16}",
    r"pwd|密码|口令",
)
_NO_SECRET = re.compile(
    r"(?:none|null|true|false|empty|required|optional|not|str|string|wrong|incorrect|invalid|expired|here|yes|no)\b"
    r"|os\.|process\.|env\b|self\.|settings\.|config\.|\$|<|%|\*{3,}|[•…●({\[]",
    re.IGNORECASE,
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
    Pattern("key", _it(_NOT_WORD, _KNOWN_KEYS, _MORE), check=lambda key: len(_bare(key)) >= 14),
    Pattern("token", _it(_NOT_WORD, r"e[yv][JI1l][A-Za-z0-9_-]{10,}(?:[ .]{1,2}[A-Za-z0-9_-]{8,}){0,4}", _MORE)),
    Pattern("token", _it(r"\b[Bb]earer[ :]+(?P<it>[A-Za-z0-9._~+/=-]{12,}", _MORE, ")")),
    Pattern("key", _it(r"\botpauth://\S+", any_case=True)),
    Pattern("password", _it(r"\bWIFI:.*?\bP:(?P<it>[^;]{4,})", any_case=True)),
    Pattern("password", _it(r"://[^\s/:@]{1,40}:(?P<it>[^\s@/]{3,80})@")),
    Pattern(
        "password",
        _it(
            rf"(?<![\w.-]){_SECRET_NAME}[\"']?\s*(?::|=|=>|:=|\bis\b|：)\s*[\"']?",
            r"(?P<it>[^\s\"',;]{4,}(?:[ ](?=\S*\d)[^\s\"',;]{4,})*)",
            any_case=True,
        ),
        check=_is_secret,
    ),
    Pattern("password", _it(r"\bpin(?: code)?\s*[:=]\s*(?P<it>\d{4,8})\b", any_case=True)),
    Pattern("signed address", _it(rf"https?://\S*[?&](?:{_SIGNATURE})=\S{{8,}}", any_case=True)),
    Pattern(
        "e-mail address",
        _it(
            r"(?<![\w@.])(?!git@)[A-Za-z0-9À-ſ._%+-]*[A-Za-z0-9À-ſ][@＠] ?",
            r"[A-Za-z0-9-]+(?: ?\. ?[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b",
        ),
    ),
    Pattern("IBAN", _it(_NOT_WORD, r"[A-Z]{2}[0-9OIl]{2}(?:[ ]?[A-Z0-9]){11,30}(?![A-Za-z0-9])"), check=_is_iban),
    Pattern("card number", _it(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]*\d)"), True, _is_card),
    Pattern("ID number", _it(r"(?<!\d)(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"), True),
    Pattern(
        "ID number",
        _it(r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"),
    ),
    Pattern("ID number", _it(r"(?<![\d.])\d(?:[ .-]?\d){9,16}[\dX](?![\d.]*\d)"), True, _is_person),
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
        _is_phone,
    ),
    Pattern(
        "phone number",
        _it(
            r"(?<![\w.+/-])(?:\(\d{2,5}\) ?\d{2,4}(?:[ -]\d{2,5}){1,4}",
            r"|0\d{2,4}[ /-](?:\d{5,8}|\d{3,5}[ -]\d{2,5}(?:[ -]\d{1,4})*)|\d{3}-\d{3}-\d{4})(?![\w-])",
        ),
        True,
        _is_phone,
    ),
    Pattern(
        "phone number",
        _it(rf"\b(?:{_PHONE_NAME})\w*\.?\s*[:.]?\s*(?P<it>\+?\d(?:[ ()./-]{{0,2}}\d){{6,13}})", any_case=True),
        True,
    ),
    Pattern("IP address", _it(r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"), True, _is_address),
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
        check=_looks_random,
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


@dataclass(frozen=True, slots=True)
class Patterns:
    """What people or an administrator added to the table, and the names of what is no pattern."""

    added: tuple[Pattern, ...] = ()
    wrong: tuple[str, ...] = ()


def patterns_from_plain(plain: object) -> Patterns:
    """Patterns out of a file's `[{"name": …, "pattern": …}]`; anything else there is wrong."""
    if not isinstance(plain, list):
        return Patterns() if plain is None else Patterns(wrong=("patterns",))
    made, wrong = [], []
    for each in plain:
        name = str(each.get("name", "")).strip()[:60] if isinstance(each, dict) else ""
        text = each.get("pattern") if isinstance(each, dict) else None
        try:
            if not name or not isinstance(text, str) or not text:
                raise ValueError
            form = re.compile(text)
            if form.search("") is not None:  # it would match everywhere
                raise ValueError
        except (re.error, ValueError, RecursionError, OverflowError):
            wrong.append(name or "without a name")
        else:
            made.append(Pattern(name, form))
    return Patterns(tuple(made), tuple(wrong))
