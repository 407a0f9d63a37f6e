"""The words for the values of settings, in the settings window and wherever a value is named."""

from typing import Any

from desktop.core.settings.proxy import BY_SYSTEM, WITHOUT
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.formatting import money

ANSWERS = (
    ("auto", "The endpoint, or this computer while there is no key"),
    ("endpoint", "The endpoint, always"),
    ("computer", "This computer: text only, nothing is sent"),
)
PRIVATE_TEXT = (
    ("warn", "Point it out before asking"),
    ("insist", "Send nothing before it is covered"),
    ("off", "Do not look for it"),
)
UNFOUND = (
    ("auto", "Mark what is not in the picture, where it has much text"),
    ("always", "Always mark what is not in the picture"),
    ("never", "Do not mark it"),
)
PROXY = ((BY_SYSTEM, "As the system says"), (WITHOUT, "None: always connect directly"))
"""The proxy can also be an address."""

_CHOICES = {"answers": dict(ANSWERS), "private_text": dict(PRIVATE_TEXT), "unfound": dict(UNFOUND)}
LONGEST = 80


def value_in_words(name: str, value: Any) -> str:
    """Returns a value of the setting with that field name as one harmless line: “on”, “none”, “$5.00”, a choice."""
    if name == "proxy" and value in dict(PROXY):
        return dict(PROXY)[value]
    if name in _CHOICES:
        return _CHOICES[name].get(value, "none")
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return money(value) if value else "none"
    return untrusted_line(value, LONGEST) or "none"


def destination_words(url: str, variable: str = "") -> str:
    """Returns the sentence about the whole URL that is called; `variable` of the environment names it, if any does."""
    return f"Questions go to {url}, from {variable}." if variable else f"Questions go to {url}."
