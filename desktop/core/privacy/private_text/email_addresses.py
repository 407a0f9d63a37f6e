"""E-mail addresses."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.patterns import Pattern, pattern_of

EMAIL_ADDRESSES = FindingFamily(
    "e-mail addresses",
    (
        Pattern(
            "e-mail address",
            pattern_of(
                r"(?<![\w@.])(?!git@)[A-Za-z0-9À-ſ._%+-]*[A-Za-z0-9À-ſ][@＠] ?",
                r"[A-Za-z0-9-]+(?: ?\. ?[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b",
            ),
        ),
    ),
)
