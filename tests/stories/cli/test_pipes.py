"""A reader of our output that leaves early: real pipes, whatever Python buffers, and not a word of complaint."""

import json
import os
import subprocess
import sys
import threading

import pytest

from desktop.paths import folders, resource
from tests.loopback import Connection, Endpoint, Heard, chunk, listing, saying

SAMPLE = str(resource("sample.png"))


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def unbuffered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python with its own buffers, and without them."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def started(arguments: list[str], stdout: int) -> "subprocess.Popen[bytes]":
    """A command in which every warning is an error; its standard error is a pipe."""
    command = [sys.executable, "-W", "error", "-m", "desktop", *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.usefixtures("unbuffered")
@pytest.mark.parametrize("last", ["", " And more.\n"], ids=["nothing more", "more"])
def test_a_reader_that_leaves_in_the_middle_of_an_answer(last: str) -> None:
    read_end, write_end = os.pipe()
    left = threading.Event()

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("Nine.")
        left.wait(240)
        to.data(chunk(last, "stop"))
        to.done()

    with Endpoint(answer=answer) as endpoint:
        process = started(["ask", "How many?", "--endpoint", endpoint.url, "--no-history"], write_end)
        os.close(write_end)
        assert os.read(read_end, 9) == b"Nine."
        os.close(read_end)
        left.set()
        _, complaints = process.communicate(timeout=240)
    assert (process.returncode, complaints) == (0, b"")


@pytest.mark.usefixtures("unbuffered")
@pytest.mark.parametrize(
    "arguments",
    [
        *(["--help"], ["--version"], ["models"], ["models", "--json"], ["prepare", SAMPLE], ["self-test"]),
        *(["ask", "How many?", "--no-history"], ["ask", "How many?", "--no-history", "--json"]),
    ],
    ids=" ".join,
)
def test_a_reader_that_was_never_there(arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with Endpoint(answer=listing({"id": "gpt-4o"}) if arguments[0] == "models" else saying("Nine.")) as endpoint:
        folders().settings_file.parent.mkdir(parents=True)
        folders().settings_file.write_text(json.dumps({"endpoint": endpoint.url}))
        process = started(arguments, write_end)
        os.close(write_end)
        _, complaints = process.communicate(timeout=240)
    assert (process.returncode, complaints) == (0, b"")
