"""Answers as servers of many makers send them, over a real connection: the text that comes out is the server's own."""

import json
from typing import Any

import pytest

from desktop.core.conversation.turn import Usage
from desktop.core.errors import ProblemKind
from desktop.services.ports.provider import FinishReason
from tests.helpers.asked_provider import served
from tests.loopback import Answer, Connection, Heard, chunk

TEXT = "Ünïcode: 1 < 2 & “3”,\ttabs\n\n    and *marks*  😀 \n"
WHOLE = {"choices": [{"message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}]}
STREAM = b"".join(b"data: " + json.dumps(chunk(letter)).encode() + b"\n\n" for letter in TEXT) + (
    b"data: " + json.dumps(chunk(None, "stop")).encode() + b"\n\ndata: [DONE]\n\n"
)


def typed(body: bytes, content_type: str | None) -> Answer:
    """A server that sends these bytes under a type, or under none."""

    def answer(to: Connection, heard: Heard) -> None:
        head = f"Content-Type: {content_type}\r\n" if content_type is not None else ""
        to.send(f"HTTP/1.1 200 OK\r\n{head}Connection: close\r\n\r\n".encode() + body)

    return answer


BODIES = {
    "events": STREAM,
    "one newline": STREAM.replace(b"\n\n", b"\n"),
    "Windows lines": STREAM.replace(b"\n", b"\r\n"),
    "the field's name twice": STREAM.replace(b"data: ", b"data: data: "),
    "one body": json.dumps(WHOLE).encode(),
    "one body, pretty": json.dumps(WHOLE, indent=2, ensure_ascii=False).encode(),
    "parts": json.dumps(
        {"choices": [{"message": {"content": [{"type": "text", "text": TEXT}]}, "finish_reason": "stop"}]}
    ).encode(),
    "a line for each": b"".join(
        json.dumps({"message": {"content": letter}, "done": False}).encode() + b"\n" for letter in TEXT
    )
    + b'{"message": {"content": ""}, "done": true, "done_reason": "stop"}\n',
}


@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/html", "text/plain", "", None])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_the_text_is_the_servers_to_the_letter_whatever_the_type(body: bytes, content_type: str | None) -> None:
    outcome, endpoint = served(typed(body, content_type))
    assert (outcome.text, outcome.finish, outcome.problem) == (TEXT, "stop", None)
    assert len(endpoint.posts) == 1


@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", None])
def test_a_page_is_no_answer_under_any_type(content_type: str | None) -> None:
    outcome, _ = served(typed(b"\r\n<!DOCTYPE html><title>Sign in</title>", content_type))
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.NOT_AN_API


def event(value: object) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


@pytest.mark.parametrize(
    "error",
    [
        event({"object": "error", "message": "the worker is gone", "code": 500}),
        event({"detail": "the worker is gone"}),
        b'event: error\ndata: {"message": "the worker is gone"}\n\n',
        b"event: error\ndata: the worker is gone\n\n",
        b'error: {"message": "the worker is gone", "code": 500}\n\n',
        event({"choices": [{"delta": {}, "finish_reason": "error", "error": {"message": "the worker is gone"}}]}),
    ],
)
def test_an_error_is_one_though_the_end_is_marked_after_it(error: bytes) -> None:
    outcome, _ = served(typed(event(chunk("Half ")) + error + b"data: [DONE]\n\n", "text/event-stream"))
    assert outcome.text == "Half "
    assert outcome.problem is not None
    assert (outcome.problem.kind, outcome.problem.detail) == (ProblemKind.STREAM_ERROR, "the worker is gone")


def test_an_answer_that_ends_within_a_chunk_with_an_empty_error_is_cut_off() -> None:
    half, rest = json.dumps({"error": None, **chunk("Half ")}), '{"error": null, "choices": [{"delta": {"content": "and'
    outcome, _ = served(typed(f"data: {half}\n\ndata: {rest}".encode(), "text/event-stream"))
    assert (outcome.text, outcome.finish, outcome.problem) == ("Half ", None, None)


@pytest.mark.parametrize("words", ["[ERROR] the worker is gone", "Error: the worker is gone", "Internal Server Error"])
def test_an_error_that_is_mere_text_is_one_though_the_end_is_marked_after_it(words: str) -> None:
    outcome, _ = served(
        typed(event(chunk("Half ")) + f"data: {words}\n\ndata: [DONE]\n\n".encode(), "text/event-stream")
    )
    assert outcome.text == "Half "
    assert outcome.problem is not None
    assert (outcome.problem.kind, outcome.problem.detail) == (ProblemKind.STREAM_ERROR, words)


def test_a_body_without_a_reason_is_whole_and_a_stream_is_not() -> None:
    whole: dict[str, Any] = {
        "choices": [{"message": {"content": "All."}}],
        "usage": {"input_tokens": 2, "output_tokens": 1},
    }
    outcome, _ = served(typed(json.dumps(whole).encode(), None))
    assert (outcome.text, outcome.finish, outcome.usage) == ("All.", FinishReason.STOP, Usage(2, 1))
    outcome, _ = served(typed(b'{"message": {"content": "Ha"}}\n{"message": {"content": "lf"}}\n', None))
    assert (outcome.text, outcome.finish) == ("Half", None)


def test_a_body_that_is_cut_is_not_understood() -> None:
    outcome, _ = served(typed(json.dumps(WHOLE).encode()[:-20], "text/event-stream"))
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.MALFORMED_RESPONSE


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"Hello there", ProblemKind.NOT_AN_API, "Hello there"),
        (b"upstream request timeout\n", ProblemKind.NOT_AN_API, "upstream request timeout"),
        (b"data: hello there\n\n", ProblemKind.NOT_AN_API, "hello there"),
        (b"Too Many Requests", ProblemKind.RATE_LIMIT, "Too Many Requests"),
        (b"no healthy upstream", ProblemKind.OVERLOADED, "no healthy upstream"),
        (b": keep-alive\n\nid: 1\n\n", None, ""),
    ],
)
def test_a_text_for_people_in_the_place_of_an_answer_is_shown(
    body: bytes, kind: ProblemKind | None, words: str
) -> None:
    outcome, _ = served(typed(body, "text/plain"))
    found = outcome.problem
    assert (found and found.kind, found.detail if found else "") == (kind, words)


@pytest.mark.parametrize("head", ["200 OK\r\nContent-Length: 0", "204 No Content"])
def test_a_response_without_a_body_is_an_empty_answer_and_no_broken_connection(head: str) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        to.send(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".encode())

    outcome, _ = served(answer)
    assert (outcome.text, outcome.finish, outcome.problem) == ("", FinishReason.STOP, None)
