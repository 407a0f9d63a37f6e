"""Answers that stray from the plain stream, from the server to standard output and into the history."""

import base64
import json
from contextlib import closing
from typing import Any

import pytest

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.cli.exit_codes import INCOMPLETE
from desktop.core.conversation.answer_source import AnswerSource
from desktop.paths import folders
from tests.helpers.images import png
from tests.loopback import Answer, Connection, Endpoint, Heard, chunk
from tests.stories.processes import askance


def streaming(*deltas: dict[str, Any], finish: str = "stop", **more: object) -> Answer:
    """A server that sends these deltas and a reason, with `more` in the last chunk."""

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        for delta in deltas:
            to.data({"choices": [{"index": 0, "delta": delta}]})
        to.data({**chunk(None, finish), **more})
        to.done()

    return answer


def test_thinking_and_sources_are_kept_beside_the_answer() -> None:
    thoughts = {"reasoning_content": "It looks blue."}
    source = {"url": "https://cups.example/blue", "title": "Blue cups"}
    server = streaming(thoughts, {"content": "A **blue** cup [1]."}, search_results=[source])
    with Endpoint(answer=server) as endpoint:
        done = askance("ask", "What is it?", "--endpoint", endpoint.url)
    assert done.stdout == b"A **blue** cup [1].\n[1] Blue cups https://cups.example/blue\n"
    assert (done.returncode, done.stderr) == (0, b"")
    with closing(SqliteStore(folders().data)) as store:
        (turn,) = store.conversation(store.page(0, 1)[0].id).turns
    assert (turn.answer, turn.thinking) == ("A **blue** cup [1].", "It looks blue.")
    assert turn.sources == (AnswerSource("https://cups.example/blue", "Blue cups"),)


@pytest.mark.parametrize(
    ("server", "kind", "words"),
    [
        (
            streaming({"content": "Half"}, finish="lunch"),
            "unknown_ending",
            b"a reason that Askance doesn't know (lunch)",
        ),
        (streaming({"content": "Half"}, finish="MAX_TOKENS"), "length", b"length limit"),
        (
            streaming({"reasoning": "Hm."}, finish="length"),
            "length_thinking",
            b"whole length of the answer for thinking",
        ),
        (
            streaming({"tool_calls": [{"function": {"name": "look", "arguments": "{}"}}]}, finish="tool_calls"),
            "tool_call",
            b"wanted to use a tool (look)",
        ),
        (
            streaming({"images": [{"image_url": {"url": "data:image/png;base64,AA=="}}]}),
            "picture_in_answer",
            b"a picture",
        ),
    ],
)
def test_an_answer_that_is_not_whole_says_so(server: Answer, kind: str, words: bytes) -> None:
    with Endpoint(answer=server) as endpoint:
        done = askance("ask", "What is it?", "--endpoint", endpoint.url, "--json", "--no-history")
    assert done.returncode == INCOMPLETE
    assert json.loads(done.stdout)["trouble"]["kind"] == kind
    assert words in done.stderr


def test_a_picture_of_an_answer_is_kept_for_the_window() -> None:
    packed = base64.b64encode(png()).decode()
    picture = {"image_url": {"url": f"data:image/png;base64,{packed}"}}
    with Endpoint(answer=streaming({"content": "Here:"}, {"images": [picture]})) as endpoint:
        done = askance("ask", "Draw it.", "--endpoint", endpoint.url)
    assert (done.returncode, done.stdout) == (0, b"Here:\n")
    assert done.stderr == b"askance: The answer came with pictures, which the window shows.\n"
    with closing(SqliteStore(folders().data)) as store:
        (turn,) = store.conversation(store.page(0, 1)[0].id).turns
        (image,) = turn.answer_images
        assert (image.width, image.height) == (80, 60)
        assert store.image_bytes(image.id) is not None


def test_the_address_of_a_picture_is_printed_and_not_fetched() -> None:
    with Endpoint() as elsewhere:
        address = f"{elsewhere.url}/cat.png"
        server = streaming({"images": [{"image_url": {"url": address}}]})
        with Endpoint(answer=server) as endpoint:
            done = askance("ask", "Draw it.", "--endpoint", endpoint.url, "--no-history")
        assert elsewhere.heard == []
    assert done.stdout == f"[1] Picture {address}\n".encode()
    assert (done.returncode, b"a picture and no text" in done.stderr) == (INCOMPLETE, True)
