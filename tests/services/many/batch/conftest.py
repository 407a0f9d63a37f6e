"""A server on loopback with prices."""

import pytest

from desktop.adapters.providers import openai_host
from desktop.core.provider_capabilities import BatchRules, ProviderCapabilities


@pytest.fixture
def half_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on loopback with the prices of the catalogue, that takes files for a week at half of them."""
    monkeypatch.setattr(openai_host, "COMPATIBLE", ProviderCapabilities(has_catalog_prices=True))
    rules = BatchRules(price_share=0.5, files_lie_s=7 * 86_400)
    monkeypatch.setattr(openai_host, "batch_rules_at", lambda host: rules)
