"""Every dialect of an answer, read into the same few kinds of events."""

import json
from typing import Any

import pytest

from desktop.adapters.network.framing.sse import END
from desktop.adapters.providers.chat.answer_chunks import AnswerError, ChunkMaker
from desktop.adapters.providers.chat.chat_events import (
    ChatEvent,
    Finished,
    ImagePart,
    ServerError,
    SourcesPart,
    StreamEnd,
    TextDelta,
    ThinkingDelta,
    ToolCallPart,
    UsageReport,
)
from desktop.adapters.providers.chat.chat_reader import ChatReader
from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.recognition import kind_of_stream_error
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Usage
from desktop.core.errors import ProblemKind
from desktop.services.ports.provider import FinishReason

DATA_URL = "data:image/png;base64,iVBORw0KGgo="


def read(*values: dict[str, Any]) -> list[ChatEvent]:
    reader = ChatReader()
    return [event for value in values for event in reader.read(value)]


@pytest.mark.parametrize("words", [{"message": "no"}, {"reason": "no"}, {"error": "no"}])
def test_a_refusal_of_a_gateways_function_keeps_its_status(words: dict[str, str]) -> None:
    (event,) = read({"statusCode": 429, "body": json.dumps(words)})
    assert isinstance(event, ServerError)
    body = read_error_body(event.body)
    assert kind_of_stream_error(body) is ProblemKind.RATE_LIMIT


def test_an_error_at_two_places_is_one_and_a_thought_hides_no_call() -> None:
    error = {"message": "no"}
    events = read({"choices": [{"index": 0, "delta": {"error": error}, "error": error}]})
    assert events == [ServerError(error)]
    call = {"function": {"name": "look", "arguments": "{}"}}
    for thought in ({"type": "thought"}, {"extra_content": {"google": {"thought": True}}}):
        found = read({"choices": [{"index": 0, "delta": {"content": "hm", "tool_calls": [call], **thought}}]})
        assert [type(event) for event in found] == [ThinkingDelta, ToolCallPart]


def delta(**fields: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": fields}]}


@pytest.mark.parametrize(
    "value",
    [
        delta(content="Hi"),
        delta(content=[{"type": "text", "text": "Hi"}]),
        delta(content=[{"type": "output_text", "text": {"value": "H"}}, {"text": "i"}]),
        delta(content={"type": "text", "text": "Hi"}),
        delta(content=None, refusal="Hi"),
        delta(content=[{"type": "refusal", "refusal": "Hi"}]),
        delta(audio={"id": "a", "transcript": "Hi", "data": "AAAA"}),
        delta(content=[{"type": "output_audio", "audio": {"transcript": "Hi"}}]),
        {"choices": [{"delta": "Hi"}]},
        {"choices": {"delta": {"content": "Hi"}}},
        {"choices": [{"message": {"role": "assistant", "content": "Hi"}}]},
        {"choices": [{"delta": {}, "message": {"content": "Hi"}}]},
        {"choices": [{"text": "Hi", "index": 0}]},
        {"message": {"role": "assistant", "content": "Hi"}, "done": False},
        delta(text="Hi"),
        {"choices": [{"index": 0, "delta": {"content": "Hi"}}, {"index": 1, "delta": {"content": "other"}}]},
        {"response": "Hi", "done": False},
        {"result": {"response": "Hi"}, "success": True, "errors": []},
        {"output": {"choices": [{"message": {"content": "Hi"}}]}},
        {"output": {"text": "Hi", "finish_reason": "stop"}},
        {"object": "response", "output": [{"type": "message", "content": [{"type": "output_text", "text": "Hi"}]}]},
        {"type": "message", "role": "assistant", "content": [{"type": "text", "text": "Hi"}]},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hi"}},
        {"candidates": [{"content": {"parts": [{"text": "Hi"}]}}]},
        {"content": "Hi", "stop": False},
    ],
)
def test_text_in_every_place(value: dict[str, Any]) -> None:
    assert "".join(event.text for event in read(value) if isinstance(event, TextDelta)) == "Hi"


@pytest.mark.parametrize(
    "fields",
    [
        {"reasoning_content": "Hm"},
        {"reasoning": "Hm", "content": ""},
        {"reasoning": "Hm", "reasoning_details": [{"type": "reasoning.text", "text": "Hm"}]},
        {"reasoning_details": [{"type": "reasoning.text", "text": "Hm"}, {"type": "reasoning.encrypted", "data": "x"}]},
        {"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}]},
        {"content": [{"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm"}]}]},
        {"content": {"parts": [{"text": "Hm", "thought": True}]}},
        {"content": "Hm", "extra_content": {"google": {"thought": True}}},
        {"thinking_blocks": [{"type": "thinking", "thinking": "Hm", "signature": "x"}]},
        {
            "content": [
                {"type": "thinking", "thinking": "Hm", "signature": "x"},
                {"type": "redacted_thinking", "data": "y"},
            ]
        },
    ],
)
def test_thinking_in_every_place(fields: dict[str, Any]) -> None:
    assert read(delta(**fields)) == [ThinkingDelta("Hm")]


@pytest.mark.parametrize(
    "fields",
    [
        {"images": [{"type": "image_url", "image_url": {"url": DATA_URL}}]},
        {"content": [{"type": "image_url", "image_url": {"url": DATA_URL}}]},
        {"content": [{"type": "image_url", "image_url": DATA_URL}]},
        {"content": [{"type": "output_image", "image": {"url": DATA_URL}}]},
        {"content": {"parts": [{"inlineData": {"mimeType": "image/png", "data": DATA_URL}}]}},
    ],
)
def test_images_in_every_place(fields: dict[str, Any]) -> None:
    assert read(delta(**fields)) == [ImagePart(DATA_URL)]


def test_bare_data_of_an_image_and_what_only_looks_like_it() -> None:
    data = "iVBORw0KGgo" * 20
    assert read(delta(images=[{"b64_json": data}])) == [ImagePart(f"data:image/png;base64,{data}")]
    assert read(delta(images=["cat", {"url": "file:///etc/passwd"}, 3])) == []
    assert read(delta(images=["https://e.example/cat.png"])) == [ImagePart("https://e.example/cat.png")]


SOURCE = AnswerSource("https://e.example/a", "A page")


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ({**delta(content=""), "citations": ["https://e.example/a"]}, AnswerSource("https://e.example/a")),
        ({**delta(content=""), "search_results": [{"url": "https://e.example/a", "title": "A page"}]}, SOURCE),
        (
            delta(annotations=[{"type": "url_citation", "url_citation": {"url": SOURCE.url, "title": "A page"}}]),
            SOURCE,
        ),
        (delta(annotations=[{"type": "url_citation", "url": SOURCE.url, "title": "A  page\n"}]), SOURCE),
        (delta(context={"citations": [{"content": "…", "title": "A page", "url": SOURCE.url}]}), SOURCE),
        ({**delta(content=""), "web_search": [{"link": SOURCE.url, "title": "A page", "media": "M"}]}, SOURCE),
    ],
)
def test_sources_in_every_place(value: dict[str, Any], source: AnswerSource) -> None:
    assert read(value) == [SourcesPart((source,))]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "https://e.example/\u202e", "x", "", None]
)
def test_a_source_is_a_page_of_the_web(url: str | None) -> None:
    assert read({**delta(content=""), "citations": [{"url": url, "title": "A page"}]}) == []


def test_calls_of_tools() -> None:
    call = {"index": 0, "id": "t", "type": "function", "function": {"name": "look", "arguments": "{}"}}
    assert read(delta(tool_calls=[call])) == [ToolCallPart("look")]
    assert read(delta(content="So", tool_calls=[call])) == [TextDelta("So"), ToolCallPart("look")]
    assert read(delta(function_call={"name": "look"})) == [ToolCallPart("look")]
    assert read(delta(content=[{"type": "tool_use", "name": "look", "input": {}}])) == [ToolCallPart("look")]


@pytest.mark.parametrize(
    "value",
    [
        {"error": {"message": "gone"}},
        {"error": "gone"},
        {"object": "error", "message": "gone", "code": 500},
        {"type": "error", "message": "gone"},
        {"type": "InternalServerError", "message": "gone"},
        {"detail": "gone"},
        {"detail": [{"msg": "gone"}]},
        {"message": "gone"},
        {"code": 1305, "message": "gone", "data": None},
        {"status": "503", "message": "gone", "more": 1},
        {"errors": [{"message": "gone"}]},
        {"base_resp": {"status_code": 1008, "status_msg": "gone"}, "choices": None},
    ],
)
def test_errors_in_every_shape(value: dict[str, Any]) -> None:
    assert read(value) == [ServerError(value)]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "ping"},
        {"hello": "world"},
        {"error": None, **delta(content="")},
        {"id": "c", "object": "chat.completion.chunk", "choices": [], "status": "ok"},
        {"type": "status", "message": "the model is being loaded"},
        {},
    ],
)
def test_what_is_no_error(value: dict[str, Any]) -> None:
    assert read(value) == []


def test_an_error_of_a_choice_comes_after_its_text() -> None:
    choice = {"delta": {"content": "Half"}, "finish_reason": "error", "error": {"message": "gone"}}
    assert read({"choices": [choice]}) == [
        TextDelta("Half"),
        ServerError({"message": "gone"}),
        Finished(FinishReason.BROKEN, "error"),
    ]


def test_usage_and_ends() -> None:
    assert read({"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 3}}) == [UsageReport(Usage(5, 3))]
    counts = {"prompt_tokens": 5, "completion_tokens": 3}
    assert read({"choices": [{"delta": {}, "usage": counts}]}) == [UsageReport(Usage(5, 3))]
    assert read({"type": "message-end", "delta": {"usage": {"tokens": {"input_tokens": 5, "output_tokens": 3}}}}) == [
        UsageReport(Usage(5, 3)),
        StreamEnd(),
    ]
    assert read(END) == [StreamEnd()]
    assert read({"message": {"content": ""}, "done": True}) == [StreamEnd()]
    assert read({"type": "message_delta", "delta": {"stop_reason": "max_tokens"}}) == [
        Finished(FinishReason.LENGTH, "max_tokens")
    ]
    assert read({"choices": [{"delta": {}, "finish_reason": "MAX_TOKENS"}]}) == [
        Finished(FinishReason.LENGTH, "MAX_TOKENS")
    ]
    assert read({"choices": [{"delta": {}, "finish_details": {"type": "max_tokens"}}]}) == [
        Finished(FinishReason.LENGTH, "max_tokens")
    ]


def test_a_message_beside_or_after_the_deltas_is_not_read_twice() -> None:
    grown: list[dict[str, Any]] = [
        {"choices": [{"delta": {"content": "It "}, "message": {"content": "It "}}]},
        {"choices": [{"delta": {"content": "is."}, "message": {"content": "It is."}}]},
        {"choices": [{"delta": {}, "message": {"content": "It is."}, "finish_reason": "stop"}]},
    ]
    assert [event.text for event in read(*grown) if isinstance(event, TextDelta)] == ["It ", "is."]
    repeated: list[dict[str, Any]] = [
        {"message": {"content": "ha"}},
        {"message": {"content": "ha"}, "done": True, "done_reason": "stop"},
    ]
    assert [event.text for event in read(*repeated[:1], *repeated[:1]) if isinstance(event, TextDelta)] == ["ha", "ha"]


def test_parts_in_parts_come_to_an_end() -> None:
    content: Any = "deep"
    for _ in range(5000):
        content = [{"type": "text", "text": content}]
    assert read(delta(content=content)) == []


def test_a_chunk_holds_what_an_object_brings() -> None:
    maker = ChunkMaker(ConnectionSecrets())
    chunk = maker.chunk_of([TextDelta("a"), ThinkingDelta("t"), ImagePart(DATA_URL), ToolCallPart("look\n")])
    assert (chunk.text, chunk.thinking, chunk.images, chunk.tool_calls) == ("a", "t", (DATA_URL,), ("look",))
    chunk = maker.chunk_of([ImagePart("https://e.example/cat.png")])
    assert chunk.sources == (AnswerSource("https://e.example/cat.png", "Picture", is_image=True),)
    with pytest.raises(AnswerError) as failed:
        maker.chunk_of([TextDelta("last"), ServerError("gone")])
    assert (failed.value.chunk.text, failed.value.body) == ("last", "gone")


def test_a_letter_cut_in_two_chunks_is_joined() -> None:
    maker = ChunkMaker(ConnectionSecrets())
    pieces = ["see \ud83d", "\ude00!", "\ud83d", "no \ude00"]
    assert "".join(maker.chunk_of([TextDelta(piece)]).text for piece in pieces) == "see 😀!?no ?"
