"""Answers that stray from the plain stream, from the server to standard output and into the history."""

import json
from contextlib import closing
from typing import Any

import pytest

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.cli.exit_codes import INCOMPLETE
from desktop.core.conversation.answer_source import AnswerSource
from desktop.paths import folders
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
            b"a reason that Askance does not know (lunch)",
        ),
        (streaming({"content": "Half"}, finish="MAX_TOKENS"), "length", b"length limit"),
        (
            streaming({"reasoning": "Hm."}, finish="length"),
            "length_thinking",
            b"whole length of the answer on thinking",
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
