"""The words beside the field for questions: who answers, where that is, and until when."""

from datetime import date

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import day_in_words


def computer_button() -> str:
    """Returns the label of the button if this computer answers."""
    return _("This computer ▾")


def computer_about() -> str:
    """Returns what that means, beside the button."""
    return _("text only, nothing is sent")


def computer_entry() -> str:
    """Returns both, as an entry of the menu."""
    return _("This computer   text only, nothing is sent")


def computer_spoken() -> tuple[str, str]:
    """Returns the name of the button for screen readers, and its tooltip."""
    return _("Model: text recognition on this computer"), _("Nothing is sent.")


def model_spoken(model: str, connection: str) -> str:
    """Returns the name of the button if a model answers."""
    return _("Model: {model} at {connection}").format(model=model, connection=connection)


def answerer_facts(name: str, variable: str, last_day: date | None) -> str:
    """Returns the connection, the variable that set it, and the last day of the model."""
    parts = [name]
    if variable:
        parts.append(_("from {variable}").format(variable=variable))
    if last_day is not None:
        parts.append(_("retires {day}").format(day=day_in_words(last_day)))
    return " · ".join(parts)


def only_here(parameters: str) -> str:
    """Returns what holds in this conversation alone."""
    return _("Only here: {parameters}").format(parameters=parameters)


def reset_entry(parameters: str) -> str:
    """Returns the entry that takes it back."""
    return _("Only here: {parameters} · Reset").format(parameters=parameters)


def other_models_entry() -> str:
    """Returns the entry that leads to where further models are found."""
    return _("Other models…")


def switch_label(model: str) -> str:
    """Returns the offer to use the successor of a model."""
    return _("Switch to {model}").format(model=model)
