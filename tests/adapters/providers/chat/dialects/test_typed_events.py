"""Streams of events with types, as Anthropic, Cohere, the AI SDK and OpenAI's Responses interface send them."""

from typing import Any

import pytest

from desktop.core.conversation.turn import Usage
from desktop.services.ports.provider import FinishReason
from tests.adapters.providers.chat.dialects.read_answers import events, read_answer

TEXT = ["Ünïcode\n", "\n", "1", "12", " & “x” ", "😀 \n"]
WHOLE = "".join(TEXT)


def anthropic(reason: str = "end_turn", *more: dict[str, Any]) -> bytes:
    started: dict[str, Any] = {"id": "m", "type": "message", "role": "assistant", "content": [], "stop_reason": None}
    return events(
        {"type": "message_start", "message": {**started, "usage": {"input_tokens": 25, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
        {"type": "ping"},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm."}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "AbC="}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        *({"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": text}} for text in TEXT),
        {"type": "content_block_stop", "index": 1},
        *more,
        {
            "type": "message_delta",
            "delta": {"stop_reason": reason, "stop_sequence": None},
            "usage": {"output_tokens": 9},
        },
        {"type": "message_stop"},
    )


def cohere(reason: str = "COMPLETE", *more: dict[str, Any]) -> bytes:
    counts = {"billed_units": {"input_tokens": 4}, "tokens": {"input_tokens": 25, "output_tokens": 9}}
    return events(
        {
            "type": "message-start",
            "id": "m",
            "delta": {"message": {"role": "assistant", "content": [], "tool_calls": []}},
        },
        {"type": "content-start", "index": 0, "delta": {"message": {"content": {"type": "thinking", "thinking": ""}}}},
        {"type": "content-delta", "index": 0, "delta": {"message": {"content": {"thinking": "Hm."}}}},
        {"type": "content-end", "index": 0},
        {"type": "content-start", "index": 1, "delta": {"message": {"content": {"type": "text", "text": ""}}}},
        *({"type": "content-delta", "index": 1, "delta": {"message": {"content": {"text": text}}}} for text in TEXT),
        {"type": "content-end", "index": 1},
        *more,
        {"type": "message-end", "delta": {"finish_reason": reason, "usage": counts}},
        "[DONE]",
    )


def responses(status: str = "completed", *more: dict[str, Any], **facts: Any) -> bytes:
    text = {"type": "output_text", "text": WHOLE, "annotations": []}
    output = [
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm."}]},
        {"type": "message", "role": "assistant", "status": "completed", "content": [text]},
    ]
    whole = {"id": "r", "object": "response", "status": status, "output": output, "error": None, **facts}
    whole["usage"] = {"input_tokens": 25, "output_tokens": 9, "total_tokens": 34}
    begun: dict[str, Any] = {"id": "r", "object": "response", "status": "in_progress", "output": [], "error": None}
    return events(
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
        {"type": "response.output_item.added", "output_index": 0, "item": {"type": "reasoning", "summary": []}},
        {"type": "response.reasoning_summary_text.delta", "delta": "Hm."},
        {"type": "response.reasoning_summary_text.done", "text": "Hm."},
        {"type": "response.output_item.done", "output_index": 0, "item": output[0]},
        {"type": "response.content_part.added", "part": {"type": "output_text", "text": ""}},
        *({"type": "response.output_text.delta", "content_index": 0, "delta": text, "logprobs": []} for text in TEXT),
        {"type": "response.output_text.done", "text": WHOLE},
        {"type": "response.content_part.done", "part": text},
        {"type": "response.output_item.done", "output_index": 1, "item": output[1]},
        *more,
        {"type": f"response.{status}", "response": whole},
    )


def ai_sdk(reason: str = "stop", *more: dict[str, Any]) -> bytes:
    return events(
        {"type": "start", "messageId": "m"},
        {"type": "start-step"},
        {"type": "reasoning-start", "id": "r"},
        {"type": "reasoning-delta", "id": "r", "delta": "Hm."},
        {"type": "reasoning-end", "id": "r"},
        {"type": "text-start", "id": "t"},
        *({"type": "text-delta", "id": "t", "delta": text} for text in TEXT),
        {"type": "text-end", "id": "t"},
        *more,
        {"type": "finish-step"},
        {"type": "finish", "finishReason": reason, "usage": {"promptTokens": 25, "completionTokens": 9}},
        "[DONE]",
        named=False,
    )


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("stream", [anthropic, cohere, responses, ai_sdk])
def test_text_thinking_reason_and_usage_are_read_to_the_letter(stream: Any, size: int) -> None:
    answer = read_answer(stream(), size)
    assert (answer.text, answer.thinking, answer.error) == (WHOLE, "Hm.", None)
    assert (answer.finish, answer.usage) == (FinishReason.STOP, Usage(25, 9))
    assert answer.tools == answer.sources == answer.images == ()


@pytest.mark.parametrize(
    ("body", "finish"),
    [
        (anthropic("max_tokens"), FinishReason.LENGTH),
        (anthropic("refusal"), FinishReason.FILTERED),
        (anthropic("pause_turn"), FinishReason.BROKEN),
        (anthropic("tool_use"), FinishReason.TOOL),
        (anthropic("model_context_window_exceeded"), FinishReason.LENGTH),
        (cohere("MAX_TOKENS"), FinishReason.LENGTH),
        (cohere("ERROR"), FinishReason.BROKEN),
        (cohere("TIMEOUT"), FinishReason.BROKEN),
        (cohere("TOOL_CALL"), FinishReason.TOOL),
        (cohere("SOMETHING_NEW"), FinishReason.UNKNOWN),
        (responses("incomplete", incomplete_details={"reason": "max_output_tokens"}), FinishReason.LENGTH),
        (responses("incomplete", incomplete_details={"reason": "content_filter"}), FinishReason.FILTERED),
        (responses("incomplete", incomplete_details=None), FinishReason.BROKEN),
        (responses("cancelled"), FinishReason.BROKEN),
        (ai_sdk("length"), FinishReason.LENGTH),
        (ai_sdk("content-filter"), FinishReason.FILTERED),
        (ai_sdk("tool-calls"), FinishReason.TOOL),
        (ai_sdk("stop", {"type": "abort"}), FinishReason.BROKEN),
    ],
)
def test_a_reason_beside_the_mark_of_the_end_holds(body: bytes, finish: FinishReason) -> None:
    answer = read_answer(body)
    assert (answer.text, answer.finish, answer.error) == (WHOLE, finish, None)


@pytest.mark.parametrize(
    "body",
    [
        anthropic("tool_use", {"type": "content_block_start", "content_block": {"type": "tool_use", "name": "look"}}),
        cohere(
            "TOOL_CALL",
            {"type": "tool-call-start", "delta": {"message": {"tool_calls": {"function": {"name": "look"}}}}},
        ),
        responses(
            "completed", {"type": "response.output_item.done", "item": {"type": "function_call", "name": "look"}}
        ),
        ai_sdk("tool-calls", {"type": "tool-input-start", "toolName": "look"}),
    ],
)
def test_a_call_of_a_tool_is_told_by_its_name(body: bytes) -> None:
    assert read_answer(body).tools == ("look",)


@pytest.mark.parametrize(
    "body",
    [
        anthropic(
            "end_turn",
            {
                "type": "content_block_delta",
                "delta": {"type": "citations_delta", "citation": {"url": "https://e.example/a", "title": "A"}},
            },
        ),
        cohere(
            "COMPLETE",
            {
                "type": "citation-start",
                "delta": {"message": {"citations": {"sources": [{"document": {"url": "https://e.example/a"}}]}}},
            },
        ),
        responses(
            "completed",
            {"type": "response.output_text.annotation.added", "annotation": {"url": "https://e.example/a"}},
        ),
        ai_sdk("stop", {"type": "source-url", "url": "https://e.example/a", "title": "A"}),
    ],
)
def test_sources_are_read(body: bytes) -> None:
    answer = read_answer(body)
    assert (answer.text, answer.sources) == (WHOLE, ("https://e.example/a",))


@pytest.mark.parametrize(
    "event",
    [
        {"type": "response.function_call_arguments.delta", "delta": '{"a'},
        {"type": "response.audio.delta", "delta": "AAAA"},
        {"type": "response.code_interpreter_call_code.delta", "delta": "import os"},
        {"type": "response.image_generation_call.partial_image", "partial_image_b64": "AAAA"},
        {"type": "response.web_search_call.searching", "item_id": "w"},
        {"type": "tool-input-delta", "delta": '{"a'},
        {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": '{"a'}},
        {"type": "data-weather", "data": {"text": "sunny"}},
    ],
)
def test_what_is_not_for_reading_is_left_out(event: dict[str, Any]) -> None:
    answer = read_answer(events(event) + anthropic())
    assert (answer.text, answer.thinking, answer.error) == (WHOLE, "Hm.", None)


@pytest.mark.parametrize("kind", ["answer.decoded.delta", "research.delta", "subtool_text", "recodedText"])
def test_a_word_in_another_word_silences_nothing(kind: str) -> None:
    assert read_answer(events({"type": kind, "delta": "It says."}, "[DONE]")).text == "It says."


@pytest.mark.parametrize("kind", ["toolInputDelta", "inputJSONDelta", "code-delta", "web_search.delta"])
def test_a_word_by_itself_silences_its_text(kind: str) -> None:
    assert read_answer(events({"type": kind, "delta": "x"}, *({"type": "text", "text": "So."}, "[DONE]"))).text == "So."


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}, "Overloaded"),
        ({"type": "error", "errorText": "gone"}, "gone"),
        ({"type": "error", "code": "server_error", "message": "gone", "param": None}, "gone"),
        ({"type": "response.failed", "response": {"status": "failed", "error": {"message": "gone"}}}, "gone"),
        ({"type": "response.error", "message": "gone"}, "gone"),
    ],
)
def test_errors_are_errors(event: dict[str, Any], words: str) -> None:
    half = events({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Half "}})
    answer = read_answer(half + events(event) + events("[DONE]"))
    assert answer.text == "Half " and answer.error is not None
    assert words in str(answer.error)


def test_a_response_that_comes_whole_alone_is_read_from_its_end() -> None:
    body = responses()
    only_end = body[body.rindex(b"event: response.completed") :]
    answer = read_answer(only_end)
    assert (answer.text, answer.thinking, answer.finish) == (WHOLE, "Hm.", FinishReason.STOP)


def test_thinking_that_came_in_pieces_is_not_taken_again_from_a_response_without_text() -> None:
    whole = {
        "status": "incomplete",
        "incomplete_details": {"reason": "max_output_tokens"},
        "output": [{"type": "reasoning", "summary": [{"type": "summary_text", "text": "Hm, a cup."}]}],
    }
    answer = read_answer(
        events(
            {"type": "response.reasoning_summary_text.delta", "delta": "Hm, "},
            {"type": "response.reasoning_summary_text.delta", "delta": "a cup."},
            {"type": "response.incomplete", "response": whole},
        )
    )
    assert (answer.text, answer.thinking, answer.finish) == ("", "Hm, a cup.", FinishReason.LENGTH)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "response.shell_call_command.delta", "delta": "ls -a ~"},
        {"type": "response.apply_patch_call_operation_diff.delta", "delta": "+- [ ] Milk"},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "compaction_delta", "content": "## Summary"}},
    ],
)
def test_what_is_no_word_of_the_answer_is_not_in_it(other: dict[str, Any]) -> None:
    answer = read_answer(events(other, {"type": "response.output_text.delta", "delta": WHOLE}))
    assert (answer.text, answer.thinking, answer.error) == (WHOLE, "", None)


@pytest.mark.parametrize("kind", ["llm_call.delta", "content.patch", "command-r.text.delta", "model.diff"])
def test_words_of_tools_in_the_names_of_other_events_do_not_hide_their_text(kind: str) -> None:
    answer = read_answer(events({"type": kind, "delta": "It is "}, {"type": kind, "delta": "so."}))
    assert (answer.text, answer.error) == ("It is so.", None)
