"""What is said about a saved prompt before it is asked: where it goes, and if that is possible."""

from desktop.core.asking.saved_prompts import LONGEST_NAME, SavedPrompt
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _


def where_words(prompt: SavedPrompt) -> str:
    """Returns the connection and the model that a prompt names, as one line; empty if it names none."""
    names = (untrusted_line(name, LONGEST_NAME) for name in (prompt.connection_name, prompt.model) if name)
    return " · ".join(names)


def about_prompt(prompt: SavedPrompt) -> str:
    """Returns the text of a prompt, and where it goes if it says so."""
    where = where_words(prompt)
    asks = _("Asks {where}").format(where=where)
    return f"{prompt.words}\n{asks}" if where else prompt.words


def lost_words(prompt: SavedPrompt) -> str:
    """Returns the sentences about a prompt whose connection is gone."""
    words = _(
        "The prompt “{name}” asks the connection “{connection}”, which is not there any more. Choose another one for "
        "it, or add the connection again."
    )
    names = {"name": prompt.name, "connection": prompt.connection_name or prompt.connection}
    return words.format(**{key: untrusted_line(name, LONGEST_NAME) for key, name in names.items()})


def removed_name(name: str) -> str:
    """Returns the words for a connection that is gone, where connections are listed."""
    return _("{name} (removed)").format(name=untrusted_line(name, LONGEST_NAME))


def edit_label() -> str:
    """Returns the offer to open the saved prompts."""
    return _("Edit prompts…")
