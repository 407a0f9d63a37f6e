"""Objects that have the text of an answer under a name of their own, without choices or messages.

Sources: the published references of Ollama, llama.cpp, TGI, KoboldAI, Cohere, AI21, Bedrock with its models, watsonx,
Baidu, DashScope, Dify, MiniMax, Cloudflare and Replicate.
"""

from typing import Any

from desktop.adapters.providers.chat.dialects.responses import choice_of_response, is_response
from desktop.adapters.providers.chat.dialects.typed_events import WHOLE

FINISH = (
    *("finish_reason", "finishReason", "stop_reason", "stopReason", "done_reason", "completionReason", "stop_type"),
    "finish_details",
)
"""The names under which an object, a choice or a delta says why the answer ended."""
THINKING = (
    *("reasoning_content", "reasoning", "reasoning_text", "thinking", "thought", "thoughts", "reasoning_details"),
    *("reasoningContent", "thinking_blocks", "tool_plan"),
)
"""The names of thinking. Some endpoints fill several with the same text: the first counts."""

_NAMES = ("response", "generated_text", "outputText", "output_text")
_COMMON_NAMES = ("generation", "completion", "answer", "result", "reply", "token", "text")
_HINTS = (*FINISH, "is_end", "usage", "done", "stop", "event", "conversation_id", "meta_info")
"""An object that has one of these beside a text under a common name is an answer's."""
_CUT_OFF = ("stopped_limit", "is_truncated")
_LISTS = ("results", "generations", "predictions", "completions", "outputs")
Choices = list[dict[str, Any]]


def text_choices(value: dict[str, Any]) -> Choices | None:
    """Returns the choices of an object that has its text by itself; None if that may be something else."""
    content = value.get("content")
    is_assistants = value.get("role") == "assistant" or str(value.get("type")).startswith("AIMessage")
    if isinstance(content, (str, list)) and ("stop" in value or is_assistants):
        is_again = value.get("object") == "thread.message"  # as assistants send it after its pieces
        return [{**value, "message": {"content": content}, **_cut_off(value), WHOLE: is_again}]
    if is_response(value):
        return [{**value, **choice_of_response(value)}]
    if isinstance(value.get("token"), dict):
        return _of_token(value, value["token"])
    for name in _LISTS:
        entries = value.get(name)
        if isinstance(entries, list) and entries and isinstance(entries[0], dict):
            return _of_entries(entries if name == "outputs" else entries[:1])
    names = (*_NAMES, *_COMMON_NAMES) if any(name in value for name in _HINTS) else _NAMES
    named = next((value[name] for name in names if isinstance(value.get(name), str)), None)
    if named is None:
        return None
    thinking = {name: value[name] for name in THINKING if name in value}
    return [{**value, "message": {"content": named, **thinking}, **_cut_off(value)}]


def ending_choice(value: dict[str, Any]) -> Choices | None:
    """Returns the choice of an object that says nothing but why the answer ended; None if it does not."""
    feedback = value.get("promptFeedback") or value.get("prompt_feedback")
    if isinstance(feedback, dict) and (reason := feedback.get("blockReason") or feedback.get("block_reason")):
        return [{"finish_reason": "blocked" if reason in ("OTHER", "BLOCK_REASON_UNSPECIFIED") else reason}]
    reasons = {name: value[name] for name in FINISH if isinstance(value.get(name), (str, dict))}
    return [reasons] if reasons else None


def _cut_off(value: dict[str, Any]) -> dict[str, Any]:
    """Returns the reason of an answer that a flag says to be cut, as llama.cpp and Baidu have them, or SGLang's."""
    if isinstance(facts := value.get("meta_info"), dict) and facts.get("finish_reason"):
        return {"finish_reason": facts["finish_reason"]}
    return {"finish_reason": "length"} if any(value.get(name) is True for name in _CUT_OFF) else {}


def _of_token(value: dict[str, Any], token: dict[str, Any]) -> Choices:
    """Returns the choices of one token, as TGI streams them; the last has the whole text with it."""
    text = token.get("text") if not token.get("special") else ""
    choices: Choices = [{"delta": {"content": text}}]
    if isinstance(value.get("generated_text"), str):
        details = value.get("details")
        reason = details.get("finish_reason") if isinstance(details, dict) else None
        choices.append({"message": {"content": value["generated_text"]}, "finish_reason": reason, WHOLE: True})
    return choices


def _of_entries(entries: Choices) -> Choices:
    """Returns the choices of entries, each of which has its text in itself or in `data`."""
    choices: Choices = []
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        inner = entry["data"] if isinstance(entry.get("data"), dict) else entry
        found = text_choices(inner)
        if found is None:
            found = [{"message": {"content": inner.get("text") or inner.get("content")}}]
        reasons = {name: entry[name] for name in FINISH if name in entry}
        choices += [{**choice, **reasons} for choice in found]
    return choices
