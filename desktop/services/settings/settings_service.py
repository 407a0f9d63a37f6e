"""Preferences: the settings in force, and whether there is a key for the endpoint they name. Never the key itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, StorageError
from desktop.core.settings.policy import NO_POLICY, Policy
from desktop.core.settings.settings import FIELDS, Settings, from_plain, in_force, to_plain
from desktop.services.ports.key_store import KeyStore, StoredKey
from desktop.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """What is known of the key for `host`. `source` is empty when there is none; `ending` are its last four letters."""

    host: str = ""
    known: bool = False
    source: str = ""
    ending: str = ""
    has_store: bool | None = None
    problem: Problem | None = None


class SettingsService(QObject):
    """Owner of the settings; the only way from the window to the vault."""

    changed = Signal(object)  # Settings
    key_changed = Signal(object)  # KeyStatus
    problem_occurred = Signal(object)  # Trouble: a change could not be written

    def __init__(
        self,
        tasks: Tasks,
        key_store: KeyStore,
        held: dict[str, Any],
        write: Callable[[dict[str, Any]], None],
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._key_task = tasks.slot("key")
        self._key_store = key_store
        self._write = write
        self._own = from_plain(held)
        self.policy = policy
        self._settings = policy.applied(self._own)
        self._unknown = {name: value for name, value in held.items() if name not in FIELDS}
        self._status = KeyStatus(self._settings.host)

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def effective(self) -> Settings:
        """The settings that a question goes by: this computer takes the place of an endpoint that lacks its key.

        Until it is known whether there is one, and while a key store does not answer, there is taken to be.
        """
        status = self._status
        return in_force(self._settings, bool(status.source) or not status.known or status.problem is not None)

    @property
    def is_answerer_known(self) -> bool:
        """Whether it is known who answers, without asking the key store."""
        settings = self._settings
        return settings.answers != "auto" or not settings.capabilities.needs_key or self._status.known

    @property
    def needs_choice(self) -> bool:
        """Whether nobody has said yet who answers, as far as that can be told without the key store."""
        settings = self._settings
        if {"answers", "endpoint"} & self.policy.locked:
            return False
        keyless = settings.answers == "auto" and settings.capabilities.needs_key and not self._status.source
        return keyless and not self._key_store.known_without_store(settings.host)

    @property
    def key_status(self) -> KeyStatus:
        return self._status

    def change(self, **values: Any) -> None:
        """Set some settings, at once and for good; those of a policy stay as they are."""
        own, before = self._own, self._settings
        self._own = replace(own, **{name: value for name, value in values.items() if name not in self.policy.locked})
        self._settings = self.policy.applied(self._own)
        if self._own == own:
            return
        self.changed.emit(self._settings)
        try:
            self._write({**self._unknown, **to_plain(self._own)})
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        if self._settings.host != before.host:
            self.look_for_key()

    def look_for_key(self) -> None:
        """Find out, in the background, whether there is a key."""
        self._key_task.start(self._look())

    def keep_key(self, key: str, in_file: bool) -> None:
        """Keep a key for the endpoint in force; `in_file` by the user's explicit choice."""
        self._key_task.start(self._keep(key, in_file))

    def forget_key(self) -> None:
        """Forget the key for the endpoint in force."""
        self._key_task.start(self._forget())

    async def key(self, host: str) -> str | None:
        """The key to ask `host` with. Raises KeepingFailed when the key store does not answer."""
        found = await self._tasks.run_blocking(self._key_store.key_for, host)
        self._found(host, found)
        return found.text if found else None

    async def _look(self) -> None:
        host = self._settings.host
        try:
            found = await self._tasks.run_blocking(self._key_store.key_for, host)
        except StorageError as failed:
            self._say(KeyStatus(host, True, has_store=False, problem=failed.problem))
            return
        self._found(host, found)
        self._say(replace(self._status, has_store=await self._tasks.run_blocking(self._key_store.has_store)))

    async def _keep(self, key: str, in_file: bool) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.save, self._settings.host, key, in_file)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look()
        if self._settings.answers == "computer" and self._status.source:
            self.change(answers="auto")  # who gives a key wants to use it

    async def _forget(self) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.delete, self._settings.host)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look()

    def _found(self, host: str, found: StoredKey | None) -> None:
        ending = found.text[-4:] if found and len(found.text) >= 12 else ""
        self._say(KeyStatus(host, True, str(found.source) if found else "", ending, self._status.has_store))

    def _say(self, status: KeyStatus) -> None:
        if status != self._status and status.host == self._settings.host:
            self._status = status
            self.key_changed.emit(status)
