"""The facts about a provider that the rest of the program must know, so that it need not know any host.

The providers themselves are in adapters/providers; composition hands their registry in with `use_capabilities`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProviderCapabilities:
    """Facts about the provider at one host. The defaults are those of any compatible server."""

    needs_key: bool = False
    """It answers nothing without a key."""
    has_catalog_prices: bool = False
    """The prices in the model catalogue are its own."""
    has_catalog_last_days: bool = False
    """The last days in the model catalogue are its own."""
    offers_catalog_models: bool = False
    """It offers every model in the catalogue, whether or not it was asked for a list."""


CapabilityLookup = Callable[[str], ProviderCapabilities]
"""Maps a host, as `Settings.host` and `Turn.host` have it, to what is known of the provider there."""


def _of_any_server(host: str) -> ProviderCapabilities:
    return ProviderCapabilities()


_lookup: CapabilityLookup = _of_any_server


def use_capabilities(lookup: CapabilityLookup) -> CapabilityLookup:
    """Makes `capabilities_of` answer by `lookup` from now on. Returns the one before, so that a test can restore it."""
    global _lookup
    previous, _lookup = _lookup, lookup
    return previous


def capabilities_of(host: str) -> ProviderCapabilities:
    """Returns the capabilities of the provider at `host`; those of any server while no registry is in use."""
    return _lookup(host)
