"""OpenAI's own host, and what is known of it that is not so of compatible servers."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from desktop.adapters.providers.hosts.batch_hosts import OPENAI_BATCH, batch_rules_at
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.endpoint import base_of, origin_of
from desktop.core.settings.environment import EnvironmentEndpoint, EnvironmentKey

OPENAI_HOST = "api.openai.com"
OPENAI = ProviderCapabilities(
    needs_key=True,
    has_catalog_prices=True,
    has_catalog_last_days=True,
    offers_catalog_models=True,
    batch=OPENAI_BATCH,
)
COMPATIBLE = ProviderCapabilities()
KEY_VARIABLE, ENDPOINT_VARIABLE = "OPENAI_API_KEY", "OPENAI_BASE_URL"
VERSION_PARAMETER = "api-version"
"""The parameter of Azure's URLs; where it is, the key goes in a header of Azure's."""
KEY_HEADER = "api-key"
OWN_HEADERS = frozenset({"openai-organization", "openai-project"})


def is_openai(host: str) -> bool:
    """Returns True for OpenAI's own host, with or without a port."""
    return urlsplit(f"//{host}").hostname == OPENAI_HOST


def openai_capabilities(host: str) -> ProviderCapabilities:
    """Returns the capabilities of OpenAI itself, or of a compatible server, by the host with or without a port."""
    return OPENAI if is_openai(host) else replace(COMPATIBLE, batch=batch_rules_at(host))


def own_headers(host: str) -> frozenset[str]:
    """Returns the names of the headers, in lower case, that are for OpenAI alone: none for any other host."""
    return OWN_HEADERS if is_openai(host) else frozenset()


def openai_environment_key(environment: Mapping[str, str]) -> EnvironmentKey:
    """Returns the key of OPENAI_API_KEY, for OpenAI and for the origin in OPENAI_BASE_URL."""
    named = openai_environment_endpoint(environment).endpoint
    origins = {f"https://{OPENAI_HOST}", *((origin_of(named),) if named else ())}
    return EnvironmentKey(environment.get(KEY_VARIABLE, "").strip(), frozenset(origins))


def openai_environment_endpoint(environment: Mapping[str, str]) -> EnvironmentEndpoint:
    """Returns the endpoint of OPENAI_BASE_URL."""
    return EnvironmentEndpoint(ENDPOINT_VARIABLE, environment.get(ENDPOINT_VARIABLE, "").strip())


def chat_url(endpoint: str) -> str:
    """Returns the URL that a question to `endpoint` is posted to."""
    base, version = base_of(endpoint)
    return f"{base}/chat/completions" + (f"?{VERSION_PARAMETER}={version}" if version else "")
