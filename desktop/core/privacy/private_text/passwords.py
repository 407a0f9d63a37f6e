"""Passwords and secrets that stand behind their names, and those in addresses and Wi-Fi codes."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.labels.secret_names import SECRET_NAME
from desktop.core.privacy.labels.values import is_mixed, is_secret
from desktop.core.privacy.patterns import Pattern, pattern_of

_NAME_OF_A_KEY = pattern_of(
    r"[\w-]*(?:t[o0]ken|key)\w*[\"']?\s*(?:[:=]|=>|is|ist|est)\s*[\"']?(?:[A-Za-z_.]+[):,;\]]*|#[0-9a-f]{3,8})$",
    any_case=True,
)
"""A key's name before another name, as in code: a variable, or a type."""

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
            unless=_NAME_OF_A_KEY,
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
                r"\b(?:log ?in|sign ?in|log on|credentials?|logins?|anmelden|zugang|zugangsdaten)\b[^/:]{0,20}?[: ]",
                r"[\w.@+-]{2,40} ?[/:|] ?(?P<it>[^\s\"',;]{6,})",
                any_case=True,
            ),
            check=is_mixed,
        ),
        Pattern("password", pattern_of(r"\b(?:PIN|TAN|CV[VC]2?)\s*[:=]?\s*(?P<it>\d{3,8})\b")),
        Pattern("password", pattern_of(r"\bpin(?: code)?\s*[:=]\s*(?P<it>\d{4,8})\b", any_case=True)),
    ),
)
