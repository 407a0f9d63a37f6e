"""Words as the index has them, and the searches that find them."""

import json
from pathlib import Path

import pytest

from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.search_words import ends_open, has_words, index_words, phrases_of

CASES = json.loads((Path(__file__).parents[2] / "data/search/scripts.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_typed_in_any_script_is_found(case: dict[str, str]) -> None:
    assert has_words(case["kept"], SearchQuery(case["typed"]))


def test_letters_of_scripts_without_spaces_and_signs_are_words() -> None:
    assert index_words("The 数b, can't") == "the 数 b can t"
    assert len(index_words("หนี้").split()) == 4
    assert len(index_words("ok🎉🎊 10€").split()) == 5
    assert index_words("... _ $") == index_words(None) == ""
    assert " " not in index_words("हिन्दी")


def test_only_a_word_that_is_being_typed_is_a_beginning() -> None:
    assert ends_open(SearchQuery("two wor"))
    assert not any(ends_open(SearchQuery(words)) for words in ("", "two ", '"two"', "a b", "发票", "x,"))
    assert has_words("two words", SearchQuery("two wor"))
    assert not has_words("two words", SearchQuery("wor two"))
    assert not has_words("two words", SearchQuery("ords"))
    assert not has_words("anything", SearchQuery("..."))
    assert phrases_of(SearchQuery('a "b c" …')) == ("a", "b c")
