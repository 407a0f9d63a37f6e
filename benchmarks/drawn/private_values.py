"""Invented private values: random, with the check digits that their kinds have."""

import random
import string
from collections.abc import Callable

from stdnum import luhn
from stdnum.iso7064 import mod_97_10

_ALNUM = string.ascii_letters + string.digits
_NAMES = ("anna", "ben", "maria.keller", "j.kowalski", "li.wei", "carlos", "sofia", "yuki.tanaka", "emma", "paul.roux")
_HOSTS = ("acme-corp.test", "example.com", "mail.example", "firma.example", "shop.test")


def _of(alphabet: str, count: int, chance: random.Random) -> str:
    return "".join(chance.choice(alphabet) for _ in range(count))


def _password(chance: random.Random) -> str:
    word = chance.choice(("Kite", "Lamp", "Sommer", "Harbour", "Pierre", "Zima", "Luna", "Tiger"))
    return f"{word}{chance.choice('-#!_+')}{chance.randrange(1000, 9999)}{_of(string.ascii_letters, 3, chance)}"


def _key(chance: random.Random) -> str:
    return chance.choice(
        (
            f"sk-proj-{_of(_ALNUM, 40, chance)}",
            f"ghp_{_of(_ALNUM, 36, chance)}",
            f"AKIA{_of(string.ascii_uppercase + '234567', 16, chance)}",
            f"glpat-{_of(_ALNUM, 20, chance)}",
            f"xoxb-{_of(string.digits, 12, chance)}-{_of(_ALNUM, 24, chance)}",
            f"AIza{_of(_ALNUM, 35, chance)}",
            f"sk_live_{_of(_ALNUM, 24, chance)}",
            f"shpat_{_of('0123456789abcdef', 32, chance)}",
            f"dop_v1_{_of('0123456789abcdef', 64, chance)}",
            f"hf_{_of(_ALNUM, 34, chance)}",
        )
    )


def _card(chance: random.Random) -> str:
    number = "4" + _of(string.digits, 14, chance)
    number += luhn.calc_check_digit(number)
    return " ".join(number[at : at + 4] for at in range(0, 16, 4))


def _iban(chance: random.Random) -> str:
    account = _of(string.digits, 18, chance)
    number = f"DE{mod_97_10.calc_check_digits(account + 'DE')}{account}"
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _born(chance: random.Random) -> str:
    return f"{chance.randrange(10, 28)}.{chance.randrange(10, 13)}.{chance.randrange(1940, 2005)}"


VALUES: dict[str, Callable[[random.Random], str]] = {
    "password": _password,
    "key": _key,
    "e-mail address": lambda chance: f"{chance.choice(_NAMES)}@{chance.choice(_HOSTS)}",
    "card number": _card,
    "IBAN": _iban,
    "phone number": lambda chance: (
        f"+{chance.choice(('49', '33', '44', '48', '34'))}"
        f" {_of('123456789', 3, chance)} {_of(string.digits, 7, chance)}"
    ),
    "date of birth": _born,
    "ID number": lambda chance: f"{_of('CFGHJKLMNPRTVWXYZ', 1, chance)}{_of(string.digits, 8, chance)}",
    "bank account number": lambda chance: _of("123456789", 10, chance),
    "one-time code": lambda chance: f"{chance.randrange(100, 999)} {chance.randrange(100, 999)}",
    "IP address": lambda chance: (
        f"{chance.randrange(11, 99)}.{chance.randrange(100, 254)}"
        f".{chance.randrange(20, 99)}.{chance.randrange(12, 250)}"
    ),
    "MAC address": lambda chance: ":".join(f"{chance.randrange(16, 250):02x}" for _ in range(6)),
}
"""Makes a value of a family."""

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "password": "Password",
        "date of birth": "Date of birth",
        "ID number": "Passport No.",
        "bank account number": "Account number",
        "one-time code": "Verification code",
        "phone number": "Phone",
        "card number": "Card number",
    },
    "de": {
        "password": "Passwort",
        "date of birth": "Geburtsdatum",
        "ID number": "Ausweisnummer",
        "bank account number": "Kontonummer",
        "one-time code": "Bestätigungscode",
        "phone number": "Telefon",
        "card number": "Kartennummer",
    },
    "fr": {
        "password": "Mot de passe",
        "date of birth": "Date de naissance",
        "ID number": "Passeport",
        "bank account number": "Numéro de compte",
        "one-time code": "Code de vérification",
        "phone number": "Téléphone",
        "card number": "Numéro de carte",
    },
    "es": {
        "password": "Contraseña",
        "date of birth": "Fecha de nacimiento",
        "ID number": "Pasaporte",
        "bank account number": "Número de cuenta",
        "one-time code": "Código de verificación",
        "phone number": "Teléfono",
        "card number": "Número de tarjeta",
    },
    "pt": {
        "password": "Senha",
        "date of birth": "Data de nascimento",
        "ID number": "Passaporte",
        "bank account number": "Número da conta",
        "one-time code": "Código de verificação",
        "phone number": "Telefone",
        "card number": "Número do cartão",
    },
    "it": {
        "password": "Password",
        "date of birth": "Data di nascita",
        "ID number": "Passaporto",
        "bank account number": "Numero di conto",
        "one-time code": "Codice di verifica",
        "phone number": "Telefono",
        "card number": "Numero carta",
    },
    "pl": {
        "password": "Hasło",
        "date of birth": "Data urodzenia",
        "ID number": "Nr paszportu",
        "bank account number": "Numer konta",
        "one-time code": "Kod weryfikacyjny",
        "phone number": "Telefon",
        "card number": "Numer karty",
    },
    "nl": {
        "password": "Wachtwoord",
        "date of birth": "Geboortedatum",
        "ID number": "Paspoort",
        "bank account number": "Rekeningnummer",
        "one-time code": "Verificatiecode",
        "phone number": "Telefoon",
        "card number": "Kaartnummer",
    },
    "sv": {
        "password": "Lösenord",
        "date of birth": "Födelsedatum",
        "ID number": "Personnummer",
        "bank account number": "Kontonummer",
        "one-time code": "Engångskod",
        "phone number": "Telefon",
        "card number": "Kortnummer",
    },
    "cs": {
        "password": "Heslo",
        "date of birth": "Datum narození",
        "ID number": "Číslo pasu",
        "bank account number": "Číslo účtu",
        "one-time code": "Ověřovací kód",
        "phone number": "Telefon",
        "card number": "Číslo karty",
    },
}
"""Labels by language and family; a family without one stands beside a word of no meaning."""
