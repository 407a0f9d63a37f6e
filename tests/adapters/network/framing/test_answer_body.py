"""Bodies of answers in every framing, cut anywhere."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from desktop.adapters.network.decompression import PART_BYTES, DamagedCompressionError, Unpacker
from desktop.adapters.network.framing.answer_body import AnswerBody, HtmlReceivedError
from desktop.adapters.network.framing.json_documents import BrokenJsonError
from desktop.adapters.network.framing.sse import END
from desktop.adapters.network.large_json import LONG

A, B = {"n": 1}, {"n": {"text": "two\nlines"}}
ERROR = {"error": {"message": "gone"}}


def objects(body: bytes, size: int) -> list[dict[str, Any]]:
    async def source() -> AsyncIterator[bytes]:
        for at in range(0, len(body), size):
            yield body[at : at + size]

    async def run() -> list[dict[str, Any]]:
        return [value async for value in AnswerBody(source()).objects()]

    return asyncio.run(run())


def events(*values: object, between: str = "\n\n") -> bytes:
    texts = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return "".join(f"data: {text}{between}" for text in texts).encode()


FRAMINGS = {
    "events": events(A, B),
    "events parted by one newline": events(A, B, between="\n"),
    "Windows line ends": events(A, B, between="\r\n\r\n"),
    "old line ends": events(A, B, between="\r"),
    "no blank line at the end": events(A, B).rstrip(),
    "blank lines first": b"\n \r\n" + events(A, B),
    "a byte order mark first": b"\xef\xbb\xbf" + events(A, B),
    "pretty events": b"".join(
        b"data: " + json.dumps(value, indent=1).replace("\n", "\ndata: ").encode() + b"\n\n" for value in (A, B)
    ),
    "named events": b"event: message\n" + events(A) + b"event: message\nid: 2\n" + events(B),
    "each in a list": events([A], [B]),
    "a line for each": json.dumps(A).encode() + b"\n" + json.dumps(B).encode() + b"\r\n",
    "a list": json.dumps([A, B]).encode(),
    "a pretty list": json.dumps([A, B], indent=2).encode(),
}


@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
@pytest.mark.parametrize("body", FRAMINGS.values(), ids=FRAMINGS.keys())
def test_every_framing_and_every_cut(body: bytes, size: int) -> None:
    assert objects(body, size) == [A, B]


@pytest.mark.parametrize(
    "mark",
    [
        b"data: [DONE]\n\n",
        b"data:[DONE]\n",
        b"data: [done]\n\n",
        b"data: DONE\n\n",
        b'data: "[DONE]"\n\n',
        b"data: [ DONE ]\n\n",
        b'data: {"done": true}\n\n',
        b'data: {"type": "message_stop"}\n\n',
        b"event: done\n\n",
        b"event: end\ndata: \n\n",
        b"data: [DONE]",
        b"[DONE]\n\n",
        b"[DONE]",
    ],
)
def test_every_spelling_of_the_end(mark: bytes) -> None:
    found = objects(events(A) + mark, 7)
    assert found[:2] == [A, END]
    assert found[1] is END


def test_a_reason_is_not_the_mark_of_the_end() -> None:
    (found,) = objects(events({"choices": [{"finish_reason": "stop"}]}), 100)
    assert found == END
    assert found is not END


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (b'event: error\ndata: {"message": "gone"}\n\n', {"message": "gone"}),
        (b'event: error\ndata: {"error": {"message": "gone"}}\n\n', {"message": "gone"}),
        (b"event: error\ndata: gone\n\n", "gone"),
        (b'event: ERROR\r\ndata: {\r\ndata: "message": "gone"}\r\n\r\n', {"message": "gone"}),
        (b'error: {"message": "gone"}\n\n', {"message": "gone"}),
        (b"error: gone\n\n", "gone"),
        (b"data: [ERROR] gone\n\n", "[ERROR] gone"),
        (b"data: Error: gone\n\n", "Error: gone"),
        (b"data: Internal Server Error\n\n", "Internal Server Error"),
        (b"data: worker.EngineDeadError: gone\n\n", "worker.EngineDeadError: gone"),
        (b"data: Error: no error message\n\n", "Error: no error message"),
        (b"event: error\ndata: [DONE]\n\n", "[DONE]"),
        (b"event: error\n\n", "error"),
        (b"event: error\ndata: {}\n\n", "error"),
        (b'event: exception\ndata: {"message": "gone"}\n\n', {"message": "gone"}),
        (b"event: failed\ndata: gone\n\n", "gone"),
    ],
)
def test_errors_outside_of_json(lines: bytes, error: object) -> None:
    assert objects(events(A) + lines + events(B), 9) == [A, {"error": error}, B]


@pytest.mark.parametrize(
    "data",
    [
        '{"error": null, "choices": [{"delta": {"content": "and',
        '{"error": null, "n": nan}',
        '{"error": null, "n": 1}}',
        '[{"error": null, "n": 1}, ',
        "no error",
        "0 error",
        "No error.",
        "status: no error",
        "finished without error",
        "Finished without an error",
        "NO_ERROR",
    ],
)
def test_what_only_looks_like_an_error_ends_no_answer(data: str) -> None:
    assert objects(events(A, data, B), 9) == [A, B]
    assert objects(events(A, data).rstrip(), 9) == [A]


def test_what_is_neither() -> None:
    with pytest.raises(HtmlReceivedError):
        objects(b"\n <!doctype html><html></html>", 3)
    for body in (b'{"choices": [', b"[1, 2", b"{broken}"):
        with pytest.raises(BrokenJsonError):
            objects(body, 5)
    assert objects(b"", 1) == objects(b"hello there\n", 3) == objects(b"data: hello there\n\n", 4) == []
    assert objects(b"[1, 2]", 3) == []


def test_long_lines_are_read_in_linear_time() -> None:
    value = {"n": "x" * 8_000_000}
    assert objects(json.dumps(value).encode(), 4096) == objects(events(value), 4096) == [value]


@pytest.mark.parametrize("size", [1, 1000, 10**6])
def test_unpacking(size: int) -> None:
    plain = b"some text " * 100_000
    packed = gzip.compress(plain) + gzip.compress(b"and more") + b"\0\0"
    unpacker = Unpacker()
    parts = [part for at in range(0, len(packed), size) for part in unpacker.fed(packed[at : at + size])]
    assert b"".join(parts) == plain + b"and more"
    assert max(map(len, parts)) <= PART_BYTES


def test_damaged_compression() -> None:
    with pytest.raises(DamagedCompressionError):
        list(Unpacker().fed(b"no gzip at all"))


@pytest.mark.parametrize(
    ("wrap", "between"), [("{}", "\n\n"), ("  {}  ", "\n"), ("[{}]", "\n\n"), ("{}", "\r\n\r\n"), ("{}", "\n")]
)
def test_a_large_event_is_read_as_a_small_one_is(wrap: str, between: str) -> None:
    value = {"n": "é" + "x" * (8 * LONG) + "}\n{"}
    text = wrap.replace("{}", json.dumps(value, ensure_ascii=False))
    assert objects(events(A, text, B, between=between), 4096) == [A, value, B]


def test_a_large_error_and_large_nonsense_are_told_apart() -> None:
    words = "x" * (8 * LONG)
    assert objects(f'event: error\ndata: {{"message": "{words}"}}\n\n'.encode(), 4096) == [
        {"error": {"message": words}}
    ]
    assert objects(f'data: {{"message": "{words}"\n\n'.encode() + events(A), 4096) == [A]
