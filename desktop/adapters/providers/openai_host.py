"""OpenAI's own host, and what is known of it that is not so of compatible servers."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.environment_key import EnvironmentKey

OPENAI_HOST = "api.openai.com"
OPENAI = ProviderCapabilities(
    needs_key=True, has_catalog_prices=True, has_catalog_last_days=True, offers_catalog_models=True
)
COMPATIBLE = ProviderCapabilities()
KEY_VARIABLE, ENDPOINT_VARIABLE = "OPENAI_API_KEY", "OPENAI_BASE_URL"
OWN_HEADERS = frozenset({"openai-organization", "openai-project"})


def openai_capabilities(host: str) -> ProviderCapabilities:
    """Returns the capabilities of OpenAI itself, or of a compatible server, by the host with or without a port."""
    return OPENAI if urlsplit(f"//{host}").hostname == OPENAI_HOST else COMPATIBLE


def own_headers(host: str) -> frozenset[str]:
    """Returns the names of the headers, in lower case, that are for OpenAI alone: none for any other host."""
    return OWN_HEADERS if urlsplit(f"//{host}").hostname == OPENAI_HOST else frozenset()


def openai_environment_key(environment: Mapping[str, str]) -> EnvironmentKey:
    """Returns the key of OPENAI_API_KEY, for OpenAI and for the host in OPENAI_BASE_URL."""
    named = urlsplit(environment.get(ENDPOINT_VARIABLE, "")).hostname
    return EnvironmentKey(environment.get(KEY_VARIABLE, "").strip(), frozenset(filter(None, (OPENAI_HOST, named))))
