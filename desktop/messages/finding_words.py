"""Names of findings, and findings counted by name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.core.privacy.findings import BARCODE_ADDRESS, NAME_SEPARATOR, Finding
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _, plural_forms
from desktop.messages.language.locale_forms import counted, number

_COUNTED = {
    "IBAN": plural_forms("an IBAN", "{count} IBANs"),
    "ID number": plural_forms("an ID number", "{count} ID numbers"),
    "IP address": plural_forms("an IP address", "{count} IP addresses"),
    "MAC address": plural_forms("a MAC address", "{count} MAC addresses"),
    "bank account number": plural_forms("a bank account number", "{count} bank account numbers"),
    "card number": plural_forms("a card number", "{count} card numbers"),
    "date of birth": plural_forms("a date of birth", "{count} dates of birth"),
    "e-mail address": plural_forms("an e-mail address", "{count} e-mail addresses"),
    "face": plural_forms("a face", "{count} faces"),
    "key": plural_forms("a key", "{count} keys"),
    "licence key": plural_forms("a license key", "{count} license keys"),
    "location": plural_forms("a location", "{count} locations"),
    "number plate": plural_forms("a license plate", "{count} license plates"),
    "one-time code": plural_forms("a one-time code", "{count} one-time codes"),
    "password": plural_forms("a password", "{count} passwords"),
    "phone number": plural_forms("a phone number", "{count} phone numbers"),
    "private key": plural_forms("a private key", "{count} private keys"),
    "recovery code": plural_forms("a recovery code", "{count} recovery codes"),
    "postal address": plural_forms("a postal address", "{count} postal addresses"),
    "recovery phrase": plural_forms("a recovery phrase", "{count} recovery phrases"),
    "session cookie": plural_forms("a session cookie", "{count} session cookies"),
    "signed address": plural_forms("a signed link", "{count} signed links"),
    "token": plural_forms("a token", "{count} tokens"),
}
"""By the names in core; a pattern that somebody has added is called as they call it."""
_LABELS = {
    "IBAN": N_("IBAN"),
    "ID number": N_("ID number"),
    "IP address": N_("IP address"),
    "MAC address": N_("MAC address"),
    "bank account number": N_("Bank account number"),
    "card number": N_("Card number"),
    "date of birth": N_("Date of birth"),
    "e-mail address": N_("E-mail address"),
    "face": N_("Face"),
    "key": N_("Key"),
    "licence key": N_("License key"),
    "location": N_("Location"),
    "number plate": N_("License plate"),
    "one-time code": N_("One-time code"),
    "password": N_("Password"),
    "phone number": N_("Phone number"),
    "private key": N_("Private key"),
    "recovery code": N_("Recovery code"),
    "postal address": N_("Postal address"),
    "recovery phrase": N_("Recovery phrase"),
    "session cookie": N_("Session cookie"),
    "signed address": N_("Signed link"),
    "token": N_("Token"),
}
"""The same kinds where they stand alone, by a place on the picture or in a menu."""

_TEXTS = {
    "text that gives orders": N_("text that instructs an AI"),
    "text that is hardly visible": N_("nearly invisible text"),
    "very small text": N_("very small text"),
    "text unlike the picture": N_("text of a page that differs from what is seen on it"),
    "picture that could not be looked through": N_("a picture that couldn't be checked"),
    "unread": N_("text in a script that is not read here"),
    "unread place": N_("a place that was not read"),
    "text that could not be checked": N_("text that couldn't be checked"),
}
LONGEST_NAME = 80


def private_kinds() -> tuple[tuple[str, str], ...]:
    """Returns the kinds of private text that are known, each by its name in core and its label: “Card number”."""
    return tuple((name, _(label)) for name, label in _LABELS.items())


def finding_name(finding: Finding) -> str:
    """Returns the name of one finding: “a card number”."""
    return _counted(finding.name, 1)


def finding_label(finding: Finding) -> str:
    """Returns what stands beside one finding on the picture: “Card number”; a user's own name as it is."""
    if finding.name in _LABELS:
        return _(_LABELS[finding.name])
    return finding_name(finding)


def summarize_findings(findings: Sequence[Finding]) -> str:
    """Returns the findings counted by name: “2 e-mail addresses, a key”."""
    return summarize_names(finding.name for finding in findings)


def summarize_names(names: Iterable[str]) -> str:
    """Returns names of findings, as `core/privacy/findings.py` has them, counted."""
    return ", ".join(_counted(name, count) for name, count in Counter(names).items())


def countable_names() -> tuple[str, ...]:
    """Returns the names of the kinds of private text that are found without patterns of the user's."""
    return tuple(_COUNTED)


def summarize_joined(names: str) -> str:
    """Returns names of findings, as `joined_names` has put them into a problem, counted."""
    return summarize_names(names.split(NAME_SEPARATOR))


def _counted(name: str, count: int) -> str:
    if name in _COUNTED:
        return counted(*_COUNTED[name], count)
    shown = untrusted_line(name, LONGEST_NAME)
    if name in _TEXTS:
        shown = _(_TEXTS[name])
    elif name.startswith(BARCODE_ADDRESS):
        shown = _("a link in a {kind} code").format(kind=untrusted_line(name.removeprefix(BARCODE_ADDRESS), 20))
    return shown if count == 1 else _("{count}× {name}").format(count=number(count), name=shown)
