"""Keeps secrets by name in the system's key store.

Only stores that are known to protect a secret are used. Any call into one can hang for good (a Secret Service that
does not answer), so each runs in a daemon thread with a deadline. Without a store a secret lives in this session's
memory or, when the user says so, in a file that only its owner can read.
"""

import contextlib
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from desktop.adapters.files.json_file import read_json, write_json
from desktop.adapters.files.whole_file import remove_unfinished
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.deferred import import_alone

SERVICE = "askance"
READ_S, WRITE_S = 3.0, 60.0  # writing may wait for the user to unlock the store
BACKENDS = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet"),
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
}
_Result = TypeVar("_Result")


class KeySource(StrEnum):
    """The place of a secret, the environment, or a program of the organisation."""

    SYSTEM = "system"
    FILE = "file"
    SESSION = "session"
    ENVIRONMENT = "environment"
    HELPER = "helper"
    OWN_PROGRAM = "own_program"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A secret, such as a key, and its source. Its text never shows in a repr."""

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
    if platform not in ("win32", "darwin") and not _has_session_bus():
        return None  # each of them is reached through it; the libraries that find this out take 13 MB
    for module in BACKENDS.get("linux" if platform not in BACKENDS else platform, ()):
        try:
            kind = import_alone(module).Keyring  # 100 ms, needed only when a key is
            if kind.priority > 0:
                return kind()
        except Exception:  # not installed, or not running here: each backend says so with an error of its own
            continue
    return None


def _has_session_bus() -> bool:
    """Returns False if there is surely no D-Bus session: no address, or those of sockets that do not exist."""
    default = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
    addresses = os.environ.get("DBUS_SESSION_BUS_ADDRESS", default).split(";")
    return any(
        not address.startswith("unix:path=") or os.path.exists(address.removeprefix("unix:path=").partition(",")[0])
        for address in addresses
    )


class SecretStore:
    """Secrets by name. Every method may block up to its deadline: not for the GUI thread.

    Where several names are given, the first that is known counts: later ones are those of earlier versions.
    """

    def __init__(self, file: Path, find_store: Callable[[], Any]) -> None:
        self._file = file
        self._find_store = find_store
        self._session: dict[str, str] = {}
        self._file_problem: Problem | None = None  # until it has been raised

    def find_here(self, *names: str) -> ApiKey | None:
        """Returns the secret that this session or the file has.

        Raises StorageError once if the file was found damaged.
        """
        for name in names:
            if name in self._session:
                return ApiKey(self._session[name], KeySource.SESSION)
        filed = self._filed()
        if self._file_problem is not None:
            problem, self._file_problem = self._file_problem, None
            raise StorageError(problem)
        for name in names:
            if isinstance(kept := filed.get(name), str) and kept:
                return ApiKey(kept, KeySource.FILE)
        return None

    def find_in_system(self, *names: str) -> ApiKey | None:
        """Returns the secret that the system's key store has. Raises StorageError if that hangs."""
        stored = within(READ_S, lambda: self._stored(names))
        return ApiKey(stored, KeySource.SYSTEM) if stored else None

    def is_here(self, *names: str) -> bool:
        """Returns True if this session or the file has the secret; nothing is raised."""
        filed = self._filed()
        return any(name in self._session or bool(filed.get(name)) for name in names)

    def save(self, name: str, text: str, in_file: bool = False, earlier_names: tuple[str, ...] = ()) -> KeySource:
        """Keeps a secret, in the system's store if there is one. Returns the place where it is now.

        An earlier one goes when the new one is safe; until then a later start finds the earlier one. `in_file` is the
        user's explicit choice. Raises StorageError if the file cannot be written; one that cannot be read is not, since
        the keys of other endpoints would go with it.
        """
        if in_file:
            filed = {known: value for known, value in self._filed_to_change().items() if known not in earlier_names}
            write_json(self._file, {**filed, name: text})
            self._session.pop(name, None)
            self._remove_from_store(name, *earlier_names)
            return KeySource.FILE
        try:
            is_stored = within(WRITE_S, lambda: self._put(name, text))
        except StorageError:
            is_stored = False
        if not is_stored:  # refused, or never confirmed: it is kept for the session, as the result says
            self._session[name] = text
            return KeySource.SESSION
        self._session.pop(name, None)
        self._remove_from_store(*earlier_names)
        try:
            self._remove_from_file(name, *earlier_names)
        except StorageError as failed:
            if failed.problem.kind is not ProblemKind.KEY_FILE_UNREADABLE:
                raise  # the earlier key in it would be found before the new one
        return KeySource.SYSTEM

    def delete(self, *names: str) -> None:
        """Removes the secrets of these names from every place.

        Raises StorageError if the file cannot be read or written.
        """
        for name in names:
            self._session.pop(name, None)
        self._remove_from_store(*names)
        self._remove_from_file(*names)

    def delete_damaged(self) -> None:
        """Deletes all copies of a damaged file."""
        with contextlib.suppress(OSError):
            for damaged in self._file.parent.glob(f"{self._file.stem}.damaged*"):
                damaged.unlink()
            remove_unfinished(self._file.parent, of=f"{self._file.name}.")

    def has_store(self) -> bool:
        """Returns True if this system has a key store that answers."""
        try:
            return within(READ_S, self._find_store) is not None
        except StorageError:
            return False

    def _filed(self) -> dict[str, Any]:
        try:
            return self._filed_to_change()
        except StorageError:  # as if there were none; it stays as it is
            return {}

    def _filed_to_change(self) -> dict[str, Any]:
        """Returns what the file has, nothing if it is damaged. Raises StorageError if it cannot be read."""
        try:
            return read_json(self._file)
        except StorageError as failed:
            if failed.problem.kind is not ProblemKind.SETTINGS_DAMAGED:
                raise StorageError(Problem(ProblemKind.KEY_FILE_UNREADABLE, failed.problem.name)) from None
            self._file_problem = Problem(ProblemKind.KEY_FILE_DAMAGED, failed.problem.name)
            return {}

    def _remove_from_file(self, *names: str) -> None:
        filed = self._filed_to_change()
        if filed.keys() & set(names):
            write_json(self._file, {known: value for known, value in filed.items() if known not in names})

    def _remove_from_store(self, *names: str) -> None:
        if names:
            with contextlib.suppress(StorageError):  # an unreachable store cannot be searched now
                within(READ_S, lambda: self._remove(names))

    def _stored(self, names: tuple[str, ...]) -> str | None:
        store = self._find_store()
        found = (store.get_password(SERVICE, name) for name in names) if store is not None else ()
        return next((text for text in found if text), None)

    def _put(self, name: str, text: str) -> bool:
        store = self._find_store()
        if store is None:
            return False
        store.set_password(SERVICE, name, text)
        return bool(store.get_password(SERVICE, name) == text)

    def _remove(self, names: tuple[str, ...]) -> None:
        store = self._find_store()
        for name in names if store is not None else ():
            if store.get_password(SERVICE, name) is not None:
                store.delete_password(SERVICE, name)
