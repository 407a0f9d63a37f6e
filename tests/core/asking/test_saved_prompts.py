"""Several questions in one, and the library of quick questions."""

import json

from desktop.core.asking.request import build_request
from desktop.core.asking.saved_prompts import (
    DEFAULT_QUICK_QUESTIONS,
    matching,
    numbered_instruction,
    questions_from_plain,
    questions_to_plain,
    split_questions,
)
from desktop.core.conversation.conversation import Conversation
from desktop.core.settings.settings import Settings


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


def test_the_library_of_quick_questions_comes_back() -> None:
    assert (
        questions_from_plain(json.loads(json.dumps(questions_to_plain(DEFAULT_QUICK_QUESTIONS))))
        == DEFAULT_QUICK_QUESTIONS
    )
    assert questions_from_plain({}) == DEFAULT_QUICK_QUESTIONS
    assert questions_from_plain({"questions": []}) == ()
    assert questions_from_plain({"questions": [1, {"name": ""}, {"name": "a", "words": "b"}]})[0].name == "a"
    assert [prompt.name for prompt in matching(DEFAULT_QUICK_QUESTIONS, "t")][:2] == ["Table to CSV", "Translate"]
