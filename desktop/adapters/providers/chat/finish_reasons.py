"""The words with which endpoints say why an answer ended, as data. A word that is not here is said to be unknown.

Sources: the published references of OpenAI, Azure, Anthropic, Gemini, Vertex, Mistral, Cohere, DeepSeek, Zhipu, Qwen,
MiniMax, Moonshot, OpenRouter, Together, Fireworks, Groq, Perplexity, Bedrock, watsonx, Ollama, vLLM, SGLang, TGI and
llama.cpp. Case and separators do not matter, nor a leading "finish_reason".
"""

import re
from functools import cache

from desktop.services.ports.provider import FinishReason

_WORDS: dict[FinishReason, str] = {
    FinishReason.STOP: """
        stop end_turn eos eos_token eos_found eot end_of_text end_of_sequence end_of_stream stop_sequence stop_token
        stop_word stop_words stop_str complete completed completion finish finished done success succeeded normal end
        natural natural_stop conversation_end stop_string_found word
        """,
    FinishReason.LENGTH: """
        length max_tokens max_token max_length max_new_tokens max_output_tokens max_completion_tokens max_output_token
        max_tokens_reached max_length_reached max_tokens_exceeded model_length model_context_length
        model_context_window_exceeded context_window_exceeded context_length_exceeded context_length context_limit
        context_overflow context_full token_limit token_limit_reached tokens_limit output_limit length_limit error_limit
        limit limit_reached length_capped length_exceeded exceeded_length stop_by_length cutoff cut_off tokens
        max_predicted_tokens_reached hit_max kv_cache_full context_length_reached context truncated truncation
        num_predict max_tokens_to_sample
        max_thinking_tokens max_seq_len max_sequence_length
        """,
    FinishReason.FILTERED: """
        content_filter content_filtered content_filtering content_filter_result content_policy content_policy_violation
        content_moderation content_blocked content_risk policy_violation safety safety_filter unsafe recitation
        blocklist blocked prohibited prohibited_content spii
        language refusal refused sensitive sensitive_content moderation
        moderated guardrail guardrails guardrail_intervened guardrail_triggered error_toxic toxic toxicity flagged risk
        risk_control output_blocked input_blocked filtered filter image_safety image_prohibited_content
        image_recitation image_other content_filter_error moderation_blocked safety_stop model_armor
        data_inspection_failed violation censored copyright
        """,
    FinishReason.BROKEN: """
        error errors failed failure fail abort aborted abandoned cancel canceled cancelled user_cancel user_cancelled
        timeout timed_out time_out time_limit time_limit_exceeded deadline deadline_exceeded interrupted interrupt
        incomplete insufficient_system_resource insufficient_system_resources insufficient_resources network_error
        network connection_error disconnected disconnect server_error internal_error internal_server_error internal
        engine_error upstream_error provider_error model_error service_unavailable unavailable overloaded
        engine_overloaded server_overloaded resource_exhausted out_of_memory oom preempted preemption evicted exception
        exceeded_capacity pause_turn paused repetition repetition_detected repetition_truncation no_image shutdown
        malformed_response user_stopped model_unloaded max_time server_shutdown rate_limit rate_limited killed crashed
        balance insufficient_balance
        """,
    FinishReason.TOOL: """
        tool_calls tool_call tool_use tool tools function_call function_calls function call_tool tool_code
        unexpected_tool_call malformed_function_call too_many_tool_calls malformed_tool_use tool_error requires_action
        action_required missing_thought_signature
        """,
}
_PARTS: tuple[tuple[FinishReason, str], ...] = (
    (
        FinishReason.FILTERED,
        "unsafe|safety|policy|filter|blocked|sensitive|nsfw|harmful|jailbreak|moderat|guardrail|recitation|prohibit|inspection|"
        "toxic|violen|sexual|copyright",
    ),
    (
        FinishReason.BROKEN,
        "error|fail|time(?:d)?out|abort|cancel|disconnect|crash|overload|throttl|quota|unavailable|interrupt|exception|"
        "died|connectionlost",
    ),
    (FinishReason.TOOL, r"tool(?!ong)|functioncall|mcpcall"),
    (FinishReason.LENGTH, "maxtoken|toolong|length|contextwindow|contextlimit|tokenlimit|outoftoken|budget|truncat"),
)
"""What a part of a word that is not known tells: an answer that is not whole, and why. No part makes it whole."""
_WHOLE_PARTS = re.compile("stop|eos|whole|complete|ok$|passed|clean|^no(?:t|error|filter)|^safecompletion")
_NO_REASON = frozenset(
    {"", "null", "none", "unspecified", "pending", "inprogress", "running", "notfinished", "unfinished"}
)
_SEPARATORS = re.compile(r"[^a-z0-9]")


def finish_reason_of(word: object) -> tuple[FinishReason, str] | None:
    """Returns the meaning of an endpoint's reason, with its own word; None where it gives no reason (yet).

    A reason may be an object with its word as `type` or `reason`.
    """
    if isinstance(word, dict):
        word = next((word[name] for name in ("type", "reason", "finish_reason") if word.get(name)), None)
    if word is None or word is False:
        return None
    text = str(word)
    squeezed = _SEPARATORS.sub("", text.lower()).removeprefix("finishreason").removeprefix("stopreason")
    if squeezed in _NO_REASON:
        return None
    return _reasons().get(squeezed) or _by_part(squeezed), text


def _by_part(squeezed: str) -> FinishReason:
    """Returns what a part of an unknown word tells, unless another part of it may mean the contrary."""
    if _WHOLE_PARTS.search(squeezed):
        return FinishReason.UNKNOWN
    return next((reason for reason, parts in _PARTS if re.search(parts, squeezed)), FinishReason.UNKNOWN)


@cache
def _reasons() -> dict[str, FinishReason]:
    return {_SEPARATORS.sub("", word): reason for reason, words in _WORDS.items() for word in words.split()}
