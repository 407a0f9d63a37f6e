"""The words for what an import of prompts and connections would change."""

from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _

LONGEST_NAME, LONGEST_VALUE = 60, 400  # letters; chosen
_FIELDS = {
    "words": N_("Prompt"),
    "instructions": N_("Instructions"),
    "connection_name": N_("Connection"),
    "endpoint": N_("Address"),
    "model": N_("Model"),
    "detail": N_("Detail"),
    "parameters": N_("How it answers"),
    "prices": N_("Prices"),
}


def change_label(name: str, is_prompt: bool, is_new: bool) -> str:
    """Returns what a change is about."""
    if is_prompt:
        words = _("New prompt “{name}”") if is_new else _("Prompt “{name}” changes")
    else:
        words = _("New connection “{name}”") if is_new else _("Connection “{name}” changes")
    return words.format(name=untrusted_line(name, LONGEST_NAME))


def change_line(field: str, here: str, there: str, is_new: bool) -> str:
    """Returns a value that a change brings, with what is here unless it is new, as one harmless line."""
    old, new = (untrusted_line(value, LONGEST_VALUE) or _("nothing") for value in (here, there))
    if is_new:
        return _("{field}: {value}").format(field=_(_FIELDS[field]), value=new)
    return _("{field}: {value} · Here: {here}").format(field=_(_FIELDS[field]), value=new, here=old)
