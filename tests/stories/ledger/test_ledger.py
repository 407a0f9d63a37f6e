"""The ledger in the real program: every road that sends has its lines, and without them nothing is sent."""

import json
import queue
import sys
from pathlib import Path

import pytest

from desktop.cli import commands
from desktop.cli.exit_codes import HELD_BACK
from desktop.composition.ledger import ledger_files
from desktop.core.ledger.entries import LedgerEntry, read_ledger
from desktop.paths import folders, resource
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.helpers.many.pictures import numbered_pictures
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Connection, Endpoint, Heard, error, listing, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY, start_program
from tests.stories.window_steps import answered, ask, ask_anyway, paste_image, press

SECRET_WORDS = "my address is somebody@example.com"


def entries() -> tuple[LedgerEntry, ...]:
    found = read_ledger(ledger_files().lines())
    assert found.damaged == 0
    return found.entries


@pytest.fixture
def forced(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy that wants a ledger, which the user's own settings do not."""
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    place(file, ledger=True)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text(json.dumps({"ledger": False, "private_text": "off"}))
    return file


def test_commands_have_their_lines(forced: Path, tmp_path: Path) -> None:
    busy = refusing(503, error("overloaded"), retry_after_ms="1")
    pictures = numbered_pictures(tmp_path / "pictures", 3)
    with Endpoint(answer=saying('{"total": 1}'), script=[busy]) as endpoint:
        assert commands.main(["ask", str(resource("sample.png")), "What?", "--endpoint", endpoint.url]) == 0
        table = tmp_path / "table.csv"
        asked = ["many", str(pictures), "--ask", "Read it.", "--endpoint", endpoint.url, "--out", str(table)]
        assert commands.main(asked) == 0
        assert len(endpoint.posts) == 5
    assert [entry.outcome for entry in entries()] == ["refused", *["answered"] * 4]
    assert [len(entry.pictures) for entry in entries()] == [1] * 5


def test_the_window_has_its_lines(forced: Path, tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, SECRET_WORDS)
        await ask_anyway(window)
        await answered(window, "sample")
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        await press(opened.answers, "Test")
        await until(lambda: len(endpoint.posts) == 2 and len(entries()) == 2)
        opened.accept()

    def reply(to: Connection, heard: Heard) -> None:
        (saying("sample") if heard.method == "POST" else listing({"id": "gpt-4o"}))(to, heard)

    with Endpoint(answer=reply) as endpoint:
        tell(story, endpoint.url, read_text=False)
        assert len(endpoint.posts) == len(entries())
    first, test = entries()
    assert [(found["kind"], found["decision"]) for found in first.findings] == [("e-mail address", "sent")]
    assert (first.private_text, first.outcome) == ("warn", "answered")
    assert test.pictures[0]["sha256"] != first.pictures[0]["sha256"]
    kept = "".join(ledger_files().lines())
    assert not [words for words in ("somebody", "sample", KEY) if words in kept]


@pytest.mark.skipif(sys.platform == "win32", reason="a file in the place of a folder is told in other words there")
def test_where_it_cannot_be_written_nothing_is_sent(forced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders().ledger.parent.mkdir(parents=True, exist_ok=True)
    folders().ledger.write_text("a file in the place of the folder")
    with Endpoint(answer=saying("Never.")) as endpoint:
        assert commands.main(["ask", "What?", "--endpoint", endpoint.url]) == HELD_BACK
        assert endpoint.heard == []
        words = capsys.readouterr().err
        assert "Not sent: every request is entered into the ledger first" in words
        forced.unlink()
        assert commands.main(["ask", "What?", "--endpoint", endpoint.url]) == 0


def test_it_is_read_summed_and_exported(forced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Endpoint(answer=saying("Nine.", usage=(1000, 100))) as endpoint:
        host = endpoint.url.split("/")[2]
        for _ in range(2):
            commands.main(["ask", "How many?", "--endpoint", endpoint.url, "--no-history"])
    capsys.readouterr()
    assert commands.main(["ledger"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert host in first and "gpt-4o" in second and "answered" in second
    assert commands.main(["ledger", "--sum", "host", "--json"]) == 0
    (total,) = json.loads(capsys.readouterr().out)["sums"]
    assert (total["name"], total["requests"], total["input_tokens"]) == (host, 2, 2000)
    assert commands.main(["ledger", "--csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert commands.main(["ledger", "--until", "2020-01-01"]) == 0
    assert capsys.readouterr().out == "The ledger holds no requests.\n"
    (path,) = ledger_files().paths()
    path.write_bytes(path.read_bytes() + b"{")
    assert commands.main(["ledger", "--sum", "day"]) == 1
    assert "1 line of the ledger is damaged" in capsys.readouterr().err


KILLS = 10


@pytest.mark.slow
def test_kills_leave_a_line_for_each_request_that_was_heard(home: Path) -> None:
    """Each process is killed as soon as the server has its request; what the lines say is what the server counted."""
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text(json.dumps({"ledger": True, "private_text": "off"}))
    came = queue.SimpleQueue[None]()

    def silent(to: Connection, _: Heard) -> None:
        came.put(None)
        to.closed.wait(60)

    with Endpoint(answer=silent) as endpoint:
        for _ in range(KILLS):
            process = start_program(home, "ask", "What?", "--endpoint", endpoint.url)
            came.get(timeout=240)
            process.kill()
            process.communicate()
        assert len(endpoint.posts) == KILLS
    assert [entry.outcome for entry in entries()] == ["unknown"] * KILLS
