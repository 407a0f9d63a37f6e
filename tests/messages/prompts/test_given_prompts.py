"""The saved prompts that come with Askance."""

import pytest

from desktop.core.asking.saved_prompts import prompts_of_plain
from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.prompts.given_prompts import asks_for_description, given_prompts


def test_the_description_tells_kind_text_layout_and_what_is_odd_in_this_order() -> None:
    (describe,) = (prompt for prompt in given_prompts() if prompt.name == "Describe for me")
    parts = ("what kind of picture it is", "all its text, in the order", "its layout", "what is odd")
    places = [describe.words.index(part) for part in parts]
    assert places == sorted(places)
    assert asks_for_description(describe.words)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_description_that_was_stored_under_its_name_of_before_has_its_name_of_now(code: str) -> None:
    catalogue.use(code)
    given = given_prompts()
    (describe,) = (prompt for prompt in given if prompt.former_names)
    assert describe.name not in describe.former_names
    for name in describe.former_names:
        stored = {"questions": [{"name": name, "words": describe.words}]}
        assert prompts_of_plain(stored, given) == (describe,)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_has_a_name_of_its_own_in_every_language(code: str) -> None:
    catalogue.use(code)
    names = [prompt.name for prompt in given_prompts()]
    assert len(set(names)) == len(names)
