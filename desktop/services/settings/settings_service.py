"""The settings in force, and the status of the key for their endpoint, but not the key itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.connections.connection_list import LIST_NAMES
from desktop.core.settings.endpoint import origin_of
from desktop.core.settings.environment import NO_ENDPOINT, EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.settings import FIELDS, Settings, in_force
from desktop.services.ports.key_store import KeyStore, StoredKey
from desktop.services.settings.key_status import KeyStatus
from desktop.services.tasks import Tasks


class SettingsService(QObject):
    """Owner of the settings, and the window's only way to the key store.

    `stored` is the content of the settings file; `write` stores it again and raises StorageError. `environment` is the
    endpoint that applies until one is chosen.
    """

    changed = Signal(Settings)
    key_changed = Signal(KeyStatus)
    policy_changed = Signal(Policy)  # after the settings that it changes
    problem_occurred = Signal(Problem)  # a setting or a key could not be stored

    def __init__(
        self,
        tasks: Tasks,
        key_store: KeyStore,
        stored: dict[str, Any],
        write: Callable[[dict[str, Any]], None],
        policy: Policy = NO_POLICY,
        environment: EnvironmentEndpoint = NO_ENDPOINT,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._key_task = tasks.slot("key")
        self._key_store = key_store
        self._write = write
        self._layers = SettingsLayers.of_plain(stored, environment, policy)
        self._settings, self._for_question = self._layers.in_force, self._layers.for_question
        self._unknown = {name: value for name, value in stored.items() if name not in FIELDS.keys() | LIST_NAMES}
        self._status = KeyStatus(self._settings.host, origin=self._settings.origin)

    @property
    def policy(self) -> Policy:
        return self._layers.policy

    @property
    def endpoint_variable(self) -> str:
        """The environment variable that the endpoint comes from; empty if it comes from elsewhere."""
        return self._layers.endpoint_variable

    @property
    def variable_problem(self) -> Problem | None:
        """The problem of an environment variable that should name the endpoint and names none; None if all is well."""
        return self._layers.variable_problem

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def effective(self) -> Settings:
        """The settings for a question: this computer answers instead of an endpoint that lacks its key.

        The key is assumed to exist until that is known, and while the key store does not answer.
        """
        status = self._status
        return in_force(self._for_question, bool(status.source) or not status.known or status.problem is not None)

    def proxy(self) -> str:
        """Returns the setting of the proxy, for what connects."""
        return self._settings.proxy

    @property
    def is_answerer_known(self) -> bool:
        """True if it is known whether an endpoint or this computer answers, without asking the key store."""
        settings = self._settings
        return settings.answers != "auto" or not settings.capabilities.needs_key or self._status.known

    @property
    def needs_choice(self) -> bool:
        """True if the user has not chosen yet what answers, as far as that is known without the key store."""
        settings = self._settings
        if {"answers", "endpoint"} & self.policy.locked:
            return False
        keyless = settings.answers == "auto" and settings.capabilities.needs_key and not self._status.source
        return keyless and not self._key_store.known_without_store(settings.origin, settings.endpoint_found)

    @property
    def key_status(self) -> KeyStatus:
        return self._status

    def change(self, **values: Any) -> None:
        """Changes settings and stores them. Those that a policy locks are left alone.

        An endpoint is one that the user gave, unless `endpoint_found` comes with it.
        """
        self.take(self._layers.changed(values))

    @property
    def layers(self) -> SettingsLayers:
        """The settings by origin, with every connection."""
        return self._layers

    def take(self, layers: SettingsLayers, may_store: bool = True) -> None:
        """Takes other layers in the place of those in force, and stores what belongs into the file, if it may."""
        before, self._layers = self._layers, layers
        if layers == before:
            return
        endpoint = self._settings.origin, self._settings.endpoint_found
        self._settings, self._for_question = layers.in_force, layers.for_question
        is_another = endpoint != (self._settings.origin, self._settings.endpoint_found)
        if is_another:  # what was known of a key was about that of another server
            self._status = KeyStatus(
                self._settings.host, has_store=self._status.has_store, origin=self._settings.origin
            )
        self.changed.emit(self._settings)
        if may_store and replace(layers, choice=before.choice) != before:
            self._store()
        if is_another:
            self.look_for_key()

    def take_policy(self, policy: Policy) -> None:
        """Takes another policy in the place of the one in force, from the next question on."""
        if policy != self.policy:
            self.take(replace(self._layers, policy=policy), may_store=False)
            self.policy_changed.emit(policy)

    def _store(self) -> None:
        try:
            self._write({**self._unknown, **self._layers.to_plain()})
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)

    def look_for_key(self) -> None:
        """Looks for the key of the endpoint in force, in the background."""
        self._key_task.start(self._look())

    def keep_key(self, key: str, in_file: bool) -> None:
        """Stores a key for the endpoint in force; with `in_file`, by the user's explicit choice, in a plain file."""
        self._key_task.start(self._keep(key, in_file))

    def move_key(self, in_file: bool) -> None:
        """Stores the key that is there in a plain file, or no longer in one, by the user's explicit choice."""
        self._key_task.start(self._move(in_file))

    def forget_key(self) -> None:
        """Deletes the key for the endpoint in force."""
        self._key_task.start(self._forget())

    async def key(self, origin: str, found: bool = False) -> str | None:
        """Returns the key for `origin`, or None. Raises StorageError if the key store does not answer.

        `found` means that the endpoint was found and not given.
        """
        key = await self._tasks.run_blocking(self._key_store.key_for, origin, found)
        self._found(origin, key)
        return key.text if key else None

    async def _look(self) -> None:
        settings = self._settings
        origin = settings.origin
        try:
            key = await self._tasks.run_blocking(self._key_store.key_for, origin, settings.endpoint_found)
        except StorageError as failed:
            if failed.problem.kind is ProblemKind.KEY_FILE_DAMAGED:
                self.problem_occurred.emit(failed.problem)
                await self._look()  # there may be a key elsewhere, and the file is gone now
                return
            self._set_status(KeyStatus(settings.host, True, has_store=False, problem=failed.problem, origin=origin))
            return
        self._found(origin, key)
        self._set_status(replace(self._status, has_store=await self._tasks.run_blocking(self._key_store.has_store)))

    async def _keep(self, key: str, in_file: bool) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.save, self._settings.origin, key, in_file)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look_and_show()
        if self._settings.answers == "computer" and self._status.source:
            self.change(answers="auto")  # a user who enters a key wants to use it

    async def _move(self, in_file: bool) -> None:
        settings, store = self._settings, self._key_store

        def move() -> None:
            key = store.key_for(settings.origin, settings.endpoint_found)
            if key is None:
                return
            place = store.save(settings.origin, key.text, in_file)
            if not in_file and place == "session":  # the file still has it
                store.delete(settings.origin)
                store.save(settings.origin, key.text, in_file)

        try:
            await self._tasks.run_blocking(move)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look_and_show()

    async def _forget(self) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.delete, self._settings.origin)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look_and_show()

    async def _look_and_show(self) -> None:
        """Looks for the key, and tells its status also if that is what it was: something was under way with it."""
        await self._look()
        self.key_changed.emit(self._status)

    def _found(self, origin: str, key: StoredKey | None) -> None:
        ending = key.text[-4:] if key and len(key.text) >= 12 else ""
        source, has_store = str(key.source) if key else "", self._status.has_store
        self._set_status(KeyStatus(self._settings.host, True, source, ending, has_store, origin=origin_of(origin)))

    def _set_status(self, status: KeyStatus) -> None:
        if status != self._status and status.origin == self._settings.origin:
            self._status = status
            self.key_changed.emit(status)
