"""The settings that the rows of a command go by, which may run for days: those of this moment."""

import time
from collections.abc import Callable
from dataclasses import replace

from desktop.composition.house.command_rules import CommandRules
from desktop.core.settings.connections.connection import OWN_FIELDS
from desktop.core.settings.settings import Settings, in_force

FRESH_S = 0.25  # chosen: a look reads a few files, and a row asks for its settings several times
_CHOSEN = (*OWN_FIELDS, "answers", "detail", "picture_caps", "keep_history")
"""What the command line chooses, and what comes with the connection that it chooses."""


class SettingsNow:
    """The settings and the policy of this moment, under what the command line has chosen at its start."""

    def __init__(self, rules: CommandRules, chosen: Settings, now: Callable[[], float] = time.monotonic) -> None:
        """Looks for a key, once: where there is none, this computer may answer. Raises StorageError."""
        self._rules = rules
        self._chosen = {name: getattr(chosen, name) for name in _CHOSEN}
        self._now = now
        self._looked_at = now()
        self._rules.look()
        is_here = chosen.answers == "computer"
        self._has_key = not is_here and rules.key_for(chosen.origin, chosen.endpoint_found) is not None

    def settings(self) -> Settings:
        """Returns the settings in force; what a policy sets by now is not chosen any more."""
        locked = self.locked()
        chosen = {name: value for name, value in self._chosen.items() if name not in locked}
        return in_force(replace(self._rules.settings, **chosen), self._has_key)

    def locked(self) -> frozenset[str]:
        """Returns the names of the settings that the policy sets."""
        if (now := self._now()) - self._looked_at >= FRESH_S:
            self._looked_at = now
            self._rules.look()
        return self._rules.locked
