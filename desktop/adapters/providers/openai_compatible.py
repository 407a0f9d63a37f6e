"""The registry's entry for OpenAI and every server that speaks the same. `create` loads the openai library."""

from typing import TYPE_CHECKING

from desktop.adapters.providers.openai_body import openai_body
from desktop.adapters.providers.openai_host import (
    chat_url,
    openai_capabilities,
    openai_environment_endpoint,
    openai_environment_key,
)
from desktop.adapters.providers.provider_entry import OpenProvider, ProviderEntry, ProviderParts
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.providers import openai_provider
else:
    openai_provider = deferred("desktop.adapters.providers.openai_provider")  # takes up to a second


def _create(parts: ProviderParts) -> OpenProvider:
    return openai_provider.OpenAIProvider(find_headers=parts.find_headers, proxy=parts.proxy, ledger=parts.ledger)


OPENAI_COMPATIBLE = ProviderEntry(
    "openai-compatible",
    lambda host: True,
    openai_capabilities,
    openai_body,
    _create,
    loads_slowly=True,
    environment_key=openai_environment_key,
    environment_endpoint=openai_environment_endpoint,
    called_url=chat_url,
)
