"""Keeps API keys and headers of the user's own, by the origin (scheme, host and port) that they were given for.

The environment's key is honoured where it was meant for: the provider's own origin, the one that the environment names,
and servers on this computer that the user has named; no other origin is shown it.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop.adapters.system.secret_store import ApiKey, KeySource, SecretStore
from desktop.core.errors import StorageError
from desktop.core.settings.endpoint import origin_of
from desktop.core.settings.environment import NO_KEY, EnvironmentKey
from desktop.core.settings.hosts import is_loopback
from desktop.core.settings.own_headers import Headers, headers_from_text, headers_to_text


class ApiKeyStore:
    """Keys and headers by origin. Every method may block up to its deadline: not for the GUI thread."""

    def __init__(self, file: Path, find_store: Callable[[], Any], environment_key: EnvironmentKey = NO_KEY) -> None:
        self._secrets = SecretStore(file, find_store)
        self._environment_key = environment_key

    def key_for(self, origin: str, found: bool = False) -> ApiKey | None:
        """Returns the key for `origin`, the user's own first.

        `found` means that nobody named the endpoint: a search of this computer came upon it. Raises StorageError if the
        key store hangs, and once if the file with the keys was found damaged.
        """
        names = entry_names(origin)
        kept = self._secrets.find_here(*names)
        if kept is not None:
            return kept
        environment = self.environment_key(origin, found)
        try:
            return self._secrets.find_in_system(*names) or environment
        except StorageError:
            if environment is not None or _is_here(origin):
                return environment  # a server on this computer needs no key; it must not wait for one
            raise

    def system_key(self, origin: str) -> ApiKey | None:
        """Returns the key for `origin` that the system's key store has. Raises StorageError if that hangs."""
        return self._secrets.find_in_system(*entry_names(origin))

    def known_without_store(self, origin: str, found: bool = False) -> bool:
        """Returns True if there is a key for `origin` outside the system's key store, which is not asked."""
        return self.environment_key(origin, found) is not None or self._secrets.is_here(*entry_names(origin))

    def save(self, origin: str, key: str, in_file: bool = False) -> KeySource:
        """Keeps `key` for `origin`. Returns the place where it is now; raises StorageError as `SecretStore.save`."""
        name, *earlier = entry_names(origin)
        return self._secrets.save(name, key, in_file, tuple(earlier))

    def delete(self, origin: str) -> None:
        """Removes the key for `origin` from every place, with all copies of a damaged file.

        Raises StorageError if the file cannot be written.
        """
        self._secrets.delete_damaged()
        self._secrets.delete(*entry_names(origin))

    def headers_for(self, origin: str) -> Headers:
        """Returns the user's own headers for `origin`; none if the key store hangs.

        Raises StorageError once if the file with the keys was found damaged.
        """
        name = _headers_name(origin)
        kept = self._secrets.find_here(name)
        if kept is None:
            with contextlib.suppress(StorageError):  # a key from the environment must do without the store
                kept = self._secrets.find_in_system(name)
        return headers_from_text(kept.text) if kept is not None else ()

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        """Keeps `headers` for `origin` in the place of those before; none removes them. Raises StorageError."""
        if headers:
            self._secrets.save(_headers_name(origin), headers_to_text(headers), in_file)
        else:
            self._secrets.delete(_headers_name(origin))

    def has_store(self) -> bool:
        """Returns True if this system has a key store that answers."""
        return self._secrets.has_store()

    def environment_key(self, origin: str, found: bool) -> ApiKey | None:
        """Returns the environment's key, if it is meant for `origin`."""
        origin, given = origin_of(origin), self._environment_key
        is_meant = given.is_meant_for(origin) or (_is_here(origin) and not found)
        return ApiKey(given.text, KeySource.ENVIRONMENT) if given.text and is_meant else None


def entry_names(origin: str) -> tuple[str, ...]:
    """Returns the names of the key for `origin` in the places where keys are kept, the one in use first.

    That of HTTPS at its own port is the host alone. Earlier versions did not tell schemes apart: their entries are
    named by host and port, and are still read.
    """
    parts = urlsplit(origin_of(origin))
    if parts.scheme == "https" and parts.port is None:
        return parts.netloc, f"{parts.netloc}:443"
    earlier = parts.netloc if parts.port is not None else f"{parts.netloc}:80"
    return f"{parts.scheme}://{parts.netloc}", earlier


def _headers_name(origin: str) -> str:
    return f"headers {origin_of(origin)}"


def _is_here(origin: str) -> bool:
    return is_loopback(urlsplit(origin_of(origin)).hostname or "")
