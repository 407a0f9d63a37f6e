"""The facts about a provider that the rest of the program must know, so that it need not know any host.

The providers themselves are in adapters/providers; composition hands their registry in with `use_capabilities`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class BatchRules:
    """How a provider takes requests in files. The defaults are those of any server that has `/files` and `/batches`.

    `price_share` is what a request costs in a batch, as a share of its price at once; `most_lines` and `most_bytes`
    bound a file. `purpose` is what a file is uploaded for, and `upload_path` where; `line_url` stands in every line,
    and `endpoint` in the batch. `files_lie_s` is how long files are told to lie, 0 where the provider cannot be told.
    `keeps_metadata` is False for one whose batches are found again by their file alone.
    """

    price_share: float = 1.0
    most_lines: int = 50_000
    most_bytes: int = 200_000_000
    purpose: str = "batch"
    upload_path: str = "/files"
    line_url: str = "/v1/chat/completions"
    endpoint: str = "/v1/chat/completions"
    files_lie_s: int = 0
    keeps_metadata: bool = True

    def with_most_lines(self, count: int) -> "BatchRules":
        """Returns the rules with fewer lines in a file."""
        return replace(self, most_lines=count)


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
    batch: BatchRules = BatchRules()
    """How it takes requests in files."""


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
