"""The settings in force, and the status of the key for their endpoint, but not the key itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.policy import NO_POLICY, Policy
from desktop.core.settings.settings import FIELDS, Settings, from_plain, in_force, to_plain
from desktop.services.ports.key_store import KeyStore, StoredKey
from desktop.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """The status of the key for `host`.

    `source` is empty if there is no key; `ending` is its last four characters, empty for a short key; `has_store` is
    None until it is known whether the system has a key store.
    """

    host: str = ""
    known: bool = False
    source: str = ""
    ending: str = ""
    has_store: bool | None = None
    problem: Problem | None = None


class SettingsService(QObject):
    """Owner of the settings, and the window's only way to the key store.

    `stored` is the content of the settings file; `write` stores it again and raises StorageError.
    """

    changed = Signal(Settings)
    key_changed = Signal(KeyStatus)
    problem_occurred = Signal(Problem)  # a setting or a key could not be stored

    def __init__(
        self,
        tasks: Tasks,
        key_store: KeyStore,
        stored: dict[str, Any],
        write: Callable[[dict[str, Any]], None],
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._key_task = tasks.slot("key")
        self._key_store = key_store
        self._write = write
        self._own = from_plain(stored)
        self.policy = policy
        self._settings = policy.applied(self._own)
        self._unknown = {name: value for name, value in stored.items() if name not in FIELDS}
        self._status = KeyStatus(self._settings.host)

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def effective(self) -> Settings:
        """The settings for a question: this computer answers instead of an endpoint that lacks its key.

        The key is assumed to exist until that is known, and while the key store does not answer.
        """
        status = self._status
        return in_force(self._settings, bool(status.source) or not status.known or status.problem is not None)

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
        return keyless and not self._key_store.known_without_store(settings.host)

    @property
    def key_status(self) -> KeyStatus:
        return self._status

    def change(self, **values: Any) -> None:
        """Changes settings and stores them. Those that a policy locks are left alone."""
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
        """Looks for the key of the endpoint in force, in the background."""
        self._key_task.start(self._look())

    def keep_key(self, key: str, in_file: bool) -> None:
        """Stores a key for the endpoint in force; with `in_file`, by the user's explicit choice, in a plain file."""
        self._key_task.start(self._keep(key, in_file))

    def forget_key(self) -> None:
        """Deletes the key for the endpoint in force."""
        self._key_task.start(self._forget())

    async def key(self, host: str) -> str | None:
        """Returns the key for `host`, or None. Raises StorageError if the key store does not answer."""
        found = await self._tasks.run_blocking(self._key_store.key_for, host)
        self._found(host, found)
        return found.text if found else None

    async def _look(self) -> None:
        host = self._settings.host
        try:
            found = await self._tasks.run_blocking(self._key_store.key_for, host)
        except StorageError as failed:
            if failed.problem.kind is ProblemKind.KEY_FILE_DAMAGED:
                self.problem_occurred.emit(failed.problem)
                await self._look()  # there may be a key elsewhere, and the file is gone now
                return
            self._set_status(KeyStatus(host, True, has_store=False, problem=failed.problem))
            return
        self._found(host, found)
        self._set_status(replace(self._status, has_store=await self._tasks.run_blocking(self._key_store.has_store)))

    async def _keep(self, key: str, in_file: bool) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.save, self._settings.host, key, in_file)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look()
        if self._settings.answers == "computer" and self._status.source:
            self.change(answers="auto")  # a user who enters a key wants to use it

    async def _forget(self) -> None:
        try:
            await self._tasks.run_blocking(self._key_store.delete, self._settings.host)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
        await self._look()

    def _found(self, host: str, found: StoredKey | None) -> None:
        ending = found.text[-4:] if found and len(found.text) >= 12 else ""
        self._set_status(KeyStatus(host, True, str(found.source) if found else "", ending, self._status.has_store))

    def _set_status(self, status: KeyStatus) -> None:
        if status != self._status and status.host == self._settings.host:
            self._status = status
            self.key_changed.emit(status)
