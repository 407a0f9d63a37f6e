"""Bodies and streams of other interfaces: Gemini's, Ollama's, Bedrock's, TGI's, Cohere's first, and so on."""

import json
from typing import Any

import pytest

from desktop.core.conversation.turn import Usage
from desktop.services.ports.provider import FinishReason
from tests.adapters.providers.chat.dialects.read_answers import events, json_lines, read_answer

STOP, LENGTH = FinishReason.STOP, FinishReason.LENGTH


def gemini(*texts: str, reason: str = "STOP", **more: Any) -> list[dict[str, Any]]:
    chunks: list[dict[str, Any]] = [
        {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "index": 0}]} for text in texts
    ]
    chunks[-1]["candidates"][0] |= {"finishReason": reason, **more}
    chunks[-1]["usageMetadata"] = {"promptTokenCount": 25, "candidatesTokenCount": 7, "thoughtsTokenCount": 2}
    return chunks


def ollama(*texts: str, reason: str = "stop") -> list[dict[str, Any]]:
    chunks = [{"model": "m", "message": {"role": "assistant", "content": text}, "done": False} for text in texts]
    end = {"model": "m", "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": reason}
    return [*chunks, {**end, "prompt_eval_count": 25, "eval_count": 9}]


@pytest.mark.parametrize("size", [1, 5, 10_000])
@pytest.mark.parametrize(
    "body",
    [
        json.dumps(gemini("It ", "says\n", "“]}[{”")).encode(),
        json.dumps(gemini("It ", "says\n", "“]}[{”"), indent=2, ensure_ascii=False).encode(),
        events(*gemini("It ", "says\n", "“]}[{”")),
        json_lines(*ollama("It ", "says\n", "“]}[{”")),
        json_lines(*ollama("It ", "says\n", "“]}[{”"), between=""),
        json_lines(*ollama("It ", "says\n", "“]}[{”"), between="\r\n\x1e"),
        b"data: " + json_lines(*ollama("It ", "says\n", "“]}[{”"), between="") + b"\n\n",
        b"data: " + json_lines(*ollama("It ", "says\n", "“]}[{”"), between="data: ") + b"\n\n",
        *(
            mark + json_lines(*ollama("It ", "says\n", "“]}[{”")).decode().encode(encoding)
            for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-16-le"))
        ),
        events(*ollama("It ", "says\n", "“]}[{”")).decode().encode("utf-16"),
        events(*ollama("It ", "says\n", "“]}[{”")).decode().encode("utf-16-be"),
        json_lines(*ollama("It ", "says\n", "“]}[{”")).decode().encode("utf-32"),
    ],
)
def test_the_same_answer_in_every_framing(body: bytes, size: int) -> None:
    answer = read_answer(body, size)
    assert (answer.text, answer.finish, answer.usage) == ("It says\n“]}[{”", STOP, Usage(25, 9))
    assert answer.error is None


def test_a_list_is_read_while_it_comes() -> None:
    body = json.dumps(gemini("It ", "says", " so."), indent=1).encode()
    first = read_answer(body, 1).pieces[0]
    assert first.text == "It "


AI_SDK_1 = b"""f:{"messageId":"m"}
g:"Hm."
0:"It "
0:"says \\"so\\"\\n"
h:{"sourceType":"url","url":"https://e.example/a"}
e:{"finishReason":"tool-calls","usage":{"promptTokens":1,"completionTokens":1},"isContinued":false}
0:"."
d:{"finishReason":"length","usage":{"promptTokens":25,"completionTokens":9}}
"""


def test_lines_with_a_letter_before_them() -> None:
    answer = read_answer(AI_SDK_1)
    assert (answer.text, answer.thinking) == ('It says "so"\n.', "Hm.")
    assert (answer.finish, answer.usage, answer.sources) == (LENGTH, Usage(25, 9), ("https://e.example/a",))
    failed = read_answer(b'0:"Half "\n3:"the worker is gone"\n')
    assert (failed.text, failed.error) == ("Half ", {"error": "the worker is gone"})


HALF, REST = "The first words of", " an answer."
BODIES: dict[str, tuple[bytes, FinishReason | None]] = {
    "Bedrock": (
        json_lines(
            {"messageStart": {"role": "assistant"}},
            {"contentBlockDelta": {"delta": {"text": HALF}, "contentBlockIndex": 0}},
            {"contentBlockDelta": {"delta": {"text": REST}, "contentBlockIndex": 0}},
            {"messageStop": {"stopReason": "max_tokens"}},
            {"metadata": {"usage": {"inputTokens": 25, "outputTokens": 9}}},
        ),
        LENGTH,
    ),
    "Bedrock, whole": (
        json_lines(
            {
                "output": {"message": {"role": "assistant", "content": [{"text": HALF}, {"text": REST}]}},
                "stopReason": "guardrail_intervened",
                "usage": {"inputTokens": 25, "outputTokens": 9},
            }
        ),
        FinishReason.FILTERED,
    ),
    "Titan": (json_lines({"results": [{"outputText": HALF + REST, "completionReason": "LENGTH"}]}), LENGTH),
    "Llama on Bedrock": (json_lines({"generation": HALF + REST, "stop_reason": "length"}), LENGTH),
    "Anthropic's first": (
        json_lines({"type": "completion", "completion": HALF + REST, "stop_reason": "max_tokens"}),
        LENGTH,
    ),
    "Cohere's first": (
        json_lines(
            {"is_finished": False, "event_type": "stream-start"},
            {"is_finished": False, "event_type": "text-generation", "text": HALF},
            {"is_finished": False, "event_type": "text-generation", "text": REST},
            {
                "is_finished": True,
                "event_type": "stream-end",
                "finish_reason": "MAX_TOKENS",
                "response": {"text": HALF + REST, "meta": {"tokens": {"input_tokens": 25, "output_tokens": 9}}},
            },
        ),
        LENGTH,
    ),
    "TGI": (
        events(
            {"index": 1, "token": {"id": 1, "text": HALF, "special": False}, "generated_text": None, "details": None},
            {"index": 2, "token": {"id": 2, "text": REST, "special": False}, "generated_text": None, "details": None},
            {
                "index": 3,
                "token": {"id": 3, "text": "</s>", "special": True},
                "generated_text": HALF + REST,
                "details": {"finish_reason": "length", "generated_tokens": 3},
            },
        ),
        LENGTH,
    ),
    "TGI, whole": (json_lines([{"generated_text": HALF + REST}]), None),
    "llama.cpp": (
        events(
            {"content": HALF, "stop": False},
            {"content": REST, "stop": False},
            {"content": "", "stop": True, "stop_type": "limit"},
        ),
        LENGTH,
    ),
    "llama.cpp, older": (
        events({"content": HALF, "stop": False}, {"content": REST, "stop": True, "stopped_limit": True}),
        LENGTH,
    ),
    "KoboldAI": (events({"token": HALF, "finish_reason": None}, {"token": REST, "finish_reason": "stop"}), STOP),
    "watsonx": (
        json_lines({"results": [{"generated_text": HALF + REST, "stop_reason": "max_tokens", "input_token_count": 3}]}),
        LENGTH,
    ),
    "AI21": (
        json_lines({"completions": [{"data": {"text": HALF + REST}, "finishReason": {"reason": "length"}}]}),
        LENGTH,
    ),
    "Baidu": (
        events(
            {"id": "a", "sentence_id": 0, "is_end": False, "is_truncated": False, "result": HALF},
            {"id": "a", "sentence_id": 1, "is_end": True, "is_truncated": True, "result": REST},
        ),
        LENGTH,
    ),
    "DashScope, all so far each time": (
        events(
            {"output": {"text": HALF, "finish_reason": "null"}, "usage": {"input_tokens": 25, "output_tokens": 1}},
            {"output": {"text": HALF + REST, "finish_reason": "null"}},
            {"output": {"text": HALF + REST, "finish_reason": "length"}},
        ),
        LENGTH,
    ),
    "Dify": (
        events(
            {"event": "message", "conversation_id": "c", "answer": HALF},
            {"event": "message", "conversation_id": "c", "answer": REST},
            {"event": "message_end", "metadata": {"usage": {"prompt_tokens": 25, "completion_tokens": 9}}},
        ),
        STOP,
    ),
    "Tencent": (
        events(
            {"Choices": [{"Delta": {"Role": "assistant", "Content": HALF}, "FinishReason": ""}]},
            {"Choices": [{"Delta": {"Role": "assistant", "Content": REST}, "FinishReason": "sensitive"}]},
        ),
        FinishReason.FILTERED,
    ),
    "several messages": (
        json_lines({"messages": [{"role": "user", "content": "?"}, {"role": "assistant", "content": HALF + REST}]}),
        None,
    ),
    "several messages, by LangChain": (
        json_lines(
            {
                "messages": [
                    {"type": "human", "content": "?"},
                    {"type": "ai", "content": [{"type": "text", "text": HALF}]},
                    {"type": "ai", "content": REST},
                ]
            }
        ),
        None,
    ),
    "several messages of a choice": (
        json_lines(
            {
                "choices": [
                    {"messages": [{"sender_type": "BOT", "text": HALF + REST}], "finish_reason": "length", "index": 0}
                ],
                "base_resp": {"status_code": 0},
            }
        ),
        LENGTH,
    ),
    "several messages, all so far each time": (
        events(
            {"messages": [{"role": "assistant", "content": HALF}]},
            {"messages": [{"role": "assistant", "content": HALF + REST}]},
            "[DONE]",
        ),
        STOP,
    ),
    "Responses, whole and cut": (
        json_lines(
            {
                "object": "response",
                "status": "incomplete",
                "incomplete_details": {"reason": "max_output_tokens"},
                "output": [{"type": "message", "content": [{"type": "output_text", "text": HALF + REST}]}],
            }
        ),
        LENGTH,
    ),
    "Replicate": (json_lines({"output": [HALF, REST], "status": "succeeded"}), None),
    "Ollama, one prompt": (
        json_lines(
            {"response": HALF, "thinking": "Hm.", "done": False},
            {"response": REST, "done": True, "done_reason": "length"},
        ),
        LENGTH,
    ),
    "a list of texts": (events({"choices": [{"delta": {"content": [HALF, REST]}, "finish_reason": "stop"}]}), STOP),
}


@pytest.mark.parametrize(("body", "finish"), BODIES.values(), ids=BODIES.keys())
def test_text_and_reason_in_every_interface(body: bytes, finish: FinishReason | None) -> None:
    answer = read_answer(body)
    assert (answer.text, answer.finish, answer.error) == (HALF + REST, finish, None)


@pytest.mark.parametrize(
    ("value", "finish"),
    [
        ({"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": {}}, FinishReason.FILTERED),
        ({"promptFeedback": {"blockReason": "OTHER"}}, FinishReason.FILTERED),
        ({"candidates": [{"finishReason": "MAX_TOKENS", "index": 0}]}, LENGTH),
        ({"candidates": [{"finishReason": "RECITATION"}]}, FinishReason.FILTERED),
    ],
)
def test_geminis_refusals_without_text(value: dict[str, Any], finish: FinishReason) -> None:
    assert read_answer(json_lines([value])).finish is finish
    assert read_answer(events(value)).finish is finish


def test_geminis_grounds_calls_and_second_candidates() -> None:
    web = {"groundingChunks": [{"web": {"uri": "https://e.example/a", "title": "A"}}]}
    answer = read_answer(events(*gemini("So.", groundingMetadata=web)))
    assert (answer.text, answer.sources) == ("So.", ("https://e.example/a",))
    call = {"candidates": [{"content": {"parts": [{"functionCall": {"name": "look", "args": {}}}]}}]}
    assert read_answer(events(call)).tools == ("look",)
    two = {"candidates": [{"index": 0, "content": {"parts": [{"text": "A"}]}}, {"index": 1, "content": "B"}]}
    assert read_answer(events(two)).text == "A"


@pytest.mark.parametrize(
    "value",
    [
        {"error": {"code": 503, "message": "gone", "status": "UNAVAILABLE"}},
        {"throttlingException": {"message": "gone"}},
        {"error_code": 110, "error_msg": "gone"},
        {"fault": {"faultstring": "gone", "detail": {"errorcode": "x"}}},
        {"success": False, "message": "gone", "data": None},
        {"event": "error", "status": 400, "code": "x", "message": "gone"},
    ],
)
def test_errors_of_other_interfaces(value: dict[str, Any]) -> None:
    for body in (json_lines(value), json_lines([value]), events(value), json_lines(*ollama("Half")[:1], value)):
        answer = read_answer(body)
        assert "gone" in str(answer.error)


@pytest.mark.parametrize("value", [{"token": "abc"}, {"result": "ok"}, {"text": "Hi"}, {"answer": 42}])
def test_what_is_no_answer(value: dict[str, Any]) -> None:
    answer = read_answer(json_lines(value))
    assert (answer.text, answer.finish, answer.error) == ("", None, None)


@pytest.mark.parametrize("texts", [("he", "hello"), ("It", "It is", "It is so", "It is so."), ("It is", " so.", "..")])
def test_the_texts_beside_facts_repeat_those_before_or_go_on(texts: tuple[str, ...]) -> None:
    *first, last = ({"text": text, "meta_info": {"finish_reason": None}} for text in texts)
    last["meta_info"] = {"finish_reason": {"type": "stop"}}
    answer = read_answer(b"".join(b"data: " + json.dumps(value).encode() + b"\n\n" for value in (*first, last)))
    is_repeated = texts[-1].startswith(texts[0])
    assert answer.text == (texts[-1] if is_repeated else "".join(texts))


def test_the_facts_beside_a_text_have_reason_and_counts() -> None:
    facts = {"finish_reason": {"type": "length", "length": 9}, "prompt_tokens": 25, "completion_tokens": 9}
    answer = read_answer(json.dumps({"text": "It is", "meta_info": facts}).encode())
    assert (answer.text, answer.finish, answer.usage) == ("It is", LENGTH, Usage(25, 9))


def test_counts_in_results_and_as_text_are_read() -> None:
    results = [{"generated_text": "It is so.", "input_token_count": "25", "generated_token_count": "9"}]
    answer = read_answer(json.dumps({"results": results}).encode())
    assert (answer.text, answer.usage) == ("It is so.", Usage(25, 9))
