"""JSON with long strings is parsed as by the standard library, with fewer copies."""

import json
import random
import tracemalloc
from typing import Any

import pytest

from desktop.adapters.network.framing.json_documents import JsonDecoder
from desktop.adapters.network.framing.sse import SseJsonDecoder
from desktop.adapters.network.large_json import LONG, parsed_json

IMAGE = "data:image/png;base64," + "iVBORw0KGgo/+" * 900_000
LETTERS = 'aé"\\\n\t字 {}[]:,0'


def value_of(chance: random.Random, depth: int = 3) -> Any:
    kind = chance.randint(0, 6 if depth else 3)
    if kind == 0:
        return "".join(chance.choices(LETTERS, k=chance.randint(0, 9)))
    if kind == 1:
        return "A" * (LONG + chance.randint(-2, 3)) + chance.choice(["", "", '"', "\\", "é", "\n"])
    if kind == 2:
        return chance.choice([None, True, 1.5, -3, "string taken out, number 0"])
    if kind == 3:
        return [1] * (LONG // 2)  # a long gap between two strings
    if kind == 4:
        return [value_of(chance, depth - 1) for _ in range(3)]
    return {f"k{at}" * chance.choice([1, LONG]): value_of(chance, depth - 1) for at in range(2)}


@pytest.mark.parametrize("seed", range(60))
def test_the_value_is_that_of_the_standard_library(seed: int) -> None:
    chance = random.Random(seed)
    text = json.dumps(value_of(chance), ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, 1]))
    assert parsed_json(text.encode()) == json.loads(text)


@pytest.mark.parametrize("broken", ['{"a": "%s', '{"a" %s "b"}', '{"a": "%s"', '"%s" 1'])
def test_what_is_no_json_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parsed_json((broken % ("A" * 2 * LONG)).encode())


@pytest.mark.parametrize("decoder", [SseJsonDecoder, JsonDecoder])
def test_a_large_image_is_copied_once(decoder: type[SseJsonDecoder | JsonDecoder]) -> None:
    """Each copy of so many bytes holds up the loop. The standard library's parser makes two of the text alone."""
    body = json.dumps({"choices": [{"message": {"content": "é", "images": [IMAGE]}}]}, ensure_ascii=False).encode()
    decoding = decoder()
    begin, end = (b"data: " + body, b"\n") if decoder is SseJsonDecoder else (body[:-1], body[-1:])
    assert decoding.fed(begin[:-100]) == decoding.fed(begin[-100:]) == []
    tracemalloc.start()
    try:
        found = [*decoding.fed(end), *decoding.at_end()]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[0]["choices"][0]["message"]["images"] == [IMAGE]
    assert peak < 1.5 * len(body)
