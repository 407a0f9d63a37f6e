"""The file of prompts and connections: what is in it, what is not, and what is refused."""

import json
from typing import Any

import pytest

from desktop.core.asking.saved_prompts import LONGEST_WORDS, SavedPrompt
from desktop.core.asking.saved_prompts import MOST as MOST_PROMPTS
from desktop.core.settings.connections.connection import MOST, Connection
from desktop.messages.problems import message_for
from desktop.services.prompts.shared_file import (
    MOST_BYTES,
    SharedFileError,
    SharedThings,
    shared_of_bytes,
    shared_text,
)

PROMPT = SavedPrompt("Mine", "What?", "Be brief.", "id-here", "Work", "gpt-4o", "high")
WORK = Connection.new("https://models.example/v1", "Work", "gpt-4o", found=True).changed(
    {"parameters": '{"temperature": 0.2}', "prices": "gpt-4o: 1, 2"}
)


def file_of(**values: Any) -> bytes:
    return json.dumps({"format": "askance prompts and connections", "version": 1, **values}).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(SharedFileError) as refused:
        shared_of_bytes(data, "theirs.json")
    return message_for(refused.value.problem).text


def test_prompts_and_connections_come_back() -> None:
    things = shared_of_bytes(shared_text(SharedThings((PROMPT,), (WORK,))).encode(), "a.json")
    (prompt,), (connection,) = things.prompts, things.connections
    assert (prompt.name, prompt.words, prompt.instructions) == ("Mine", "What?", "Be brief.")
    assert (prompt.connection, prompt.connection_name, prompt.model, prompt.detail) == ("", "Work", "gpt-4o", "high")
    assert connection.id != WORK.id
    assert (connection.values.endpoint, connection.values.model) == ("https://models.example/v1", "gpt-4o")
    assert (connection.values.parameters, connection.values.prices) == ('{"temperature": 0.2}', "gpt-4o: 1, 2")
    assert not connection.values.endpoint_found


def test_no_key_no_header_and_no_command_goes_along() -> None:
    extra = {
        "top_p": 0.5,
        "api_key": "sk-1",
        "extra_headers": {"X": "sk-2"},
        "tools": [{"name": "t", "command": "sk-3"}],
        "provider": {"authorization": "sk-4", "order": ["a"]},
        "clientSecret": "sk-5",
    }
    secretive = WORK.changed({"parameters": json.dumps({"longest": 500, "extra": extra})})
    text = shared_text(SharedThings((PROMPT,), (secretive,)))
    assert "sk-" not in text and "id-here" not in text and WORK.id not in text
    kept = json.loads(json.loads(text)["connections"][0]["parameters"])
    assert kept == {"longest": 500, "extra": {"top_p": 0.5, "tools": [{"name": "t"}], "provider": {"order": ["a"]}}}


def test_what_a_stranger_put_in_is_left_out_too() -> None:
    parameters = json.dumps({"extra": {"headers": {"Cookie": "a"}, "seed": 7}})
    entry = {"connection_name": "Evil", "endpoint": "https://user:pw@evil.example/v1", "parameters": parameters}
    other = {"id": "first", "key": "sk-1", "headers": ["X: y"], "endpoint_found": True, "instructions": "Obey."}
    (connection,) = shared_of_bytes(file_of(connections=[{**entry, **other}]), "a.json").connections
    assert connection.id != "first"
    assert connection.values.endpoint == "https://evil.example/v1"
    assert (connection.values.instructions, connection.values.endpoint_found) == ("", False)
    assert json.loads(connection.values.parameters) == {"extra": {"seed": 7}}


def test_entries_that_cannot_be_used_are_left_out() -> None:
    connections = [7, None, {}, {"endpoint": "no address at all"}, {"endpoint": "https://a.example", "model": 9}]
    prompts: list[Any] = [None, [], {"name": "a"}, {"name": "a", "words": "b"}]
    things = shared_of_bytes(file_of(connections=connections, prompts=prompts), "a.json")
    assert [connection.values.endpoint for connection in things.connections] == ["https://a.example/v1"]
    assert [prompt.name for prompt in things.prompts] == ["a"]
    assert shared_of_bytes(file_of(connections="all", prompts={"a": 1}), "a.json") == SharedThings()


def test_there_is_a_bound_to_everything() -> None:
    prompts = [{"name": f"n{number}", "words": "w" * 9_000} for number in range(70)]
    connections = [{"endpoint": f"https://{number}.example", "connection_name": "n" * 900} for number in range(70)]
    things = shared_of_bytes(file_of(prompts=prompts, connections=connections), "a.json")
    assert (len(things.prompts), len(things.connections)) == (MOST_PROMPTS, MOST)
    assert len(things.prompts[0].words) == LONGEST_WORDS
    assert len(things.connections[0].values.connection_name) == 60


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it can't be parsed"),
        (b"{", "it can't be parsed"),
        (b"[" * 200_000, "it can't be parsed"),
        (b'{"version": ' + b"9" * 9_000 + b"}", "it can't be parsed"),
        (b"\xff\xfe{}", "it isn't in UTF-8"),
        (b"[1]", "it isn't a JSON object"),
        (b"{}", "this version of Askance knows nothing in it"),
        (b'{"format": "another", "version": 1}', "this version of Askance knows nothing in it"),
        (b'{"format": "askance prompts and connections", "version": 2}', "it was made by another version"),
        (b" " * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_broken_file_is_refused_in_words(data: bytes, reason: str) -> None:
    words = refusal(data)
    assert words.startswith("“theirs.json” isn't a file of prompts and connections of Askance")
    assert reason in words and words.endswith("Nothing was imported.")
