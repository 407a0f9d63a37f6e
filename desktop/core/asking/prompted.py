"""What a saved prompt means for the connection, the model and the instructions of the conversation it is asked in."""

from dataclasses import replace

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.connections.connection_list import ConnectionList
from desktop.core.settings.layers import SettingsLayers


def connection_of_prompt(prompt: SavedPrompt, connections: ConnectionList) -> Connection | None:
    """Returns the connection that a saved prompt names, or else one of that name; None if there is neither."""
    if connections.has(prompt.connection):
        return connections.get(prompt.connection)
    return connections.named(prompt.connection_name) if prompt.connection_name else None


def is_prompt_lost(prompt: SavedPrompt, layers: SettingsLayers) -> bool:
    """Returns True if a saved prompt names a connection that is gone, and the user may choose one."""
    is_named = bool(prompt.connection or prompt.connection_name)
    return is_named and layers.may_choose_connection and connection_of_prompt(prompt, layers.listed) is None


def prompted(layers: SettingsLayers, prompt: SavedPrompt) -> SettingsLayers:
    """Returns the layers in which a conversation goes on as a saved prompt says.

    What an earlier prompt said holds no longer. The policy's connection and model stay.
    """
    choice, current = layers.choice.without_prompt, layers.connection.id
    connection = connection_of_prompt(prompt, layers.listed) if layers.may_choose_connection else None
    if connection is not None:
        kept = choice.parameters if connection.id == current else ""
        choice = replace(choice, connection=connection.id, model="", parameters=kept)
    elif prompt.model:
        choice = replace(choice, connection=current)
    if prompt.model:
        choice = replace(choice, model=prompt.model)
    if prompt.has_ways:
        choice = replace(choice, prompt=prompt.name, instructions=prompt.instructions, detail=prompt.detail)
    return replace(layers, choice=choice)
