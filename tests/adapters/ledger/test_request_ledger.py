"""The ledger behind the real provider: as many lines as a server on loopback counts requests, however they end."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.adapters.ledger.request_ledger import RequestLedger
from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ledger.entries import LedgerEntry, read_ledger
from desktop.core.settings.settings import Settings
from tests.helpers.asked_provider import KEY, ask
from tests.loopback import Answer, Connection, Endpoint, Heard, chunk, error, refusing, saying

OPTIONS = refusing(400, error("Unknown parameter: stream_options"))
BUSY = refusing(503, error("overloaded"))


async def at_once(call: Callable[..., Any], *args: Any) -> Any:
    return call(*args)


def ledger_in(folder: Path, is_kept: bool = True) -> RequestLedger:
    return RequestLedger(LedgerFiles(folder), lambda: is_kept, at_once)


def entries(folder: Path) -> tuple[LedgerEntry, ...]:
    found = read_ledger(LedgerFiles(folder).lines())
    assert found.damaged == 0
    return found.entries


def broken_off(to: Connection, heard: Heard) -> None:
    to.head()
    to.data(chunk("Half"))


@pytest.mark.parametrize(
    ("script", "outcomes"),
    [
        ([saying("Whole.")], ["answered"]),
        ([OPTIONS, saying("Whole.")], ["refused", "answered"]),
        ([BUSY], ["refused"]),
        ([refusing(401, error("no"))], ["refused"]),
        ([broken_off], ["broken"]),
        ([refusing(200, b"<html>Sign in</html>", "text/html")], ["broken"]),
    ],
)
def test_each_request_that_a_server_hears_has_one_entry(
    tmp_path: Path, script: list[Answer], outcomes: list[str]
) -> None:
    with Endpoint(script=list(script)) as endpoint:
        ask(endpoint.url, ledger=ledger_in(tmp_path))
        assert len(endpoint.posts) == len(outcomes)
    assert [entry.outcome for entry in entries(tmp_path)] == outcomes


def test_an_entry_says_where_to_how_much_and_at_what_price_and_nothing_of_the_question(tmp_path: Path) -> None:
    with Endpoint(answer=saying("The answer.", usage=(1000, 100))) as endpoint:
        ask(endpoint.url, ledger=ledger_in(tmp_path))
        host = endpoint.url.split("/")[2]
    (entry,) = entries(tmp_path)
    assert (entry.host, entry.model, entry.input_tokens, entry.output_tokens) == (host, "gpt-4o", 1000, 100)
    (picture,) = entry.pictures
    assert len(picture["sha256"]) == 64
    assert min(picture["width"], picture["height"], picture["bytes"]) > 0
    assert entry.at <= entry.ended_at
    kept = "".join(LedgerFiles(tmp_path).lines())
    assert not [secret for secret in ("What?", "The answer", KEY, "base64") if secret in kept]


def test_a_server_that_is_not_there_got_nothing(tmp_path: Path) -> None:
    with Endpoint() as endpoint:
        gone = endpoint.url
    ask(gone, ledger=ledger_in(tmp_path))
    assert [entry.outcome for entry in entries(tmp_path)] == ["not_sent"]


def test_an_answer_that_is_stopped(tmp_path: Path) -> None:
    async def run(url: str) -> None:
        provider = OpenAIProvider(ledger=ledger_in(tmp_path))
        request = build_request(Settings(endpoint=url), Conversation("c"), "What?", (), {})
        async with aclosing(cast("Any", provider.stream(request, KEY))) as chunks:
            async for piece in chunks:
                if piece.text:
                    break
        await provider.close()

    with Endpoint(answer=saying(*["word "] * 50, pause_s=0.05)) as endpoint:
        asyncio.run(run(endpoint.url))
        assert len(endpoint.posts) == 1
    assert [entry.outcome for entry in entries(tmp_path)] == ["stopped"]


def test_a_question_that_is_given_up_before_its_first_word(tmp_path: Path) -> None:
    heard = asyncio.Event()

    async def run(url: str, loop_of: list[asyncio.AbstractEventLoop]) -> None:
        loop_of.append(asyncio.get_running_loop())
        provider = OpenAIProvider(ledger=ledger_in(tmp_path))
        request = build_request(Settings(endpoint=url), Conversation("c"), "What?", (), {})

        async def listen() -> None:
            async for _ in provider.stream(request, KEY):
                raise AssertionError("nothing is said")

        task = asyncio.ensure_future(listen())
        await heard.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await provider.close()

    loop_of: list[asyncio.AbstractEventLoop] = []

    def silent(to: Connection, _: Heard) -> None:
        loop_of[0].call_soon_threadsafe(heard.set)
        to.closed.wait(240)

    with Endpoint(answer=silent) as endpoint:
        asyncio.run(run(endpoint.url, loop_of))
        assert len(endpoint.posts) == 1
    assert [entry.outcome for entry in entries(tmp_path)] == ["stopped"]


def test_nothing_is_sent_that_cannot_be_entered(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file in the place of the folder")
    with Endpoint() as endpoint:
        outcome = ask(endpoint.url, ledger=ledger_in(tmp_path / "ledger"))
        assert endpoint.heard == []
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.LEDGER_NOT_WRITTEN


class FullAfterOne(LedgerFiles):
    """A disk that is full after the first line."""

    def add(self, line: dict[str, Any]) -> None:
        if self.paths():
            raise StorageError(Problem(ProblemKind.LEDGER_NOT_WRITTEN))
        super().add(line)


@pytest.mark.logs("the end of a request is not in the ledger")
def test_an_answer_is_kept_though_its_end_cannot_be_entered(tmp_path: Path) -> None:
    with Endpoint(answer=saying("Whole.")) as endpoint:
        outcome = ask(endpoint.url, ledger=RequestLedger(FullAfterOne(tmp_path), lambda: True, at_once))
    assert (outcome.text, outcome.problem) == ("Whole.", None)
    assert [entry.outcome for entry in entries(tmp_path)] == ["unknown"]


def test_where_no_ledger_is_kept_no_file_is_made(tmp_path: Path) -> None:
    with Endpoint(answer=saying("Whole.")) as endpoint:
        ask(endpoint.url, ledger=ledger_in(tmp_path / "ledger", is_kept=False))
    assert not (tmp_path / "ledger").exists()
