"""The words about connections: servers that were found, connections that are gone, and the welcome."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def fill_in_address() -> str:
    """Returns what a new connection still needs."""
    return _("Put your own resource into the address, then save your key.")


def looking() -> str:
    """Returns that servers are being looked for."""
    return _("Looking for servers on this computer…")


def servers_added(count: int) -> str:
    """Returns how many servers were found."""
    return counted("{count} server found and added.", "{count} servers found and added.", count)


def no_other_server() -> str:
    """Returns that all that answer are known."""
    return _("Found no servers that aren't in the list.")


def has_no_model(server: str) -> str:
    """Returns that a server could answer nothing."""
    return _("{server} is running but has no model.").format(server=server)


def no_server() -> str:
    """Returns that none answers."""
    return _("No server answers on this computer at the usual ports (11434, 1234, 8080).")


def connection_removed(answerer: str) -> str:
    """Returns that a conversation's connection is gone, and who answers instead."""
    words = _("The connection that this conversation used was removed. {connection} answers now.")
    return words.format(connection=answerer)


def removed_while_answering(name: str, other: str) -> str:
    """Returns that a connection went while its answer came, and which one is asked next."""
    words = _("The connection “{name}” was removed while it answered. Your next question goes to {other}.")
    return words.format(name=name, other=other)


def nothing_leaves() -> str:
    """Returns the promise that stands where a conversation is empty."""
    return _("Nothing leaves this computer until you press Ask.")


def looking_for_first() -> str:
    """Returns that the programs are being looked for that most people use."""
    return _("Looking for Ollama and LM Studio on this computer…")


def connected(server: str, model: str) -> str:
    """Returns who answers from now on."""
    return _("Connected to {server}, using {model}.").format(server=server, model=model)


def download_model(server: str) -> str:
    """Returns that a server has no model, and what to do."""
    words = _("{server} is running but has no model. Download one that sees pictures there, then try again.")
    return words.format(server=server)


def none_running() -> str:
    """Returns that none of the programs runs, and what to do."""
    return _("Can't find Ollama or LM Studio running here. Start one, then try again.")
