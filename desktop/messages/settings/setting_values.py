"""The words for the values of settings, in the settings window and wherever a value is named."""

from typing import Any

from desktop.core.settings.values.proxy import BY_SYSTEM, WITHOUT
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.formatting import money, percent
from desktop.messages.language.catalogue import N_, _, pgettext
from desktop.messages.language.choice import LANGUAGES

_CHOICES = {
    "answers": {
        "auto": N_("Automatic"),
        "endpoint": N_("Always the AI service"),
        "computer": N_("This computer: text only, nothing is sent"),
    },
    "credential": {
        "any": N_("Any place"),
        "user": N_("What users give"),
        "key_store": N_("The system's key store"),
        "environment": N_("The environment"),
        "helper": N_("A program of your organisation"),
    },
    "private_text": {"warn": N_("Warn me"), "insist": N_("Block until covered"), "off": N_("Off")},
    "announced": {
        "few": N_("Only what waits for me, has ended or failed"),
        "usual": N_("Answers and marks, too"),
        "all": N_("Everything: what Enter would send, and progress, too"),
    },
    "unfound": {"auto": N_("In pictures with much text"), "always": N_("Always"), "never": N_("Off")},
    "proxy": {BY_SYSTEM: N_("As the system"), WITHOUT: N_("None: always connect directly")},
    "theme": {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")},
    "language": {"system": N_("As the system")},
    "detail": {"auto": N_("Auto"), "low": N_("Low"), "high": N_("High"), "original": N_("Original")},
}
"""Values by the field name of their setting. A proxy can also be an address; languages have their own names."""

LONGEST = 80


def choices_in_words(name: str) -> tuple[tuple[str, str], ...]:
    """Returns the values of the setting with that field name, each with its words."""
    return tuple((value, _(words)) for value, words in _CHOICES[name].items())


def value_in_words(name: str, value: Any) -> str:
    """Returns a value of the setting with that field name as one harmless line: “on”, “none”, “$5.00”, a choice."""
    if isinstance(value, str) and value in _CHOICES.get(name, {}):
        return _(_CHOICES[name][value])
    if name == "language" and value in LANGUAGES:
        return LANGUAGES[value]
    if name == "text_size":
        return percent(int(value) / 100)
    if isinstance(value, bool):
        return pgettext("a setting", "on") if value else pgettext("a setting", "off")
    if isinstance(value, tuple):
        return untrusted_line(", ".join(value), LONGEST) or pgettext("a setting", "none")
    if isinstance(value, float):
        return money(value) if value else pgettext("a setting", "none")
    return untrusted_line(value, LONGEST) or pgettext("a setting", "none")


def destination_words(url: str, variable: str = "") -> str:
    """Returns the sentence about the whole URL that is called; `variable` of the environment names it, if any does."""
    if variable:
        return _("Questions go to {url}, from {variable}.").format(url=url, variable=variable)
    return _("Questions go to {url}.").format(url=url)
