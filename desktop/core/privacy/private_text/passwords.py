"""Passwords and secrets that stand behind their names, and those in addresses and Wi-Fi codes."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.patterns import Pattern, either, pattern_of

SECRET_NAME = either(
    r"[\w-]{0,24}(?:api|access|auth|secret|private|client|encryption|signing|account)[ _-]?(?:\w{0,16}[ _-])?(?:key|token|secret)\w{0,16}",
    r"[\w-]{0,24}(?:secret|t[o0]ken(?!s\b)|p ?a ?s ?s ?w ?(?:[o0] ?r ?)?[dt]|passphrase|kennwort|has[łl]o|mot de passe|contraseña)\w{0,16}",
    r"pwd|密码|口令",
)
"""The name of a secret in several languages, with the letters that OCR confuses."""

_NO_SECRET = re.compile(
    r"(?:none|null|true|false|empty|required|optional|not|str|string|wrong|incorrect|invalid|expired|here|yes|no)\b"
    r"|os\.|process\.|env\b|self\.|settings\.|config\.|\$|<|%|\*{3,}|[•…●({\[]"
    r"|[a-z_.]{3,}[(\[]",  # a call, or a type, in a piece of code
    re.IGNORECASE,
)


def is_secret(text: str) -> bool:
    """Returns True unless the text behind a secret's name says that there is none, is code, or is a small number."""
    return (
        not _NO_SECRET.match(text)
        and bool(re.search(r"[\d\W_]|[a-z][A-Z]|.{9}", text))
        and not re.fullmatch(r"[\d.,]{1,6}", text)
    )


PASSWORDS = FindingFamily(
    "passwords",
    (
        Pattern("password", pattern_of(r"\bWIFI:.*?\bP:(?P<it>[^;]{4,})", any_case=True)),
        Pattern("password", pattern_of(r"://[^\s/:@]{1,40}:(?P<it>[^\s@/]{3,80})@")),
        Pattern(
            "password",
            pattern_of(
                rf"(?<![\w.-]){SECRET_NAME}[\"']?\s*(?:=>|:=|[:=：]|\b(?:is|ist|lautet|est|jest)\b\s*[:：]?)\s*[\"']?",
                r"(?P<it>[^\s\"',;]{4,}(?:[ ](?=\S*\d)[^\s\"',;]{4,})*)",
                any_case=True,
            ),
            check=is_secret,
        ),
        Pattern("password", pattern_of(r"\b(?:PIN|TAN|CV[VC]2?)\s*[:=]?\s*(?P<it>\d{3,8})\b")),
        Pattern("password", pattern_of(r"\bpin(?: code)?\s*[:=]\s*(?P<it>\d{4,8})\b", any_case=True)),
    ),
)
