"""Answers in the shapes of many servers, as a table: text, thinking, reason, sources, images, counts and errors."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.providers.chat.dialects.read_answers import read_answer

TABLE = Path(__file__).parents[4] / "data" / "streams" / "shapes.json"
CASES: list[dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_shape_brings_what_its_server_meant(case: dict[str, Any], size: int) -> None:
    answer = read_answer(case["body"].encode(), size)
    assert (answer.text, answer.thinking) == (case["text"], case["thinking"])
    assert (str(answer.finish) if answer.finish else None) == case["finish"]
    assert (answer.error is not None) is case["error"]
    assert len(answer.sources) == case.get("sources", len(answer.sources))
    assert len(answer.images) == case.get("images", len(answer.images))
    if "usage" in case:
        assert answer.usage is not None
        assert [answer.usage.input_tokens, answer.usage.output_tokens] == case["usage"]
