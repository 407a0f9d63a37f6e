"""The settings in force, made of the user's own, an endpoint from the environment, and the administrator's policy."""

from dataclasses import dataclass, replace
from typing import Any

from desktop.core.errors import Problem
from desktop.core.settings.endpoint import endpoint_of, endpoint_problem
from desktop.core.settings.environment import NO_ENDPOINT, EnvironmentEndpoint
from desktop.core.settings.policy import NO_POLICY, Policy
from desktop.core.settings.settings import Settings, from_plain, to_plain


@dataclass(frozen=True, slots=True)
class SettingsLayers:
    """The settings by origin. The environment's endpoint applies while neither the user nor the policy chose one."""

    own: Settings
    has_chosen_endpoint: bool = False
    environment: EnvironmentEndpoint = NO_ENDPOINT
    policy: Policy = NO_POLICY

    @classmethod
    def of_plain(
        cls, stored: dict[str, Any], environment: EnvironmentEndpoint = NO_ENDPOINT, policy: Policy = NO_POLICY
    ) -> "SettingsLayers":
        """Returns the layers over the content of the settings file."""
        endpoint = stored.get("endpoint")
        has_chosen = isinstance(endpoint, str) and endpoint_of(endpoint) is not None
        return cls(from_plain(stored), has_chosen, environment, policy)

    @property
    def in_force(self) -> Settings:
        """The settings that apply. While a variable names no endpoint though it should, this computer answers."""
        own = self.own if self.has_chosen_endpoint else self.environment.applied(self.own)
        if self.wrong_variable:
            own = replace(own, answers="computer")
        return self.policy.applied(own)

    @property
    def endpoint_variable(self) -> str:
        """The environment variable that the endpoint in force comes from; empty if it comes from elsewhere."""
        return self.environment.variable if self._asks_environment and self.environment.endpoint else ""

    @property
    def wrong_variable(self) -> str:
        """The environment variable that should name the endpoint and names none; empty if all is well."""
        return self.environment.variable if self._asks_environment and self.environment.is_wrong else ""

    @property
    def variable_problem(self) -> Problem | None:
        """The problem of `wrong_variable`; None if all is well. It contains nothing of a password in the variable."""
        return endpoint_problem(self.environment.text, self.wrong_variable) if self.wrong_variable else None

    def changed(self, values: dict[str, Any]) -> "SettingsLayers":
        """Returns the layers with the user's own settings changed, but for those that the policy locks.

        An endpoint is one that the user gave, unless `endpoint_found` comes with it.
        """
        taken = {name: value for name, value in values.items() if name not in self.policy.locked}
        if "endpoint" in taken:
            taken.setdefault("endpoint_found", False)
        has_chosen = self.has_chosen_endpoint or "endpoint" in taken
        return replace(self, own=replace(self.own, **taken), has_chosen_endpoint=has_chosen)

    def to_plain(self) -> dict[str, Any]:
        """Returns the content for the settings file. A chosen endpoint is written even if it is the usual one."""
        chosen = {"endpoint": self.own.endpoint} if self.has_chosen_endpoint else {}
        return {**to_plain(self.own), **chosen}

    @property
    def _asks_environment(self) -> bool:
        return not self.has_chosen_endpoint and "endpoint" not in self.policy.locked
