"""Keys and headers as they were found last, for the question that follows: a key store may take its time to answer."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.core.settings.own_headers import Headers
from desktop.services.ports.key_store import KeyStore, StoredKey

LASTS_S = 60.0  # chosen: what another program changes in the key store holds at the latest from then on
OF_PROGRAMS = frozenset({"helper", "own_program"})
"""Sources of keys that a program prints: these have a lifetime of their own, and are asked for each time."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    at: float
    key: StoredKey | None = field(default=None, repr=False)
    headers: Headers = field(default=(), repr=False)

    @property
    def is_of_program(self) -> bool:
        return self.key is not None and self.key.source in OF_PROGRAMS


class RememberedKeys:
    """Fulfils `KeyStore` over another one, and remembers what that returned. For any thread.

    Each change made through it, and `forget`, ends what is remembered, with what is being looked up meanwhile.
    """

    def __init__(self, store: KeyStore, now: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._changes = 0
        self._keys: dict[tuple[str, bool], _Remembered] = {}
        self._headers: dict[str, _Remembered] = {}

    def remembered_key(self, origin: str, found: bool = False) -> tuple[StoredKey | None] | None:
        """Returns the key for `origin` in a tuple (None in it: there is none), or None if it must be looked up."""
        kept = self._keys.get((origin, found))
        return None if kept is None or kept.is_of_program or self._is_over(kept) else (kept.key,)

    def remembered_headers(self, origin: str) -> Headers | None:
        """Returns the headers for `origin`, or None if they must be looked up."""
        kept = self._headers.get(origin)
        return None if kept is None or self._is_over(kept) else kept.headers

    def is_key_old(self, origin: str, found: bool = False) -> bool:
        """Returns True if a key was remembered and soon will be no longer. No program is run just to renew one."""
        kept = self._keys.get((origin, found))
        return kept is not None and not kept.is_of_program and self._is_old(kept)

    def are_headers_old(self, origin: str) -> bool:
        """Returns True if headers are not remembered, or soon will be no longer."""
        kept = self._headers.get(origin)
        return kept is None or self._is_old(kept)

    def forget(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._changes += 1
            self._keys.clear()
            self._headers.clear()

    # KeyStore

    def key_for(self, origin: str, found: bool = False) -> StoredKey | None:
        """Looks the key up. Raises StorageError."""
        changes = self._changes
        key = self._store.key_for(origin, found)
        with self._lock:
            if changes == self._changes:
                self._keys[origin, found] = _Remembered(self._now(), key=key)
        return key

    def headers_for(self, origin: str) -> Headers:
        """Looks the headers up. Raises StorageError."""
        changes = self._changes
        headers = self._store.headers_for(origin)
        with self._lock:
            if changes == self._changes:
                self._headers[origin] = _Remembered(self._now(), headers=headers)
        return headers

    def known_without_store(self, origin: str, found: bool = False) -> bool:
        """Returns True if there is a key outside the system's key store."""
        return self._store.known_without_store(origin, found)

    def save(self, origin: str, key: str, in_file: bool = False) -> str:
        """Keeps a key. Raises StorageError."""
        try:
            return self._store.save(origin, key, in_file)
        finally:
            self.forget()

    def delete(self, origin: str) -> None:
        """Removes a key. Raises StorageError."""
        try:
            self._store.delete(origin)
        finally:
            self.forget()

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        """Keeps headers. Raises StorageError."""
        try:
            self._store.save_headers(origin, headers, in_file)
        finally:
            self.forget()

    def has_store(self) -> bool:
        """Returns True if the system has a key store that answers."""
        return self._store.has_store()

    # inside

    def _is_over(self, kept: _Remembered) -> bool:
        return self._now() >= kept.at + LASTS_S

    def _is_old(self, kept: _Remembered) -> bool:
        return self._now() >= kept.at + LASTS_S / 2
