"""Lists of models from servers of many makers."""

from typing import Any

import pytest

from desktop.adapters.providers.model_list import available
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.model import Price
from desktop.core.models.offered_parameters import ListedParameters


@pytest.mark.parametrize(
    ("entry", "sees"),
    [
        ({}, None),
        ({"architecture": {"input_modalities": ["text", "image"]}}, True),  # OpenRouter
        ({"architecture": {"input_modalities": ["text"]}}, False),
        ({"modalities": {"input": ["text", "image"]}}, True),
        ({"capabilities": {"completion_chat": True, "vision": False}}, False),  # Mistral
        ({"capabilities": {"image_input": {"supported": True}}}, True),  # Anthropic
        ({"capabilities": {"supports": {"vision": True}}}, True),  # Copilot
        ({"capabilities": ["completion", "vision"]}, True),  # Ollama
        ({"capabilities": ["completion", "multimodal"]}, True),  # llama.cpp
        ({"capabilities": ["completion"]}, False),
        ({"type": "vlm"}, True),  # LM Studio
        ({"supports_vision": True}, True),  # LiteLLM
        ({"vision": "yes", "capabilities": 3, "architecture": []}, None),
    ],
)
def test_whether_a_model_sees(entry: dict[str, Any], sees: bool | None) -> None:
    assert available({"id": "m", **entry}).sees is sees


@pytest.mark.parametrize(
    ("entry", "answers"),
    [
        ({}, None),
        ({"mode": "embedding"}, False),
        ({"mode": "chat"}, True),
        ({"type": "rerank"}, False),
        ({"type": "vlm"}, True),
        ({"type": "embeddings"}, False),
        ({"type": "model"}, True),  # Anthropic
        ({"capabilities": {"completion_chat": False}}, False),
        ({"capabilities": {"type": "embeddings"}}, False),
        ({"architecture": {"output_modalities": ["image"]}}, False),
        ({"architecture": {"output_modalities": ["text", "image"]}}, True),
    ],
)
def test_whether_a_model_answers(entry: dict[str, Any], answers: bool | None) -> None:
    assert available({"id": "m", **entry}).answers is answers


def test_last_day_price_and_cap() -> None:
    router = available(
        {
            "id": "maker/m",
            "expiration_date": "2027-01-02",
            "pricing": {"prompt": "0.0000025", "completion": "0.00001", "input_cache_read": "0.00000125"},
            "max_image_side": 1344,
            "max_image_pixels": 2_000_000,
        }
    )
    assert (router.last_day, router.price) == ("2027-01-02", Price(2.5, 1.25, 10))
    assert router.cap == ImageCap(1344, 2_000_000)
    assert available({"id": "m", "deprecation": "2027-01-02T00:00:00Z"}).last_day == "2027-01-02"
    assert available({"id": "m", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}).price == Price(1, 1, 2)


@pytest.mark.parametrize(
    "entry",
    [
        {"pricing": {"prompt": "-1", "completion": "-1"}},  # OpenRouter's own for "it depends"
        {"pricing": {"prompt": "nan", "completion": "1"}},
        {"pricing": {"prompt": True, "completion": []}},
        {"pricing": {"prompt": "1e9", "completion": "0"}},
        {"max_image_side": 3, "max_image_pixels": "many", "shutdown_date": 7},
    ],
)
def test_nonsense_is_nothing(entry: dict[str, Any]) -> None:
    found = available({"id": "m", **entry})
    assert (found.price, found.cap, found.last_day) == (None, None, "")


@pytest.mark.parametrize(
    ("entry", "listed"),
    [
        ({}, ListedParameters()),
        (
            {"supported_parameters": ["temperature", "max_tokens", "reasoning", "include_reasoning"]},  # OpenRouter
            ListedParameters(frozenset({"temperature", "length", "effort"})),
        ),
        (
            {"supported_parameters": ["max_completion_tokens", "store"]},
            ListedParameters(frozenset({"length", "store"}), ()),
        ),
        (
            {"supported_openai_params": ["temperature", "reasoning_effort"]},  # LiteLLM
            ListedParameters(frozenset({"temperature", "effort"})),
        ),
        (
            {"capabilities": {"supports": {"reasoning_effort": ["high", "low", "new"]}}},  # Copilot
            ListedParameters(None, ("low", "high")),
        ),
        (
            {"supported_parameters": ["reasoning"], "reasoning": {"supported_efforts": ["none", "low"]}},
            ListedParameters(frozenset({"effort"}), ("none", "low")),
        ),
        ({"supported_parameters": "temperature", "reasoning": 3, "capabilities": []}, ListedParameters()),
        ({"supported_parameters": [3, None, {}]}, ListedParameters(frozenset(), ())),
    ],
)
def test_which_parameters_a_model_takes(entry: dict[str, Any], listed: ListedParameters) -> None:
    assert available({"id": "m", **entry}).listed == listed
