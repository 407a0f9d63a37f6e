"""The sentences about mistakes in an administrator's policy."""

from typing import Any, get_args, get_type_hints

from desktop.core.settings.policy import MistakeReason, PolicyMistake, PolicyReport
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import untrusted_line

MOST_NAMED = 4  # mistakes; the others are counted
_UNTIL_THEN = {
    "private_text": "what looks private has to be covered",
    "keep_history": "no history is kept",
    "keep_originals": "no originals are kept",
    "open_heic": "HEIC pictures are refused",
    "daily_limit_usd": "nothing that costs money is sent",
    "monthly_limit_usd": "nothing that costs money is sent",
    "endpoint": "nothing is sent",
    "model": "nothing is sent",
}
"""By field name, the effect of a setting that a policy sets to something that cannot be used."""


def policy_message(report: PolicyReport) -> str:
    """Returns sentences that name each mistake with its line, and say whom to tell."""
    named = [_mistake(mistake) for mistake in report.mistakes[:MOST_NAMED]]
    more = len(report.mistakes) - len(named)
    named += [f"and {more} more"] if more else []
    return (
        f"Not all that your administrator has set (“{untrusted_line(report.name, 80)}”) can be used: "
        f"{'; '.join(named)}. The rest holds. Tell your administrator."
    )


def _mistake(mistake: PolicyMistake) -> str:
    name = f"“{untrusted_line(mistake.name, 40)}” in line {mistake.line}"
    until_then = f", and until it is mended {_UNTIL_THEN[mistake.field]}" if mistake.field in _UNTIL_THEN else ""
    match mistake.reason:
        case MistakeReason.UNKNOWN:
            return f"{name} is not known to this version of Askance"
        case MistakeReason.VALUE:
            return f"{name} must be {_wanted(mistake.field)}{until_then}"
        case MistakeReason.TWICE:
            return f"{name} stands there twice{until_then}"
        case MistakeReason.SPELLING:
            return f"{name} is misspelled, but was understood"
        case MistakeReason.PLACE:
            return f"{name} belongs inside “settings”, but was understood"


def _wanted(field: str) -> str:
    """Returns the words for the values that a setting can have."""
    if field == "endpoint":
        return "the address of a server, without a name and a password"
    kind: Any = get_type_hints(Settings).get(field)
    choices = [f"“{choice}”" for choice in get_args(kind)]
    if choices:
        return f"{', '.join(choices[:-1])} or {choices[-1]}"
    names: dict[Any, str] = {bool: "true or false", float: "an amount of US dollars", str: "a text"}
    return names.get(kind, "a list")
