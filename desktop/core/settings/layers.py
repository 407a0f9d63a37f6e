"""The settings in force, made of the user's own, an endpoint from the environment, and the administrator's policy."""

from dataclasses import dataclass, replace
from typing import Any

from desktop.core.errors import Problem
from desktop.core.settings.connections.connection import OWN_FIELDS, Connection, is_given
from desktop.core.settings.connections.connection_list import NO_CHOICE, ConnectionList, ConversationChoice
from desktop.core.settings.connections.given import offered
from desktop.core.settings.endpoint import endpoint_problem
from desktop.core.settings.environment import NO_ENDPOINT, EnvironmentEndpoint
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.settings import FIELDS, Settings, from_plain, is_valid, to_plain

_OF_GIVEN = frozenset(OWN_FIELDS) - {"model", "parameters"}  # these two are free for each conversation


@dataclass(frozen=True, slots=True)
class SettingsLayers:
    """The settings by origin. `own` are those that hold for every connection; the others are in `connections`.

    The environment's endpoint applies to the first connection while neither the user nor the policy chose one. What
    the policy recommends applies where the user has chosen nothing: `chosen` are the field names of what was.
    `choice` is that of the conversation in which a question is asked.
    """

    own: Settings
    connections: ConnectionList = ConnectionList()
    environment: EnvironmentEndpoint = NO_ENDPOINT
    policy: Policy = NO_POLICY
    choice: ConversationChoice = NO_CHOICE
    chosen: frozenset[str] = frozenset()

    @classmethod
    def of_plain(
        cls, stored: dict[str, Any], environment: EnvironmentEndpoint = NO_ENDPOINT, policy: Policy = NO_POLICY
    ) -> "SettingsLayers":
        """Returns the layers over the content of the settings file."""
        own = from_plain({name: value for name, value in stored.items() if name not in OWN_FIELDS})
        chosen = frozenset(FIELDS[name] for name, value in stored.items() if name in FIELDS and is_valid(name, value))
        return cls(own, ConnectionList.of_plain(stored), environment, policy, chosen=chosen)

    @property
    def in_force(self) -> Settings:
        """The settings that apply. While a variable names no endpoint though it should, this computer answers."""
        settings = self._with_recommended(self.listed.in_force(self.own, self.choice))
        if self._asks_environment:
            settings = self.environment.applied(settings)
        if self.wrong_variable:
            settings = replace(settings, answers="computer")
        return self.policy.applied(settings)

    @property
    def for_question(self) -> Settings:
        """The settings that a question is asked with: those in force, and what a saved prompt adds to them."""
        return self.choice.asked(self.in_force, self.policy.locked)

    @property
    def connection(self) -> Connection:
        """The connection that answers. Its endpoint is another one where the environment or the policy has it."""
        return self.listed.get(self.choice.connection)

    @property
    def listed(self) -> ConnectionList:
        """The connections to choose from: those that the policy gives, and the user's own where it allows any."""
        given, may_have_own = self.policy.given_connections, self.policy.allows_own_connections
        return offered(self.connections, given, may_have_own) if given or not may_have_own else self.connections

    @property
    def locked(self) -> frozenset[str]:
        """The field names of the settings that the user cannot change: also those of a connection that was given."""
        return self.policy.locked | (_OF_GIVEN if is_given(self.connection.id) else frozenset())

    @property
    def may_choose_connection(self) -> bool:
        """True unless the policy says where questions go: then every connection would lead there."""
        return "endpoint" not in self.policy.locked

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

    def at(self, connection_id: str) -> Settings:
        """Returns the settings that would apply if a connection were chosen, with its own model and parameters."""
        return replace(self, choice=ConversationChoice(connection_id)).in_force

    def changed(self, values: dict[str, Any]) -> "SettingsLayers":
        """Returns the layers with the user's own settings changed, but for those that the policy locks.

        Those that belong to a connection are changed in the one that answers; of one that was given, the model and the
        parameters are changed for the conversation alone. An endpoint is one that the user gave, unless
        `endpoint_found` comes with it.
        """
        taken = {name: value for name, value in values.items() if name not in self.locked}
        if is_given(self.connection.id):
            return self._changed_at_given(taken)
        if "endpoint" in taken:
            taken.setdefault("endpoint_found", False)
        everywhere = {name: value for name, value in taken.items() if name not in OWN_FIELDS}
        overridden = {
            name: taken[name]
            for name in ("model", "parameters", "detail")
            if name in taken and getattr(self.choice, name)
        }
        return replace(
            self,
            own=replace(self.own, **everywhere),
            connections=self.connections.with_connection(self.connection.changed(taken)),
            choice=replace(self.choice, **overridden),
            chosen=self.chosen | taken.keys(),
        )

    def _changed_at_given(self, taken: dict[str, Any]) -> "SettingsLayers":
        everywhere = {name: value for name, value in taken.items() if name not in OWN_FIELDS}
        here: dict[str, Any] = {name: taken[name] for name in ("model", "parameters") if name in taken}
        if "detail" in taken and self.choice.detail:
            here["detail"] = taken["detail"]
        choice = replace(self.choice, **({"connection": self.connection.id, **here} if here else {}))
        return replace(self, own=replace(self.own, **everywhere), choice=choice, chosen=self.chosen | everywhere.keys())

    def to_plain(self) -> dict[str, Any]:
        """Returns the content for the settings file.

        What was chosen is written even if it is the usual one: an endpoint, and what the policy recommends otherwise.
        """
        recommended = self.chosen & dict(self.policy.recommended).keys() - OWN_FIELDS
        against = {stored: getattr(self.own, name) for stored, name in FIELDS.items() if name in recommended}
        return {**to_plain(self.own), **against, **self.connections.to_plain()}

    def _with_recommended(self, settings: Settings) -> Settings:
        """Returns the settings with the policy's defaults where the user chose nothing.

        Those that belong to a connection apply to one whose endpoint nobody has chosen.
        """
        open_names = [name for name, _ in self.policy.recommended if name not in OWN_FIELDS and name not in self.chosen]
        if not self.connection.has_chosen_endpoint:
            usual = Settings()
            open_names += [name for name in OWN_FIELDS if getattr(settings, name) == getattr(usual, name)]
        values = {name: value for name, value in self.policy.recommended if name in open_names}
        if "endpoint" in values:
            values["endpoint_found"] = False
        return replace(settings, **values)

    @property
    def _asks_environment(self) -> bool:
        return not self.connection.has_chosen_endpoint and self.may_choose_connection
