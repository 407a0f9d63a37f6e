"""Every provider, once. To add one, write its file beside this one and its entry into `PROVIDERS`."""

from collections.abc import Mapping
from typing import Any

from desktop.adapters.providers.local_ocr_provider import LOCAL_OCR
from desktop.adapters.providers.openai_compatible import OPENAI_COMPATIBLE
from desktop.adapters.providers.provider_entry import ProviderEntry
from desktop.core.asking.request import Request
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.environment import NO_ENDPOINT, NO_KEY, EnvironmentEndpoint, EnvironmentKey

PROVIDERS: tuple[ProviderEntry, ...] = (LOCAL_OCR, OPENAI_COMPATIBLE)
"""In the order in which they are asked whether they serve a host; the last serves every host."""


def entry_at(host: str, providers: tuple[ProviderEntry, ...] = PROVIDERS) -> ProviderEntry:
    """Returns the first entry that serves `host`, as `Settings.host` has it."""
    return next(entry for entry in providers if entry.serves(host))


def capabilities_at(host: str) -> ProviderCapabilities:
    """Returns the capabilities of the provider at `host`."""
    return entry_at(host).capabilities(host)


def environment_key_in(
    environment: Mapping[str, str], providers: tuple[ProviderEntry, ...] = PROVIDERS
) -> EnvironmentKey:
    """Returns the key of the first provider that finds one in `environment`; `NO_KEY` if none does."""
    keys = (entry.environment_key(environment) for entry in providers)
    return next((key for key in keys if key.text), NO_KEY)


def environment_endpoint_in(
    environment: Mapping[str, str], providers: tuple[ProviderEntry, ...] = PROVIDERS
) -> EnvironmentEndpoint:
    """Returns the endpoint of the first provider that finds one in `environment`; `NO_ENDPOINT` if none does."""
    endpoints = (entry.environment_endpoint(environment) for entry in providers)
    return next((endpoint for endpoint in endpoints if endpoint.text), NO_ENDPOINT)


def called_url(endpoint: str) -> str:
    """Returns the URL that a question to `endpoint` is sent to."""
    return entry_at(host_of(endpoint)).called_url(endpoint)


def request_body(request: Request) -> dict[str, Any]:
    """Returns the JSON that the provider of `request` would send."""
    return entry_at(host_of(request.endpoint)).body(request)
