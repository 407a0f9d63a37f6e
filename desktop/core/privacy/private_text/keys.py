"""Keys and tokens of known services, by their prefixes."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits
from desktop.core.privacy.patterns import KEY_CONTINUES, NOT_WORD, Pattern, either, pattern_of

_KNOWN_KEYS = either(
    r"[sS5][kK][-_](?:[a-z0-9]{2,8}[-_])?[A-Za-z0-9_-]{4,}",
    r"[sr]k[ _](?:live|test)[ _][A-Za-z0-9]{12,}|pk_live_[A-Za-z0-9]{12,}",
    r"gh[pousr][ _][A-Za-z0-9]{16,}|github[ _]pat[ _][A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{12,}",
    r"npm_[A-Za-z0-9]{20,}|hf_[A-Za-z0-9]{20,}|dop_v1_[a-f0-9]{20,}|ya29\.[\w-]{20,}",
    r"xox[abposr]-[A-Za-z0-9-]{10,}|SG\.[A-Za-z0-9_-]{14,}[.\w-]*",
    r"A(?:KI|Kl|K1|SI|Sl|S1)A[A-Z0-9]{14,18}|A[I1l]za[A-Za-z0-9_-]{28,}",
)

KEYS = FindingFamily(
    "keys",
    (
        Pattern(
            "key",
            pattern_of(NOT_WORD, _KNOWN_KEYS, KEY_CONTINUES),
            check=lambda key: len(letters_and_digits(key)) >= 14,
        ),
        Pattern(
            "token",
            pattern_of(NOT_WORD, r"e[yv][JI1l][A-Za-z0-9_-]{10,}(?:[ .]{1,2}[A-Za-z0-9_-]{8,}){0,4}", KEY_CONTINUES),
        ),
        Pattern("token", pattern_of(r"\b[Bb]earer[ :]+(?P<it>[A-Za-z0-9._~+/=-]{12,}", KEY_CONTINUES, ")")),
        Pattern("key", pattern_of(r"\botpauth://\S+", any_case=True)),
    ),
)
