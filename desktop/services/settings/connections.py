"""The connections, and which of them the open conversation is asked of."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prompted import connection_of_prompt, is_prompt_lost, prompted
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.errors import StorageError
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.connections.connection_list import ConnectionList, ConversationChoice
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.settings import Settings
from desktop.services.ports.key_store import KeyStore
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


class Connections(QObject):
    """Chooses, adds and removes connections. The settings in force are always those of the one that answers here.

    What is chosen in a conversation holds for it and for new ones; other conversations keep theirs.
    """

    chosen = Signal(ConversationChoice)  # the user has chosen something for the open conversation
    lost = Signal(str)  # the open conversation's connection is gone; the name of the one that answers instead
    removed = Signal(str, str)  # name and host of a connection

    def __init__(self, tasks: Tasks, settings_service: SettingsService, key_store: KeyStore) -> None:
        super().__init__()
        self._tasks = tasks
        self._settings_service = settings_service
        self._key_store = key_store

    @property
    def all(self) -> tuple[Connection, ...]:
        """Every connection: those that a policy gives, then the user's own, in their order."""
        return self._list.connections

    @property
    def current(self) -> Connection:
        """The connection that answers here."""
        return self._layers.connection

    @property
    def may_choose(self) -> bool:
        """True unless the policy says where questions go."""
        return self._layers.may_choose_connection

    @property
    def may_add(self) -> bool:
        """True if the user may have connections of their own."""
        return self.may_choose and self._layers.policy.allows_own_connections

    @property
    def in_force(self) -> ConversationChoice:
        """What the open conversation is asked of now."""
        return replace(self._layers.choice, connection=self.current.id, model=self._settings_service.settings.model)

    def settings_of(self, connection_id: str) -> Settings:
        """Returns the settings that would apply if a connection were chosen."""
        return self._layers.at(connection_id)

    def follow(self, choice: ConversationChoice) -> None:
        """Takes over what a conversation, which is open now, has chosen. `lost` says if its connection is gone."""
        is_lost = bool(choice.connection) and not self._list.has(choice.connection)
        kept = replace(choice, connection="", model="", parameters="") if is_lost else choice
        self._settings_service.take(replace(self._layers, choice=kept))
        if is_lost and self.may_choose:
            self.lost.emit(self.name_of(self.current))

    def choose(self, connection_id: str, model: str = "") -> None:
        """Has a connection answer here and in new conversations, by its own model unless another is named."""
        if not self.may_choose or not self._list.has(connection_id):
            return
        kept = self._layers.choice.parameters if connection_id == self.current.id else ""
        layers = replace(
            self._layers,
            connections=replace(self._own, chosen=connection_id),
            choice=replace(self._layers.choice, connection=connection_id, model="", parameters=kept),
        )
        self._settings_service.take(layers.changed({"model": model}) if model else layers)
        self.chosen.emit(self.in_force)

    def of_prompt(self, prompt: SavedPrompt) -> Connection | None:
        """Returns the connection that a saved prompt names, or None if it names none or it is gone."""
        return connection_of_prompt(prompt, self._list)

    def is_prompt_lost(self, prompt: SavedPrompt) -> bool:
        """Returns True if a saved prompt names a connection that is gone, and the user may choose one."""
        return is_prompt_lost(prompt, self._layers)

    def use_prompt(self, prompt: SavedPrompt) -> None:
        """Has the open conversation go on as a saved prompt says; other conversations keep theirs, and so do new ones.

        What an earlier prompt said holds no longer.
        """
        layers = prompted(self._layers, prompt)
        if layers != self._layers:
            self._settings_service.take(layers)
            self.chosen.emit(self.in_force)

    def leave_prompt(self) -> None:
        """Has the instructions and the detail of a saved prompt hold no longer in the open conversation."""
        self._settings_service.take(replace(self._layers, choice=self._layers.choice.without_prompt))
        self.chosen.emit(self.in_force)

    def set_parameters_here(self, parameters: str) -> None:
        """Sets the parameters of the open conversation; empty are those of its connection."""
        choice = replace(self.in_force, parameters=parameters)
        self._settings_service.take(replace(self._layers, choice=choice))
        self.chosen.emit(choice)

    def add(self, connection: Connection) -> None:
        """Adds a connection, which answers from now on."""
        self.add_unchosen(connection)
        self.choose(connection.id)

    def add_unchosen(self, connection: Connection) -> None:
        """Adds a connection that the user may choose."""
        if self.may_add:
            self._take(self._own.with_connection(connection))

    def remove(self, connection_id: str) -> None:
        """Removes a connection, and its key and headers unless another one has the same origin.

        An answer that is on its way goes on. The only connection stays.
        """
        connection, left = self._list.get(connection_id), self._without(connection_id)
        if left == self._own or connection.id != connection_id or not self.may_choose:
            return
        was_current, values = self.current.id == connection_id, self.settings_of(connection_id)
        name = self.name_of(connection)
        self._take(left)
        if was_current:
            self.choose(self._list.get("").id)
        self.removed.emit(name, values.host)
        if all(self.settings_of(other.id).origin != values.origin for other in self.all):
            self._tasks.run("forget connection", self._forget_secrets(values.origin))

    def name_of(self, connection: Connection) -> str:
        """Returns the user's name for a connection, or the host that it leads to."""
        return connection.values.connection_name or self.settings_of(connection.id).host

    async def _forget_secrets(self, origin: str) -> None:
        def forget() -> None:
            self._key_store.delete(origin)
            self._key_store.save_headers(origin, ())

        try:
            await self._tasks.run_blocking(forget)
        except StorageError as failed:
            self._settings_service.problem_occurred.emit(failed.problem)

    @property
    def _layers(self) -> SettingsLayers:
        return self._settings_service.layers

    @property
    def _list(self) -> ConnectionList:
        return self._layers.listed

    @property
    def _own(self) -> ConnectionList:
        return self._layers.connections

    def _without(self, connection_id: str) -> ConnectionList:
        """Returns the user's own connections without one; the last may go where the policy gives others."""
        if self._own.has(connection_id) and len(self._own.connections) == 1 and self._layers.policy.given_connections:
            return ConnectionList(chosen=self._own.chosen)
        return self._own.without(connection_id)

    def _take(self, connections: ConnectionList) -> None:
        self._settings_service.take(replace(self._layers, connections=connections))
