"""Answers under the name `response`: pieces of a stream, and all of it once more at its end."""

from typing import Any

import pytest

from desktop.adapters.providers.chat.chat_events import TextDelta
from desktop.adapters.providers.chat.chat_reader import ChatReader


def text_of(*values: dict[str, Any]) -> str:
    reader = ChatReader()
    found = [event for value in values for event in reader.read(value)]
    return "".join(event.text for event in [*found, *reader.at_end()] if isinstance(event, TextDelta))


def candidate(text: str) -> dict[str, Any]:
    return {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}}]}


def message(text: str) -> dict[str, Any]:
    return {"message": {"role": "assistant", "content": text}}


def output_text(text: str) -> dict[str, Any]:
    return {"output_text": text}


def choices(text: str) -> dict[str, Any]:
    return {"choices": [{"message": {"content": text}}]}


@pytest.mark.parametrize("shape", [candidate, message, output_text, choices])
def test_pieces_in_a_response_are_all_read(shape: Any) -> None:
    assert text_of(*({"response": shape(text)} for text in ("It ", "is ", "so."))) == "It is so."


@pytest.mark.parametrize("shape", [candidate, message, output_text, choices])
@pytest.mark.parametrize("end", [{"is_finished": True}, {"event_type": "stream-end"}, {"type": "response.completed"}])
def test_the_response_at_an_end_is_not_read_again(shape: Any, end: dict[str, Any]) -> None:
    assert text_of({"text": "It is so.", "is_end": False}, {"response": shape("It is so."), **end}) == "It is so."


@pytest.mark.parametrize("more", [{}, {"usage": None}, {"usage": None, "prompt_logprobs": None}])
def test_nulls_beside_choices_change_nothing(more: dict[str, Any]) -> None:
    assert text_of({"choices": [{"delta": {"content": "So."}}], **more}) == "So."
