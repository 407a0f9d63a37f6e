"""The prompts of a policy."""

from typing import Any

import pytest

from desktop.core.asking.house_prompts import house_prompts
from desktop.core.settings.policy.keys import KEYS_BY_NAME

KEY = KEYS_BY_NAME["prompts"]
PROMPT = {"name": "Triage", "words": "What is it?", "connection": "House", "model": "m", "detail": "low"}


def test_a_prompt_has_what_its_object_says() -> None:
    (prompt,) = house_prompts(KEY.usable([PROMPT]))
    assert (prompt.name, prompt.words, prompt.connection_name) == ("Triage", "What is it?", "House")
    assert (prompt.model, prompt.detail, prompt.connection, prompt.is_given) == ("m", "low", "", True)


@pytest.mark.parametrize(
    "listed",
    [
        PROMPT,
        [{"name": "Triage"}],
        [{**PROMPT, "words": ""}],
        [{**PROMPT, "words": ["a"]}],
        [{**PROMPT, "command": "rm"}],
        [PROMPT, PROMPT],
        [7],
    ],
)
def test_what_cannot_be_used(listed: Any) -> None:
    assert KEY.usable(listed) is None
