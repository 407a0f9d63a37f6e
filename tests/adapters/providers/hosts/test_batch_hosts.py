"""The dialects of hosts that take requests in files."""

import pytest

from desktop.adapters.providers.hosts.batch_hosts import batch_rules_at
from desktop.adapters.providers.registry import capabilities_at


@pytest.mark.parametrize(
    ("host", "share", "endpoint", "purpose"),
    [
        ("api.openai.com", 0.5, "/v1/chat/completions", "batch"),
        ("house.openai.azure.com", 0.5, "/chat/completions", "batch"),
        ("api.groq.com:443", 0.5, "/v1/chat/completions", "batch"),
        ("api.together.xyz", 0.5, "/v1/chat/completions", "batch-api"),
        ("127.0.0.1:8000", 1.0, "/v1/chat/completions", "batch"),  # of which nobody knows a discount
        ("api.groq.com.example", 1.0, "/v1/chat/completions", "batch"),
    ],
)
def test_dialects_are_known_by_the_host(host: str, share: float, endpoint: str, purpose: str) -> None:
    rules = capabilities_at(host).batch
    assert (rules.price_share, rules.endpoint, rules.purpose) == (share, endpoint, purpose)


def test_together_takes_smaller_files_elsewhere_and_keeps_no_metadata() -> None:
    rules = batch_rules_at("api.together.xyz")
    assert (rules.most_bytes, rules.upload_path, rules.keeps_metadata) == (100_000_000, "/files/upload", False)
