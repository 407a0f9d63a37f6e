"""Several questions in one, and the saved prompts."""

import json

from desktop.core.asking.request import build_request
from desktop.core.asking.saved_prompts import (
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST,
    SavedPrompt,
    matching,
    numbered_instruction,
    prompt_named,
    prompts_of_plain,
    prompts_to_plain,
    split_questions,
    with_given,
)
from desktop.core.conversation.conversation import Conversation
from desktop.core.settings.settings import Settings

GIVEN = (
    SavedPrompt("Explain errors", "Explain them."),
    SavedPrompt("Table to CSV", "As CSV."),
    SavedPrompt("Translate to …", "Into {language}."),
)
FULL = SavedPrompt("Mine", "What?", "Be brief.", "c1", "Work", "gpt-4o", "high")


def test_several_questions_are_told_to_the_model_and_single_ones_are_not() -> None:
    prompt = "Please:\n1. What is it?\n2) Where is it?\n- Read the title"
    assert split_questions(prompt) == ("What is it?", "Where is it?", "Read the title")
    assert split_questions("- milk\n- eggs") == ()
    assert split_questions("What is it?\nWhere?") == ()
    assert split_questions("1. What?") == ()
    message = build_request(Settings(), Conversation("c"), prompt, (), {}).messages[-1]
    assert message.text == prompt
    assert message.about == numbered_instruction(prompt)
    assert "3 questions" in message.about
    assert build_request(Settings(), Conversation("c"), "What?", (), {}).messages[-1].about == ""


def test_the_saved_prompts_come_back() -> None:
    prompts = (*GIVEN, FULL)
    assert prompts_of_plain(json.loads(json.dumps(prompts_to_plain(prompts))), ()) == prompts
    assert prompts_of_plain({}, GIVEN) == GIVEN
    assert prompts_of_plain({"questions": []}, GIVEN) == ()


def test_what_is_no_prompt_in_the_file_is_left_out() -> None:
    listed = [1, None, {"name": ""}, {"name": "a"}, {"name": "a", "words": "b", "detail": "huge", "model": 7}]
    assert prompts_of_plain({"questions": listed}, GIVEN) == (SavedPrompt("a", "b"),)
    assert prompts_of_plain({"questions": "all"}, GIVEN) == GIVEN
    assert prompts_of_plain({"questions": [{"name": "a\ud800", "words": "b"}]}, ()) == (SavedPrompt("a", "b"),)


def test_a_file_that_grew_is_read_up_to_its_bounds() -> None:
    listed = [{"name": f"{number} {'n' * 500}", "words": "w" * 100_000} for number in range(1000)]
    prompts = prompts_of_plain({"questions": listed}, ())
    assert len(prompts) == MOST
    assert {(len(prompt.name), len(prompt.words)) for prompt in prompts} == {(LONGEST_NAME, LONGEST_WORDS)}


def test_the_file_of_the_first_version_is_carried_over() -> None:
    old = {"questions": [{"name": "Read", "words": "Read it."}, {"name": "Größe?", "words": "How large\nis it?"}]}
    prompts = prompts_of_plain(old, GIVEN)
    assert prompts == (SavedPrompt("Read", "Read it."), SavedPrompt("Größe?", "How large\nis it?"))
    assert prompts_to_plain(prompts) == old


def test_a_prompt_that_asks_for_a_language_gets_it() -> None:
    translate = GIVEN[2]
    assert translate.asks_language
    asked = translate.in_language("Deutsch")
    assert (asked.name, asked.words, asked.asks_language) == ("Translate to Deutsch", "Into Deutsch.", False)
    assert translate.in_language("") == translate
    assert FULL.in_language("Deutsch") == FULL


def test_prompts_are_found_by_their_name() -> None:
    assert [prompt.name for prompt in matching(GIVEN, "t")][:2] == ["Table to CSV", "Translate to …"]
    for typed in ("translate to", " Translate to... ", "TRANSLATE TO …"):
        assert prompt_named(GIVEN, typed) == GIVEN[2]
    assert prompt_named(GIVEN, "translate") is None


def test_given_prompts_come_back_as_they_were_and_own_ones_stay() -> None:
    changed = SavedPrompt("Table to CSV", "As a poem.")
    assert with_given((FULL, changed), GIVEN) == (FULL, GIVEN[1], GIVEN[0], GIVEN[2])


def test_what_is_given_has_its_new_name_in_an_older_file_unless_its_words_are_the_users_own() -> None:
    given = (*GIVEN, SavedPrompt("Describe for me", "Describe it.", former_names=("Describe for a blind person",)))
    older, own = (
        {"name": "Describe for a blind person", "words": "Describe it."},
        {"name": "Describe for a blind person"},
    )
    stored = {"questions": [{**older, "model": "gpt-4o"}, {**own, "words": "In short."}, {**older, "name": "Tell me"}]}
    prompts = prompts_of_plain(stored, given)
    assert [prompt.name for prompt in prompts] == ["Describe for me", "Describe for a blind person", "Tell me"]
    assert prompts[0].model == "gpt-4o"
    assert with_given(prompts[:1], given) == (given[-1], *GIVEN)
    assert prompt_named(prompts[:1], "describe for a blind person") == prompts[0]
    assert prompt_named(prompts, "describe for a blind person") == prompts[1]
    assert "former_names" not in prompts_to_plain(prompts)["questions"][0]
