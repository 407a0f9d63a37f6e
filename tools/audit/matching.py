"""Matches advisories with components, by the version rules of `packaging`."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tools.audit.advisories import Advisory, AffectedPackage
from tools.audit.inventory import PYPI, Component


class Match(NamedTuple):
    """An advisory that concerns a component. Not `certain` where the versions cannot be compared."""

    component: Component
    advisory: Advisory
    certain: bool
    fixed_in: tuple[str, ...]


def matches(components: Iterable[Component], advisories: Iterable[Advisory]) -> list[Match]:
    """Returns what concerns the components, each advisory once a component, in the order of the components.

    A package of the lock is looked up under PyPI. A native library is looked up by its name in every other ecosystem,
    where OSV lists upstream projects (OSS-Fuzz and others).
    """
    by_name: dict[tuple[bool, str], list[tuple[Advisory, AffectedPackage]]] = {}
    for advisory in advisories:
        for affected in advisory.affected:
            key = affected.ecosystem == PYPI, canonicalize_name(affected.name)
            by_name.setdefault(key, []).append((advisory, affected))
    found = {
        (component, match.advisory.id): match
        for component in components
        for match in _of_component(component, by_name.get((component.kind == PYPI, component.name), ()))
    }
    return list(found.values())


def _of_component(component: Component, named: Iterable[tuple[Advisory, AffectedPackage]]) -> Iterator[Match]:
    for advisory, affected in named:
        verdict = _is_affected(component.version, affected)
        if verdict is not False:
            fixed = tuple(bounds.fixed for bounds in affected.ranges if bounds.fixed)
            yield Match(component, advisory, verdict is True, fixed)


def _is_affected(version: str, affected: AffectedPackage) -> bool | None:
    """Returns True or False, or None if the versions cannot be compared."""
    if version in affected.versions:
        return True
    try:
        own = Version(version)
        listed = {Version(text) for text in affected.versions}
        inside = any(
            (bounds.introduced == "0" or Version(bounds.introduced) <= own)
            and (not bounds.fixed or own < Version(bounds.fixed))
            and (not bounds.last_affected or own <= Version(bounds.last_affected))
            for bounds in affected.ranges
        )
    except InvalidVersion:
        return None
    return own in listed or inside or (None if not affected.versions and not affected.ranges else False)
