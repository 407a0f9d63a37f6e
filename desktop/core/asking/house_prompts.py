"""The prompts that an organisation's policy gives: they stand before the user's own, and nobody changes them here."""

import json
from collections.abc import Iterable
from dataclasses import replace

from desktop.core.asking.saved_prompts import SavedPrompt, prompt_of_plain
from desktop.core.settings.values.given_objects import ObjectText


def house_prompts(texts: Iterable[ObjectText]) -> tuple[SavedPrompt, ...]:
    """Returns the prompts of texts that were checked. Each names its connection by name."""
    prompts = []
    for text in texts:
        plain = json.loads(text)
        prompt = prompt_of_plain({**plain, "connection": "", "connection_name": plain.get("connection", "")})
        if prompt is not None:
            prompts.append(replace(prompt, is_given=True))
    return tuple(prompts)
