"""E-mail addresses, also with “at” and “dot” in words."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.patterns import Pattern, pattern_of

_NAME = r"[A-Za-z0-9À-ſ_+-][A-Za-z0-9À-ſ._%+-]*"
_AT_WORDS = r"at|arroba|chiocciola|bei|ät|chez|małpa|malpa|apenstaartje|собака|@"
_DOT_WORDS = r"dot|punkt|point|punto|ponto|kropka|punt|точка|\."
_DOMAINS = "com|org|net|edu|gov|io|de|fr|es|it|pl|nl|uk|co|pt|br|ru|ch|at|eu|info|test|example|me|dev|app|jp|cn|in"
_OPEN, _CLOSE = r"\s*[(\[{<]\s*", r"\s*[)\]}>]\s*"

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
        Pattern(
            "e-mail address",
            pattern_of(
                rf"(?<![\w@.]){_NAME}(?:{_OPEN}(?:{_AT_WORDS}){_CLOSE}|\s?[-_]at[-_]\s?|\s@\s)\s?",
                rf"[A-Za-z0-9-]+(?:(?:{_OPEN}(?:{_DOT_WORDS}){_CLOSE}|\s(?:{_DOT_WORDS})\s|\s?\.\s?"
                rf"|\s?[-_]dot[-_]\s?)[A-Za-z0-9-]+)+",
                any_case=True,
            ),
        ),
        Pattern(
            "e-mail address",
            pattern_of(
                rf"(?<![\w@.]){_NAME}\s(?:at|arroba|ät|chiocciola|malpa|małpa|собака)\s[A-Za-z0-9-]+",
                rf"(?:\s(?:dot|punkt|point|punto|ponto|kropka|точка)\s[A-Za-z0-9-]+)*\s(?:dot|punkt|point|punto"
                rf"|ponto|kropka|точка)\s(?:{_DOMAINS})\b",
                any_case=True,
            ),
        ),
        Pattern(
            "e-mail address",
            pattern_of(  # whatever the word between is: OCR drops its letters
                r"(?<![\w@.])[A-Za-zÀ-ſ]{2,}[._][A-Za-zÀ-ſ]{2,}\s?[(\[{]\s?[^\W\d]{1,8}\s?[)\]}]\s?[A-Za-z0-9-]{2,}",
                rf"\s?(?:\.|[(\[{{]\s?\w{{2,6}}\s?[)\]}}])\s?(?:{_DOMAINS})\b",
                any_case=True,
            ),
        ),
    ),
)
