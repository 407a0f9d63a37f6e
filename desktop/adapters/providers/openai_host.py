"""OpenAI's own host, and what is known of it that is not so of compatible servers."""

from urllib.parse import urlsplit

from desktop.core.provider_capabilities import ProviderCapabilities

OPENAI_HOST = "api.openai.com"
OPENAI = ProviderCapabilities(
    needs_key=True, has_catalog_prices=True, has_catalog_last_days=True, offers_catalog_models=True
)
COMPATIBLE = ProviderCapabilities()


def openai_capabilities(host: str) -> ProviderCapabilities:
    """Returns the capabilities of OpenAI itself, or of a compatible server, by the host with or without a port."""
    return OPENAI if urlsplit(f"//{host}").hostname == OPENAI_HOST else COMPATIBLE
