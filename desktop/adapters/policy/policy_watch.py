"""Follows the policy while the window is open: what becomes stricter binds at once."""

from typing import TYPE_CHECKING

from desktop.adapters.policy.sources import policy_sources
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.policy.source import PolicySource
from desktop.deferred import deferred
from desktop.services.settings.settings_service import SettingsService

if TYPE_CHECKING:
    from desktop.core.settings.policy import merging
else:
    merging = deferred("desktop.core.settings.policy.merging")


class PolicyWatch:
    """Reads the policy's files again when it is asked to look, and hands on a policy that they now make."""

    def __init__(self, settings_service: SettingsService) -> None:
        self._settings_service = settings_service
        self._sources: tuple[PolicySource, ...] | None = None

    def has_moved(self) -> bool:
        """Returns True if it is another one than at the last look. Takes as long."""
        before = self._settings_service.policy
        return self.look() is not before

    def look(self) -> Policy:
        """Returns the policy as it is at this moment, which is then the one in force. Takes some 0.1 ms."""
        found = policy_sources()
        if found != self._sources:
            self._sources = found
            self._settings_service.take_policy(merging.policy_of(found) if found else NO_POLICY)
        return self._settings_service.policy
