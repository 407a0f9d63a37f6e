"""The registry's entry for OpenAI and every server that speaks the same. `create` loads the openai library."""

from desktop.adapters.providers.openai_body import openai_body
from desktop.adapters.providers.openai_host import openai_capabilities
from desktop.adapters.providers.provider_entry import OpenProvider, ProviderEntry, ProviderParts


def _create(parts: ProviderParts) -> OpenProvider:
    from desktop.adapters.providers.openai_provider import OpenAIProvider  # takes up to a second

    return OpenAIProvider()


OPENAI_COMPATIBLE = ProviderEntry(
    "openai-compatible", lambda host: True, openai_capabilities, openai_body, _create, loads_slowly=True
)
