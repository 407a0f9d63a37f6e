"""The key store under the rules of a house: where credentials may come from, a helper's, and headers for all.

What the house gives goes to the endpoint that its policy fixes, or to the hosts that it allows by name; to no other.
"""

from collections.abc import Callable

from desktop.adapters.policy.credential_helper import CredentialHelper, HelperCall
from desktop.adapters.policy.key_programs import KeyProgramFile
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.adapters.system.secret_store import ApiKey, KeySource
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.connections.given import given_headers
from desktop.core.settings.connections.key_program import KeyProgram
from desktop.core.settings.endpoint import origin_of
from desktop.core.settings.house_rules import ANYWHERE, HouseRules
from desktop.core.settings.own_headers import Headers, headers_of
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings

OF_KEYS = "key", "token", "auth", "secret", "cookie", "credential", "password"
"""Words in the names of headers by which servers know who asks."""


class HouseKeys:
    """Fulfils `KeyStore` over the user's own. `policy` returns the policy in force. Methods may block."""

    def __init__(
        self,
        own: ApiKeyStore,
        policy: Callable[[], Policy],
        helper: CredentialHelper,
        programs: KeyProgramFile,
        own_helper: CredentialHelper,
    ) -> None:
        """`helper` runs the program of the policy, `own_helper` those that the user has typed, which are `programs`."""
        self._own = own
        self._policy = policy
        self._helper = helper
        self._programs = programs
        self._own_helper = own_helper

    def key_for(self, origin: str, found: bool = False) -> ApiKey | None:
        """Returns the key for `origin`. Raises StorageError."""
        policy = self._policy()
        rules = policy.applied(Settings())
        if rules.credential in ("any", "helper") and rules.credential_helper and is_of_house(policy, origin):
            call = HelperCall(
                rules.credential_helper, origin_of(origin), rules.helper_lifetime_s, rules.helper_timeout_s
            )
            return ApiKey(self._helper.credential(call), KeySource.HELPER)
        if rules.credential == "helper":
            return None
        if rules.credential in ("any", "user") and (program := self._programs.program_for(origin_of(origin))):
            call = HelperCall(program.command, origin_of(origin), program.lifetime_s, program.timeout_s)
            return ApiKey(self._own_helper.credential(call), KeySource.OWN_PROGRAM)
        if rules.credential == "environment":
            return self._own.environment_key(origin, found)
        if rules.credential == "key_store":
            return self._own.system_key(origin)
        key = self._own.key_for(origin, found)
        is_refused = rules.credential == "user" and key is not None and key.source is KeySource.ENVIRONMENT
        return None if is_refused else key

    def known_without_store(self, origin: str, found: bool = False) -> bool:
        """Returns True if there is a key for `origin` outside the system's key store; nothing is run."""
        policy = self._policy()
        rules = policy.applied(Settings())
        if rules.credential_helper and rules.credential in ("any", "helper") and is_of_house(policy, origin):
            return True
        if rules.credential == "environment":
            return self._own.environment_key(origin, found) is not None
        if rules.credential not in ("any", "user"):
            return False
        return self._programs.program_for(origin_of(origin)) is not None or self._own.known_without_store(origin, found)

    def save(self, origin: str, key: str, in_file: bool = False) -> KeySource:
        """Keeps `key` for `origin`. Raises StorageError, also where the house says that keys come from elsewhere."""
        credential = self._policy().applied(Settings()).credential
        if credential in ("helper", "environment") or (credential == "key_store" and in_file):
            raise StorageError(Problem(ProblemKind.NOT_ALLOWED))
        return self._own.save(origin, key, in_file)

    def delete(self, origin: str) -> None:
        """Removes the user's own key for `origin` from every place, and their program. Raises StorageError."""
        self._programs.save(origin_of(origin), None)
        self._own.delete(origin)

    def program_for(self, origin: str) -> KeyProgram | None:
        """Returns the user's own program that prints the key for `origin`. Raises StorageError."""
        return self._programs.program_for(origin_of(origin))

    def save_program(self, origin: str, program: KeyProgram | None) -> None:
        """Keeps the user's own program for `origin`. Raises StorageError, also where the house says otherwise."""
        if program is not None and self._policy().applied(Settings()).credential not in ("any", "user"):
            raise StorageError(Problem(ProblemKind.NOT_ALLOWED))
        self._programs.save(origin_of(origin), program)

    def headers_for(self, origin: str) -> Headers:
        """Returns the headers for `origin`, those of the house in the place of the user's own. Raises StorageError.

        Where the house says that keys come from elsewhere, no header of the user's goes whose name tells of one.
        """
        policy = self._policy()
        rules = policy.applied(Settings())
        given = headers_of("\n".join(rules.headers)) or ()
        given = given if is_of_house(policy, origin) else ()
        of_connections = given_headers(rules.connections, origin) if policy.block is None else ()
        taken = {name.lower() for name, _ in of_connections}
        given = (*(pair for pair in given if pair[0].lower() not in taken), *of_connections)
        names = {name.lower() for name, _ in given}
        own = (pair for pair in self._own.headers_for(origin) if pair[0].lower() not in names)
        if rules.credential in ("helper", "environment"):
            own = (pair for pair in own if not any(word in pair[0].lower() for word in OF_KEYS))
        return (*own, *given)

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        """Keeps the user's own `headers` for `origin` in the place of those before. Raises StorageError."""
        self._own.save_headers(origin, headers, in_file)

    def has_store(self) -> bool:
        """Returns True if this system has a key store that answers."""
        return self._own.has_store()


def is_of_house(policy: Policy, origin: str) -> bool:
    """Returns True if `origin` is that of the endpoint that the policy fixes, or else of a connection that it gives, or
    a host that it allows.
    """
    values = dict(policy.values)
    if policy.block is not None:
        return False
    if "endpoint" in values:
        return origin_of(values["endpoint"]) == origin_of(origin)
    if any(origin_of(connection.values.endpoint) == origin_of(origin) for connection in policy.given_connections):
        return True
    named = tuple(host for host in values.get("allowed_hosts", ()) if host not in ANYWHERE)
    return HouseRules(allowed_hosts=named).may_reach(origin)
