"""Nouns that are those of a part of the request, or of the server's own: the status names such a refusal."""

import pytest

from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.recognition import kind_of_refusal
from desktop.core.errors import ProblemKind

OF_REQUESTS = """
    tools: duplicate key 'name' is not valid
    roles must alternate; the key role is wrong
    Request body is not valid JSON: unexpected token } at once
    The seed parameter may be set only one per request; every second call is refused
    `thinking` budget must be at least 1024
    budget not supported for this model
    You must specify a plan name in metadata
    the required property 'plan' is not in the schema
    reasoning_effort is not allowed when tools are explicit
    'stop': filtering is not supported
    response_format json_schema invalid: copyright field missing
    tool_choice: abusive nesting
    sliding window attention is not supported with this backend
    the context deadline exceeded while waiting for upstream
    Missing key 'content' in message 1
    invalid key 'foo' in request body
    Unknown parameter: safety settings
    prompt_cache_key requires a paid feature at this moment
""".strip().splitlines()
OF_SERVERS = """
    Conversation memory service returned 500
    could not open log file: memory mapping
    unexpected EOF in queue worker
    database is busy at the moment
""".strip().splitlines()


def kind(status: int, message: str) -> ProblemKind:
    return kind_of_refusal(read_error_body({"error": {"message": message.strip()}}), status, "none-9")


@pytest.mark.parametrize("message", OF_REQUESTS)
def test_a_part_of_the_request_is_no_reason_of_another_kind(message: str) -> None:
    assert kind(400, message) is ProblemKind.BAD_REQUEST


@pytest.mark.parametrize("message", OF_SERVERS)
def test_a_part_of_the_server_is_no_reason_of_another_kind(message: str) -> None:
    assert kind(500, message) is ProblemKind.SERVER_FAULT


@pytest.mark.parametrize("message", ["Your plan does not allow streaming", "Host not allowed by reverse proxy filter"])
def test_what_is_forbidden_is_not_about_money_or_content(message: str) -> None:
    assert kind(403, message) is ProblemKind.FORBIDDEN


@pytest.mark.parametrize(
    ("status", "message", "expected"),
    [
        (400, "the team budget is used up", ProblemKind.QUOTA),
        (403, "your plan does not include this model", ProblemKind.QUOTA),
        (400, "the prompt exceeds the window", ProblemKind.CONTEXT_TOO_LONG),
        (500, "the card has too little memory", ProblemKind.OUT_OF_MEMORY),
        (400, "the drawing is explicit", ProblemKind.CONTENT_REFUSED),
        (400, "the answer was filtered", ProblemKind.CONTENT_REFUSED),
        (400, "seven calls at once are too much", ProblemKind.RATE_LIMIT),
        (503, "no free slot in the queue", ProblemKind.OVERLOADED),
    ],
)
def test_what_the_refusal_itself_is_about_names_it(status: int, message: str, expected: ProblemKind) -> None:
    assert kind(status, message) is expected
