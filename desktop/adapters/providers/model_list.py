"""Reads lists of models: OpenAI's form has nothing but a name, and many servers add something of their own.

Read are the last day (OpenAI `shutdown_date`, Mistral `deprecation`, OpenRouter `expiration_date`), whether it sees
(OpenRouter, Mistral, Anthropic, Copilot, LM Studio, Ollama, llama.cpp, LiteLLM), whether it answers at all (LiteLLM
`mode`, Together and LM Studio `type`, Mistral, OpenRouter), prices (OpenRouter, LiteLLM), which parameters and efforts
it takes (OpenRouter, LiteLLM, Copilot), and the largest image (`max_image_side`, `max_image_pixels`: for gateways of
one's own, described in docs/models.md).
"""

from collections.abc import Mapping
from typing import Any

from desktop.core.models.answer_parameters import EFFORTS
from desktop.core.models.image_cap import LARGEST_PIXELS, LARGEST_SIDE, ImageCap
from desktop.core.models.model import Price
from desktop.core.models.offered_parameters import EFFORT, LENGTH, STORE, TEMPERATURE, ListedParameters
from desktop.core.untrusted_text import untrusted_line
from desktop.services.ports.provider import AvailableModel

_LAST_DAYS = ("shutdown_date", "expiration_date", "deprecation_date", "deprecation")
_SEEING = ("vision", "image", "image_input", "multimodal", "supports_vision", "supports_image_input")
_ANSWERING = ("chat", "completion", "completions", "responses", "language", "llm", "vlm", "text", "code", "model")
_PARAMETERS = {
    TEMPERATURE: ("temperature",),
    LENGTH: ("max_tokens", "max_completion_tokens", "max_output_tokens"),
    EFFORT: ("reasoning_effort", "reasoning", "reasoning.effort", "thinking"),
    STORE: ("store",),
}
"""The names of parameters in lists."""
_DAY_LENGTH = len("2026-11-28")
DEAREST = 1.0  # US dollars a token above which a price is taken for a mistake; chosen


def available(entry: Mapping[str, Any]) -> AvailableModel:
    """Returns a model of a list; what is not said of it stays open. `entry` has an `id` that is a text."""
    day = next((value for key in _LAST_DAYS if isinstance(value := entry.get(key), str) and value), "")
    return AvailableModel(
        untrusted_line(entry["id"]),
        untrusted_line(day, 20)[:_DAY_LENGTH],
        _sees(entry),
        _answers(entry),
        _price(entry),
        _cap(entry),
        _listed(entry),
    )


def _sees(entry: Mapping[str, Any]) -> bool | None:
    """Returns True if the model takes images, False if it does not, None if the list does not say."""
    if (kinds := _kinds(entry, "input")) is not None:
        return "image" in kinds
    abilities = entry.get("capabilities")
    if isinstance(abilities, list):
        return any(ability in _SEEING for ability in abilities)
    places = [entry]
    if isinstance(abilities, dict):
        places.append(abilities)
        places += [
            inside for inside in (abilities.get("supports"), abilities.get("vision")) if isinstance(inside, dict)
        ]
    for place in places:
        for key in _SEEING:
            value = place.get(key)
            value = value.get("supported") if isinstance(value, dict) else value
            if isinstance(value, bool):
                return value
    return True if entry.get("type") == "vlm" else None


def _answers(entry: Mapping[str, Any]) -> bool | None:
    """Returns True if the model answers with text, False if it does not, None if the list does not say."""
    abilities = entry.get("capabilities")
    if isinstance(abilities, dict):
        if isinstance(chats := abilities.get("completion_chat"), bool):
            return chats
        if isinstance(kind := abilities.get("type"), str):
            return kind in _ANSWERING
    for key in ("mode", "type", "model_type"):
        if isinstance(kind := entry.get(key), str) and kind:
            return kind in _ANSWERING
    kinds = _kinds(entry, "output")
    return None if kinds is None else "text" in kinds


def _kinds(entry: Mapping[str, Any], way: str) -> list[Any] | None:
    """Returns the kinds of data that go into or come out of a model; `way` is “input” or “output”."""
    for place, key in (("architecture", f"{way}_modalities"), ("modalities", way), ("", f"{way}_modalities")):
        holder = entry.get(place) if place else entry
        if isinstance(holder, dict) and isinstance(kinds := holder.get(key), list):
            return kinds
    return None


def _price(entry: Mapping[str, Any]) -> Price | None:
    """Returns the price that the list names by the token, if it is one."""
    prices = entry.get("pricing")
    if isinstance(prices, dict):
        keys = ("prompt", "input_cache_read", "completion")
    else:
        prices, keys = entry, ("input_cost_per_token", "cache_read_input_token_cost", "output_cost_per_token")
    read, cached, written = (_usd(prices.get(key)) for key in keys)
    if read is None or written is None:
        return None
    return Price(read, read if cached is None else cached, written)


def _usd(by_token: Any) -> float | None:
    """Returns US dollars for a million tokens from those for one, which are a number or a text."""
    if isinstance(by_token, bool) or not isinstance(by_token, int | float | str):
        return None
    try:
        usd = float(by_token)
    except ValueError:
        return None
    return round(usd * 1e6, 6) if 0 <= usd <= DEAREST else None


def _listed(entry: Mapping[str, Any]) -> ListedParameters:
    """Returns the parameters and the reasoning efforts that the list names for the model."""
    efforts = _efforts(entry)
    names: frozenset[str] | None = None
    for key in ("supported_parameters", "supported_openai_params"):
        if isinstance(listed := entry.get(key), list):
            names = frozenset(ours for ours, theirs in _PARAMETERS.items() if any(name in theirs for name in listed))
            break
    if names is not None and EFFORT not in names:
        efforts = efforts or ()
    return ListedParameters(names, efforts)


def _efforts(entry: Mapping[str, Any]) -> tuple[str, ...] | None:
    reasoning, abilities = entry.get("reasoning"), entry.get("capabilities")
    supports = abilities.get("supports") if isinstance(abilities, dict) else None
    for place, keys in (
        (entry, ("supported_reasoning_efforts", "reasoning_efforts", "supported_efforts")),
        (reasoning, ("supported_efforts", "efforts")),
        (abilities, ("reasoning_effort", "reasoning_efforts")),
        (supports, ("reasoning_effort", "reasoning_efforts")),
    ):
        for key in keys:
            if isinstance(place, Mapping) and isinstance(listed := place.get(key), list):
                return tuple(effort for effort in EFFORTS if effort in listed)
    return None


def _cap(entry: Mapping[str, Any]) -> ImageCap | None:
    side, pixels = entry.get("max_image_side"), entry.get("max_image_pixels")
    if type(side) is not int and type(pixels) is not int:
        return None
    try:
        return ImageCap(side if type(side) is int else LARGEST_SIDE, pixels if type(pixels) is int else LARGEST_PIXELS)
    except ValueError:
        return None
