"""Reads the counts of tokens that endpoints report, in every dialect that is spoken behind chat completions.

Sources: the published schemas of OpenAI (both of its interfaces), Anthropic, Gemini, Cohere, DeepSeek, Groq, Moonshot,
Ollama, Bedrock, watsonx, Replicate, SGLang, LM Studio, llama.cpp, TGI and the AI SDK.
"""

from collections.abc import Iterable, Mapping

from desktop.core.conversation.turn import Usage

MAX_COUNT = 10**9  # a larger number is no count
MAX_DIGITS = 10
_PLACES = (
    ("usage",),
    ("usage", "tokens"),
    ("token_usage",),
    ("x_groq", "usage"),
    ("message", "usage"),
    ("response", "usage"),
    ("metadata", "usage"),
    ("result", "usage"),
    ("output", "usage"),
    ("data", "usage"),
    ("response", "meta", "tokens"),
    ("usageMetadata",),
    ("usage_metadata",),
    ("meta", "tokens"),
    ("meta", "billed_units"),
    ("amazon-bedrock-invocationMetrics",),
    ("results", "usage"),
    ("results",),
    ("meta_info",),
    ("metrics",),
    ("stats",),
    (),
    ("timings",),
)
"""The places of the counts in a chunk, the best source first; () is the chunk itself. Of a list, the first counts."""
_INPUT = (
    "prompt_tokens",
    "input_tokens",
    "promptTokenCount",
    "inputTokens",
    "inputTokenCount",
    "prompt_eval_count",
    "promptTokens",
    "prompt_token_count",
    "input_token_count",
    "total_input_tokens",
    "inputTextTokenCount",
    "prompt_n",
    "tokens_evaluated",
)
_OUTPUT = (
    "completion_tokens",
    "output_tokens",
    "candidatesTokenCount",
    "candidates_token_count",
    "outputTokens",
    "outputTokenCount",
    "eval_count",
    "completionTokens",
    "generation_token_count",
    "generated_token_count",
    "output_token_count",
    "total_output_tokens",
    "totalOutputTextTokenCount",
    "predicted_n",
    "tokens_predicted",
)
_TOTAL = ("total_tokens", "totalTokenCount", "totalTokens")
_COUNTS = frozenset((*_INPUT, *_OUTPUT))
_THOUGHTS = ("thoughtsTokenCount", "thoughts_token_count", "total_thought_tokens")
_CACHED = (
    "prompt_cache_hit_tokens",
    "cachedContentTokenCount",
    "cached_content_token_count",
    "cacheReadInputTokens",
    "cached_tokens",
    "total_cached_tokens",
)
_BESIDE = ("cache_read_input_tokens", "cache_n")  # cached tokens that the input count leaves out
_ALSO_BESIDE = ("cache_creation_input_tokens",)
_DETAILS = ("prompt_tokens_details", "input_tokens_details")


def usage_in(chunk: object, before: Usage | None = None) -> Usage | None:
    """Returns the usage that a chunk of a stream, or a whole answer, reports; None if it reports none.

    `before` is what the same answer reported: Anthropic counts the input at its beginning alone.
    """
    if not isinstance(chunk, Mapping):
        return None
    for place in _PLACES:
        if place and place[0] not in chunk:  # as nearly every place in nearly every chunk
            continue
        counts: object = chunk
        for name in place:
            counts = counts.get(name) if isinstance(counts, Mapping) else None
            counts = counts[0] if isinstance(counts, list) and counts else counts
        if isinstance(counts, Mapping) and (usage := _usage(counts, before)) is not None:
            return usage
    return None


def _usage(counts: Mapping[str, object], before: Usage | None) -> Usage | None:
    if _COUNTS.isdisjoint(counts):
        return None
    read, written = _first(counts, _INPUT), _first(counts, _OUTPUT)
    if read is not None and written is None and (total := _first(counts, _TOTAL)) is not None:
        written = max(0, total - read)
    elif written is not None:
        written += _first(counts, _THOUGHTS) or 0
    if read is None and written is not None and before is not None:
        return Usage(before.input_tokens, written, before.cached_tokens)
    if read is None or written is None:
        return None
    details = next((counts[name] for name in _DETAILS if isinstance(counts.get(name), Mapping)), {})
    cached = _first(details, ("cached_tokens",)) if isinstance(details, Mapping) else None
    if cached is None:
        cached = _first(counts, _CACHED)
    if "prompt_tokens" not in counts:  # OpenAI's count has the cached tokens in it, the others' have not
        read += (_first(counts, _BESIDE) or 0) + (_first(counts, _ALSO_BESIDE) or 0)
    if cached is None:
        cached = _first(counts, _BESIDE)
    return Usage(read, written, min(cached or 0, read))


def _first(counts: Mapping[str, object], names: Iterable[str]) -> int | None:
    return next((number for name in names if (number := _count(counts.get(name))) is not None), None)


def _count(value: object) -> int | None:
    if isinstance(value, float):  # as Cohere writes it
        value = int(value) if value.is_integer() else None
    elif isinstance(value, str):  # as some gateways do
        value = int(value) if len(value) <= MAX_DIGITS and value.isascii() and value.isdecimal() else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_COUNT else None
