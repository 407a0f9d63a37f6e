"""Lines of batch files: requests as services publish them, results in every shape."""

import json
from typing import Any

import pytest

from desktop.adapters.providers.batch.batch_lines import read_result_line, request_line
from desktop.core.asking.request import ChatMessage, Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import ProblemKind
from tests.helpers.chat_completions_schema import check

REQUEST = Request("https://api.example/v1", "m", (ChatMessage("user", "Read it. “Ü”\n2"),))


def result(body: dict[str, Any] | None, status: int = 200, error: object = None, name: object = "row-1-x") -> bytes:
    response = {"status_code": status, "request_id": "r", "body": body} if body is not None else None
    return json.dumps({"id": "b", "custom_id": name, "response": response, "error": error}).encode()


def completion(text: str, finish: str = "stop") -> dict[str, Any]:
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12},
    }


def test_a_request_is_one_line_with_a_body_that_is_no_stream() -> None:
    line = request_line("row-1-x", REQUEST)
    assert line.count(b"\n") == 1
    plain = json.loads(line)
    assert (plain["custom_id"], plain["method"], plain["url"]) == ("row-1-x", "POST", "/v1/chat/completions")
    assert "stream" not in plain["body"]
    check(plain["body"])


def test_an_answer_is_read() -> None:
    read = read_result_line(result(completion("It says hello.")), "h", "m")
    assert read is not None
    assert (read.custom_id, read.text, read.usage, read.problem) == ("row-1-x", "It says hello.", Usage(10, 2), None)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (result({"error": {"message": "no such model", "code": "model_not_found"}}, 404), ProblemKind.MODEL_UNKNOWN),
        (result(None, error={"code": "batch_expired", "message": "This request could not be executed."}), None),
        (result(completion("half", "length")), ProblemKind.TOKEN_LIMIT_REACHED),
        (result(completion("", "stop")), ProblemKind.EMPTY_ANSWER),
        (result({}), ProblemKind.EMPTY_ANSWER),
    ],
)
def test_what_is_no_whole_answer_says_why(line: bytes, kind: ProblemKind | None) -> None:
    read = read_result_line(line, "h", "m")
    assert read is not None
    assert read.problem is not None
    assert kind is None or read.problem.kind is kind


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"{", b"[]", b"[" * 100_000, result({}, name=7), result({}, name="x" * 65), b"\xff"]
)
def test_what_is_no_result_is_none(line: bytes) -> None:
    assert read_result_line(line, "h", "m") is None
