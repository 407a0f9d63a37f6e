"""The words for the end of an answer, and what each means."""

import pytest

from desktop.adapters.providers.chat.finish_reasons import finish_reason_of
from desktop.services.ports.provider import FinishReason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("stop stopStringFound eosFound STOP end_turn COMPLETE eos eos_token stop_sequence", FinishReason.STOP),
        (
            "length max_tokens MAX_TOKENS model_length FINISH_REASON_MAX_TOKENS max-tokens maxTokens "
            "maxPredictedTokensReached "
            "contextLengthReached stop_by_length kv_cache_full",
            FinishReason.LENGTH,
        ),
        ("content_filter content-filter SAFETY recitation sensitive SPII BLOCKLIST refusal", FinishReason.FILTERED),
        (
            "insufficient_system_resource network_error abort error timeout cancelled userStopped modelUnloaded",
            FinishReason.BROKEN,
        ),
        ("tool_calls function_call tool_use TOOL_CALL UNEXPECTED_TOOL_CALL", FinishReason.TOOL),
        ("lunch stopped_for_lunch OTHER stopp", FinishReason.UNKNOWN),
        ("copyright_ok policy_ok passed_moderation not_filtered safe_completion no_error", FinishReason.UNKNOWN),
        ("tool_timeout function_call_error", FinishReason.BROKEN),
        ("eos_error stop_token_limit completely_new", FinishReason.UNKNOWN),
        ("response_too_long exceeded_max_tokens thinking_budget_exhausted outOfTokens", FinishReason.LENGTH),
        ("safety_blocked blocked_by_safety nsfw content-policy-block SENSITIVE_INFORMATION", FinishReason.FILTERED),
        ("upstream_timeout stream_error client_disconnected quota_exceeded gateway-timeout", FinishReason.BROKEN),
        ("mcp_call function_calling tool_execution", FinishReason.TOOL),
    ],
)
def test_known_words_in_any_spelling(words: str, reason: FinishReason) -> None:
    assert {word: finish_reason_of(word) for word in words.split()} == {word: (reason, word) for word in words.split()}


@pytest.mark.parametrize("word", [None, "", "null", False, "None", "FINISH_REASON_UNSPECIFIED", {}, {"type": ""}])
def test_no_reason_yet(word: object) -> None:
    assert finish_reason_of(word) is None


def test_a_reason_of_another_type_passes_for_none_that_is_known() -> None:
    assert finish_reason_of({"type": "max_tokens"}) == (FinishReason.LENGTH, "max_tokens")
    assert finish_reason_of({"type": "length"}) == (FinishReason.LENGTH, "length")
    assert finish_reason_of(7) == (FinishReason.UNKNOWN, "7")
    assert finish_reason_of(True) == (FinishReason.UNKNOWN, "True")
