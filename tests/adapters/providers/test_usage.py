"""Counts of tokens in every dialect."""

import pytest

from desktop.adapters.providers.usage import usage_in
from desktop.core.conversation.turn import Usage


@pytest.mark.parametrize(
    ("chunk", "usage"),
    [
        ({"usage": {"prompt_tokens": 5, "completion_tokens": 3}}, Usage(5, 3)),
        ({"meta": {"billed_units": {"input_tokens": 5, "output_tokens": 3}}}, Usage(5, 3)),
        ({"content": "", "stop": True, "tokens_evaluated": 5, "tokens_predicted": 3}, Usage(5, 3)),
        (
            {"usage": {"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 2}}},
            Usage(5, 3, 2),
        ),
        (
            {"usage": {"input_tokens": 5, "output_tokens": 3, "input_tokens_details": {"cached_tokens": 4}}},
            Usage(5, 3, 4),
        ),
        (
            {
                "usage": {
                    "input_tokens": 5,
                    "output_tokens": 3,
                    "cache_read_input_tokens": 10,
                    "cache_creation_input_tokens": 1,
                }
            },
            Usage(16, 3, 10),
        ),
        ({"usage": {"prompt_tokens": 15, "completion_tokens": 3, "cache_read_input_tokens": 10}}, Usage(15, 3, 10)),
        ({"usage": {"prompt_tokens": 5, "completion_tokens": 3, "prompt_cache_hit_tokens": 4}}, Usage(5, 3, 4)),
        ({"usage": {"prompt_tokens": 5, "total_tokens": 9}}, Usage(5, 4)),
        (
            {"usage": {"tokens": {"input_tokens": 5.0, "output_tokens": 3.0}, "billed_units": {"input_tokens": 1.0}}},
            Usage(5, 3),
        ),
        (
            {
                "usageMetadata": {
                    "promptTokenCount": 5,
                    "candidatesTokenCount": 3,
                    "thoughtsTokenCount": 7,
                    "totalTokenCount": 15,
                }
            },
            Usage(5, 10),
        ),
        (
            {"usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 3, "cachedContentTokenCount": 2}},
            Usage(5, 3, 2),
        ),
        ({"x_groq": {"usage": {"prompt_tokens": 5, "completion_tokens": 3}}}, Usage(5, 3)),
        ({"done": True, "prompt_eval_count": 5, "eval_count": 3}, Usage(5, 3)),
        ({"usage": {"inputTokens": 5, "outputTokens": 3}}, Usage(5, 3)),
        ({"amazon-bedrock-invocationMetrics": {"inputTokenCount": 5, "outputTokenCount": 3}}, Usage(5, 3)),
        ({"token_usage": {"input_token_count": 5, "generated_token_count": 3}}, Usage(5, 3)),
        ({"timings": {"cache_n": 2, "prompt_n": 5, "predicted_n": 3}}, Usage(7, 3, 2)),
        ({"usage": None, "timings": {"prompt_n": 5, "predicted_n": 3}}, Usage(5, 3)),
        ({"usage": {"prompt_tokens": 5}}, None),
        ({"usage": {"prompt_tokens": -1, "completion_tokens": 3}}, None),
        ({"usage": {"prompt_tokens": 10**20, "completion_tokens": 3}}, None),
        ({"usage": {"prompt_tokens": True, "completion_tokens": 3}}, None),
        ({"usage": {"prompt_tokens": "5", "completion_tokens": "3"}}, Usage(5, 3)),
        ({"usage": {"prompt_tokens": "5.5", "completion_tokens": "3"}}, None),
        ({"usage": {"prompt_tokens": "٥", "completion_tokens": "3"}}, None),
        ({"usage": {"prompt_tokens": "9" * 5000, "completion_tokens": "3"}}, None),
        ({"results": [{"generated_text": "a", "input_token_count": 5, "generated_token_count": 3}]}, Usage(5, 3)),
        ({"results": [{"usage": {"prompt_tokens": 5, "completion_tokens": 3}}]}, Usage(5, 3)),
        ({"outputText": "a", "inputTextTokenCount": 5, "totalOutputTextTokenCount": 3}, Usage(5, 3)),
        ({"results": []}, None),
        ({"metrics": {"input_token_count": 5, "output_token_count": 3}}, Usage(5, 3)),
        ({"text": "a", "meta_info": {"prompt_tokens": 5, "completion_tokens": 3}}, Usage(5, 3)),
        ({"stats": {"input_tokens": 5, "total_output_tokens": 3}}, Usage(5, 3)),
        (
            {"usage": {"total_input_tokens": 5, "total_output_tokens": 3, "total_thought_tokens": 7}},
            Usage(5, 10),
        ),
        ({"usage": [1, 2]}, None),
        ({}, None),
        (None, None),
    ],
)
def test_usage_is_read_in_every_dialect(chunk: object, usage: Usage | None) -> None:
    assert usage_in(chunk) == usage
