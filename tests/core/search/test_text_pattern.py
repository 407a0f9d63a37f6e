"""Finding a text in another, in any spelling."""

import json
from pathlib import Path

import pytest

from desktop.core.search.text_pattern import TextPattern

CASES = json.loads((Path(__file__).parents[2] / "data/search/scripts.json").read_text("utf-8"))


def matches(words: str, text: str) -> list[str]:
    pattern = TextPattern.of(words)
    assert pattern is not None
    return [text[start:end] for start, end in pattern.spans(text)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_typed_in_any_script_is_found(case: dict[str, str]) -> None:
    assert matches(case["typed"], case["kept"])


def test_matches_are_whole_letters_of_the_text() -> None:
    assert matches("strasse", "Die Straße, STRASSE") == ["Straße", "STRASSE"]
    assert matches("s", "ß s") == ["ß", "s"]
    assert matches("cafe", "a cafe\u0301 and a café") == ["cafe\u0301", "café"]
    assert matches("فاتورة", "هذه فَاتُورَة جديدة") == ["فَاتُورَة"]
    assert matches("ガソリン", "ｶﾞｿﾘﾝ代") == ["ｶﾞｿﾘﾝ"]
    assert matches("パリ", "ﾊﾟﾘ, パリ") == ["ﾊﾟﾘ", "パリ"]
    assert matches("👍", "ok 👍🏽!") == ["👍🏽"]
    assert matches("two  words", "Two\nwords") == ["Two\nwords"]


def test_nothing_is_looked_for_without_letters() -> None:
    assert TextPattern.of(" \u200b ") is None
