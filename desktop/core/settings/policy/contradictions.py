"""Parts of a policy that are well formed and cannot work together, or not on this computer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.settings.connections.given import given_connections
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.policy.policy import Policy


class ContradictionKind(StrEnum):
    """The kinds of parts that cannot work."""

    HOST = "host"
    NO_PROGRAM = "no_program"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A part that cannot work: the name of its key, and the host, or the path with the reason."""

    kind: ContradictionKind
    name: str
    detail: str = ""
    reason: str = ""

    @property
    def may_be_mended_elsewhere(self) -> bool:
        """True if another file of the same policy may hold what is missing in one."""
        return self.kind is ContradictionKind.NO_PROGRAM


def contradictions(policy: Policy) -> tuple[Contradiction, ...]:
    """Returns what in a policy cannot work, whatever the computer."""
    return tuple(_of_hosts(policy)) + tuple(_of_programs(policy))


def unusable_files(policy: Policy, fault_of: Callable[[str, str], str]) -> tuple[Contradiction, ...]:
    """Returns the files that a policy names and that are no use; `fault_of` tells the reason by a key and a path.

    A table of models tells of itself where it is read.
    """
    values = dict(policy.values)
    named = [("certificates", values.get("certificates", ""))]
    named.append(("credential_helper", next(iter(values.get("credential_helper", ())), "")))
    found = ((name, path, fault_of(name, path)) for name, path in named if path)
    return tuple(Contradiction(ContradictionKind.FILE, name, path, reason) for name, path, reason in found if reason)


def _of_hosts(policy: Policy) -> Iterator[Contradiction]:
    """Yields the addresses that the policy itself does not allow."""
    if policy.block is not None:
        return
    values = dict(policy.recommended) | dict(policy.values)
    addresses = [("endpoint", values["endpoint"])] if "endpoint" in values else []
    addresses += [("connections", given.values.endpoint) for given in given_connections(values.get("connections", ()))]
    for name, address in addresses:
        if policy.refusal(address) is not None:
            yield Contradiction(ContradictionKind.HOST, name, host_of(address))


def _of_programs(policy: Policy) -> Iterator[Contradiction]:
    """Yields the place of keys where no program is named that prints them."""
    values = dict(policy.values)
    if values.get("credential") == "helper" and not values.get("credential_helper"):
        yield Contradiction(ContradictionKind.NO_PROGRAM, "credential")
