"""What the requests of a command go by, read once for each."""

from typing import Any

from desktop.composition import config_files
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings
from desktop.services.ports.key_store import KeyStore, StoredKey
from desktop.services.settings.remembered_keys import RememberedKeys


class CommandRules:
    """The policy, the settings, the keys and the headers that the requests of a command go by.

    `look` reads policy and settings, as each request begins; what the request then asks here is as it was at that look.
    Keys and headers are remembered for a minute, until one of the two has changed.
    """

    def __init__(self, keys: KeyStore, environment: EnvironmentEndpoint) -> None:
        self._keys = RememberedKeys(keys)
        self._environment = environment
        self._held: tuple[tuple[dict[str, Any], Policy], Settings] | None = None

    def look(self) -> Policy:
        """Returns the policy as it is at this moment. For any thread."""
        read = config_files.load_settings(), config_files.load_policy()
        if self._held is None or read != self._held[0]:
            settings = SettingsLayers.of_plain(read[0], self._environment, read[1]).in_force
            self._keys.forget()
            self._held = read, settings  # last, and at once: nobody finds one without the other
        return read[1]

    @property
    def settings(self) -> Settings:
        """The settings in force at the last look."""
        return self._last_look()[1]

    @property
    def locked(self) -> frozenset[str]:
        """The names of the settings that the policy set at the last look."""
        return self._last_look()[0][1].locked

    def key_for(self, origin: str, found: bool) -> StoredKey | None:
        """Returns the key for an origin, by the rules of this moment. It blocks. Raises StorageError."""
        self.look()
        kept = self._keys.remembered_key(origin, found)
        return kept[0] if kept is not None else self._keys.key_for(origin, found)

    def headers_for(self, origin: str) -> Headers:
        """Returns the headers for an origin. It blocks. Raises StorageError."""
        kept = self._keys.remembered_headers(origin)
        return kept if kept is not None else self._keys.headers_for(origin)

    def _last_look(self) -> tuple[tuple[dict[str, Any], Policy], Settings]:
        if self._held is None:
            self.look()
        assert self._held is not None
        return self._held
