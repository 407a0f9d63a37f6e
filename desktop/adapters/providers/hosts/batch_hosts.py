"""What is known of the hosts that take requests in files, and how their dialects differ from OpenAI's."""

from urllib.parse import urlsplit

from desktop.core.provider_capabilities import BatchRules

DAY_S = 86_400
HALF = 0.5
OPENAI_BATCH = BatchRules(price_share=HALF, files_lie_s=7 * DAY_S)
"""https://platform.openai.com/docs/guides/batch."""
_AZURE = BatchRules(
    price_share=HALF, line_url="/chat/completions", endpoint="/chat/completions", files_lie_s=14 * DAY_S
)
"""https://learn.microsoft.com/azure/ai-services/openai/how-to/batch: 14 days are the least that it can be told."""
_BY_ENDING = {
    "openai.azure.com": _AZURE,
    "cognitiveservices.azure.com": _AZURE,
    "services.ai.azure.com": _AZURE,
    "api.groq.com": BatchRules(price_share=HALF),  # https://console.groq.com/docs/batch
    "api.together.xyz": BatchRules(  # https://docs.together.ai/docs/batch-inference
        price_share=HALF,
        most_bytes=100_000_000,
        purpose="batch-api",
        upload_path="/files/upload",
        keeps_metadata=False,
    ),
}
GATEWAY_HEADER, GATEWAY_FIELD = "x-litellm-version", "target_model_names"
"""A header by which a LiteLLM gateway is known, and the field of an upload that tells it the model behind it:
https://docs.litellm.ai/docs/batches."""


def batch_rules_at(host: str) -> BatchRules:
    """Returns the rules of a host, with or without a port; those of any server where nothing is known of it."""
    name = urlsplit(f"//{host}").hostname or ""
    found = (rules for ending, rules in _BY_ENDING.items() if name == ending or name.endswith(f".{ending}"))
    return next(found, BatchRules())
