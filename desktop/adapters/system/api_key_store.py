"""Keeps API keys, one for each host, in the system's key store.

Only stores that are known to protect a key are used. Any call into one can hang for good (a Secret Service that
does not answer), so each runs in a daemon thread with a deadline. Without a store a key lives in this session's
memory or, when the user says so, in a file that only its owner can read. The environment's key is honoured where it was
meant for: the provider's own host, this computer, and the host that the environment names; no other host is shown it.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from desktop.adapters.files.json_file import read_json, write_json
from desktop.adapters.files.whole_file import remove_unfinished
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.environment_key import NO_KEY, EnvironmentKey
from desktop.deferred import import_alone

SERVICE = "askance"
READ_S, WRITE_S = 3.0, 60.0  # writing may wait for the user to unlock the store
BACKENDS = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet"),
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_Result = TypeVar("_Result")


class KeySource(StrEnum):
    """The source of a key."""

    SYSTEM = "system"
    FILE = "file"
    SESSION = "session"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key and its source. Its text never shows in a repr."""

    text: str = field(repr=False)
    source: KeySource


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """Returns the result of `call`, which runs in a daemon thread. Raises StorageError if it takes longer or fails."""
    answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((True, call()))
        except Exception as failed:  # a key store raises errors of its own kinds, one per system
            answers.put((False, failed))

    threading.Thread(target=run, name="askance-vault", daemon=True).start()
    try:
        worked, answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise StorageError(Problem(ProblemKind.KEY_STORE_TIMED_OUT, seconds=seconds)) from None
    if not worked:
        if isinstance(answer, StorageError):
            raise answer
        raise StorageError(Problem(ProblemKind.KEY_STORE_REFUSED, type(answer).__name__)) from None
    result: _Result = answer
    return result


def system_store(platform: str) -> Any:
    """Returns the system's key store (an object of keyring's), or None. It may hang: call it `within` a time."""
    for module in BACKENDS.get("linux" if platform not in BACKENDS else platform, ()):
        try:
            kind = import_alone(module).Keyring  # 100 ms, needed only when a key is
            if kind.priority > 0:
                return kind()
        except Exception:  # not installed, or not running here: each backend says so with an error of its own
            continue
    return None


class ApiKeyStore:
    """Keys by host. Every method may block up to its deadline: not for the GUI thread."""

    def __init__(self, file: Path, find_store: Callable[[], Any], environment_key: EnvironmentKey = NO_KEY) -> None:
        self._file = file
        self._find_store = find_store
        self._environment_key = environment_key
        self._session: dict[str, str] = {}
        self._file_problem: Problem | None = None  # until it has been raised

    def key_for(self, host: str) -> ApiKey | None:
        """Returns the key for `host`, the user's own first.

        Raises StorageError if the key store hangs, and once if the file with the keys was found damaged.
        """
        if host in self._session:
            return ApiKey(self._session[host], KeySource.SESSION)
        kept = self._filed().get(host)
        if self._file_problem is not None:
            problem, self._file_problem = self._file_problem, None
            raise StorageError(problem)
        if isinstance(kept, str) and kept:
            return ApiKey(kept, KeySource.FILE)
        given = self._environment_key.text
        try:
            stored = within(READ_S, lambda: self._stored(host))
        except StorageError:
            if given and self._meant_for(host):
                return ApiKey(given, KeySource.ENVIRONMENT)
            if _is_loopback(host):
                return None  # a server on this computer needs no key; it must not wait for one
            raise
        if stored:
            return ApiKey(stored, KeySource.SYSTEM)
        return ApiKey(given, KeySource.ENVIRONMENT) if given and self._meant_for(host) else None

    def known_without_store(self, host: str) -> bool:
        """Returns True if there is a key for `host` outside the system's key store, which is not asked."""
        given = bool(self._environment_key.text) and self._meant_for(host)
        return given or host in self._session or bool(self._filed().get(host))

    def save(self, host: str, key: str, in_file: bool = False) -> KeySource:
        """Keeps `key` for `host`, in the system's store if there is one. Returns the place where it is now.

        An earlier key goes when the new one is safe; until then a later start finds the earlier one. `in_file` is the
        user's explicit choice. Raises StorageError if the file cannot be written.
        """
        if in_file:
            write_json(self._file, {**self._filed(), host: key})
            self._session.pop(host, None)
            self._remove_from_store(host)
            return KeySource.FILE
        try:
            if within(WRITE_S, lambda: self._put(host, key)):
                self._remove_from_file(host)
                self._session.pop(host, None)
                return KeySource.SYSTEM
        except StorageError:
            pass  # a key that the store refuses, or never confirms, is kept for the session, as the result says
        self._session[host] = key
        return KeySource.SESSION

    def delete(self, host: str) -> None:
        """Removes the key for `host` from every place, with all copies of a damaged file.

        Raises StorageError if the file cannot be written.
        """
        self._session.pop(host, None)
        with contextlib.suppress(OSError):
            for damaged in self._file.parent.glob(f"{self._file.stem}.damaged*"):
                damaged.unlink()
            remove_unfinished(self._file.parent)
        self._remove_from_store(host)
        self._remove_from_file(host)

    def has_store(self) -> bool:
        """Returns True if this system has a key store that answers."""
        try:
            return within(READ_S, self._find_store) is not None
        except StorageError:
            return False

    def _filed(self) -> dict[str, Any]:
        try:
            return read_json(self._file)
        except StorageError as failed:
            if failed.problem.kind is ProblemKind.SETTINGS_DAMAGED:
                self._file_problem = Problem(ProblemKind.KEY_FILE_DAMAGED, failed.problem.name)
            return {}

    def _remove_from_file(self, host: str) -> None:
        filed = self._filed()
        if filed.pop(host, None) is not None:
            write_json(self._file, filed)

    def _remove_from_store(self, host: str) -> None:
        with contextlib.suppress(StorageError):  # an unreachable store cannot be searched now
            within(READ_S, lambda: self._remove(host))

    def _stored(self, host: str) -> str | None:
        store = self._find_store()
        return store.get_password(SERVICE, host) if store is not None else None

    def _put(self, host: str, key: str) -> bool:
        store = self._find_store()
        if store is None:
            return False
        store.set_password(SERVICE, host, key)
        return bool(store.get_password(SERVICE, host) == key)

    def _remove(self, host: str) -> None:
        store = self._find_store()
        if store is not None and store.get_password(SERVICE, host) is not None:
            store.delete_password(SERVICE, host)

    def _meant_for(self, host: str) -> bool:
        return _is_loopback(host) or self._environment_key.is_meant_for(host)


def _is_loopback(host: str) -> bool:
    return (urlsplit(f"//{host}").hostname or "").lower() in LOOPBACK
