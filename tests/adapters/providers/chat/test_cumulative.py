"""Messages that are pieces of an answer, and messages that are all of it so far."""

import json
from typing import Any

import pytest

from desktop.adapters.providers.chat.cumulative import MessageTexts
from tests.helpers.asked_provider import served
from tests.loopback import refusing


def text_of(*messages: str) -> str:
    texts = MessageTexts()
    return "".join(map(texts.added, messages)) + texts.rest()


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        (("It ", "It is ", "It is a cat."), "It is a cat."),
        (("It", "It", "It is", "It is"), "It is"),
        (("H", "He", "Hel", "Hell", "Hello", "Hello", "Hello!"), "Hello!"),
        (("It is a long sentence.", "It is a long sentence. And more."), "It is a long sentence. And more."),
        (("Hi", "Hi there"), "Hi there"),
        (("1", "1\n2", "1\n2\n3"), "1\n2\n3"),
        (("It ", "is ", "a cat."), "It is a cat."),
        (("ha", "ha", " now"), "haha now"),
        (("1", "12"), "112"),
        (("1", "12", "."), "112."),
        (("7", "7", "7 and"), "7 and"),
        (("no", "no", "no", "sense"), "nononosense"),
        (("1", "12", "123", "1234", "12345"), "112123123412345"),
        (("all at once",), "all at once"),
        ((), ""),
    ],
)
def test_nothing_is_repeated_and_nothing_is_lost(messages: tuple[str, ...], text: str) -> None:
    assert text_of(*messages) == text


@pytest.mark.parametrize("finish", ["stop", None])
def test_a_server_that_repeats_itself_is_read_once(finish: str | None) -> None:
    chunks: list[dict[str, Any]] = [{"choices": [{"message": {"content": text}}]} for text in ("A", "A cat", "A cat.")]
    chunks.append({"choices": [{"message": {"content": "A cat."}, "finish_reason": finish}]})
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks).encode()
    outcome, _ = served(refusing(200, body, "text/event-stream"))
    assert (outcome.text, outcome.finish) == ("A cat.", finish)


def test_numbers_in_deltas_stay_as_they_are() -> None:
    chunks = [{"choices": [{"delta": {"content": text}}]} for text in ("1", "12", "123", "123")]
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks).encode()
    outcome, _ = served(refusing(200, body, "text/event-stream"))
    assert outcome.text == "112123123"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("ha", "ha", "ha"), "hahaha"),
        (("ha",) * 9, "ha" * 9),
        (("It", "It", "It is", "It is"), "It is"),
        (("-" * 40, "-" * 40), "-" * 80),
        (("ha", "ha", "no"), "hahano"),
    ],
)
@pytest.mark.parametrize("reason", ["", "stop"])
def test_equal_pieces_of_an_output_are_pieces(pieces: tuple[str, ...], text: str, reason: str) -> None:
    choices: list[dict[str, Any]] = [{"message": {"content": piece}} for piece in pieces]
    if reason:
        choices.append({"message": {"content": ""}, "finish_reason": reason})
    body = (
        "".join(f"data: {json.dumps({'output': {'choices': [choice]}})}\n\n" for choice in choices) + "data: [DONE]\n\n"
    )
    outcome, _ = served(refusing(200, body.encode(), "text/event-stream"))
    assert outcome.text == text


def test_an_output_that_is_the_same_at_its_end_is_read_once() -> None:
    chunks = [
        {"output": {"choices": [{"message": {"content": "Hi"}, "finish_reason": end}]}} for end in ("null", "stop")
    ]
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks).encode()
    outcome, _ = served(refusing(200, body, "text/event-stream"))
    assert outcome.text == "Hi"
