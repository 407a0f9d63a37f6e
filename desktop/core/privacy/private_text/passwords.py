"""Passwords and secrets that stand behind their names, and those in addresses and Wi-Fi codes."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.labels.secret_names import ABOUT_A_SECRET, SECRET_NAME
from desktop.core.privacy.labels.values import is_mixed, is_secret
from desktop.core.privacy.patterns import Pattern, pattern_of
from desktop.core.privacy.private_text.paired_lines import secrets_under_their_names

_RANDOM = r"\s*[\"']?(?!\d{4}-|\d+[a-z]{1,7}\b|(?:[a-z]+-)+\d{1,4}\b)(?=[^\s\"',;]*\d)(?=[^\s\"',;]*[a-z])[^\s\"',;/.:]{7,}(?![/.:])"
"""A value of letters and digits, which is a secret whatever its name says: no date, time, path or version."""

_NO_SECRET_NAMED = pattern_of(
    rf"[\w.-]*{ABOUT_A_SECRET}[\"']?\s*(?:=>|:=|[:=])(?!{_RANDOM})"
    r"|[\w-]*(?:t[o0]ken|key)\w*[\"']?\s*(?:[:=]|=>|is|ist|est)\s*[\"']?(?:[A-Za-z_.]+[):,;\]]*|#[0-9a-f]{3,8})$",
    any_case=True,
)
"""A name of what is told about a secret, or a key's name before another name, as in code: a variable, or a type."""

_PASS = (
    r"(?:[\w.]{0,24}[_.]pass|[\"']pass(?=[\"'])"
    r"|(?:db|ssh|smtp|imap|ftp|mail|user|root|admin|sudo|become|proxy|key|store|auth|login)pass)(?![a-z])"
)
"""The short form of a password's name, which needs something before it: a boarding pass is none."""


def _is_no_measure(text: str) -> bool:
    return is_secret(text) and not re.fullmatch(r"[\d.,]+[A-Za-z%]{0,3}", text)


PASSWORDS = FindingFamily(
    "passwords",
    (
        Pattern("password", pattern_of(r"\bWIFI:.*?\bP:(?P<it>[^;]{4,})", any_case=True)),
        Pattern("password", pattern_of(r"://[^\s/:@]{0,40}:(?P<it>[^\s@/]{3,80})@")),
        Pattern(
            "password",
            pattern_of(
                rf"(?<![\w.-]){SECRET_NAME}[\"']?\s*(?:=>|:=|[:=：]|\b(?:is|ist|lautet|est|jest)\b\s*[:：]?)\s*[\"']?",
                r"(?P<it>[^\s\"',;]{4,}(?:[ ](?=\S*\d)[^\s\"',;]{4,})*)",
                any_case=True,
            ),
            check=is_secret,
            unless=_NO_SECRET_NAMED,
        ),
        Pattern(
            "password",
            pattern_of(
                rf"(?<![\w.-]){_PASS}[\"']?\]?\s*(?:=>|:=|[:=])\s*[\"']?(?P<it>[^\s\"',;]{{4,}})",
                any_case=True,
            ),
            check=_is_no_measure,
        ),
        Pattern(
            "password",
            pattern_of(
                r"(?:^|[,;|/] ?|\s{2,}|(?i:user\w*|login|name|id) ?[:=] ?\S+ )[Pp]ass ?[:=] ?(?P<it>[^\s\"',;]{6,})"
            ),
            check=is_mixed,
        ),
        Pattern(
            "password",
            pattern_of(
                rf"(?<![\w.-]){SECRET_NAME}[\"']?\s*/?>?\s*(?:</\w+>)?\s*<(?:string|value)>(?P<it>[^<\s]{{4,}})",
                any_case=True,
            ),
            check=is_secret,
        ),
        Pattern(
            "password",
            pattern_of(
                rf"(?<![\w.-]){SECRET_NAME} (?:for|of|to|f[uü]r|zum|zur|vom|de|del|du|do|voor|til) [^.:;=!?]{{1,40}}?",
                r"(?:\b(?:is|ist|lautet|est|es|jest|är|er|é|è)\b\s*[:：]?|[:：])\s*[\"“„'«]?(?P<it>[^\s\"',;”»]{6,})",
                any_case=True,
            ),
            check=is_mixed,
        ),
        Pattern(
            "password",
            pattern_of(
                r"(?P<it>[^\s\"'“”„»«,;()]{6,})[\"'”“»]? (?:as|als|comme|como|come|jako) (?:\w+ )?",
                r"(?:password|passcode|passwort|kennwort|mot de passe|contrase[nñ]a|senha|has[łl]o|wachtwoord)\b",
                any_case=True,
            ),
            check=is_mixed,
        ),
        Pattern(
            "password",
            pattern_of(
                r"\b(?:log ?in|sign ?in|log on|credentials?|logins?|anmelden|zugang|zugangsdaten)\b[^/:]{0,20}?[: ] ?",
                r"[\w.@+-]{2,40} ?[/:|] ?(?P<it>[^\s\"',;]{6,})",
                any_case=True,
            ),
            check=is_mixed,
        ),
        Pattern("password", pattern_of(r"\b(?:PIN|TAN|CV[VC]2?)\s*[:=]?\s*(?P<it>\d{3,8})\b")),
        Pattern("password", pattern_of(r"\bpin(?: code)?\s*[:=]\s*(?P<it>\d{4,8})\b", any_case=True)),
    ),
    in_block=secrets_under_their_names,
)
