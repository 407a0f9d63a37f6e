"""Rules of a house that docs/admin.md promises in a sentence of their own."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop import paths
from desktop.cli import commands
from desktop.cli.exit_codes import HELD_BACK, INCOMPLETE
from desktop.composition import config_files
from desktop.ui.dialogs.policy_window import PolicyDialog
from desktop.ui.main_window import MainWindow
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.pictures import numbered_pictures, run_id
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, listing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask

HERON = [{"name": "project name", "pattern": r"\bProject Heron\b"}]


@pytest.fixture
def policy(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the policy, in which nothing is yet."""
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test-123456")
    return policy_at(monkeypatch, home / "etc" / "policy.json")


@pytest.fixture
def house() -> Iterator[Endpoint]:
    """A server that answers."""
    with Endpoint(answer=saying("Yes.")) as endpoint:
        yield endpoint


def with_patterns(policy: Path, **settings: object) -> None:
    policy.parent.mkdir(parents=True, exist_ok=True)
    policy.write_text(json.dumps({"settings": settings, "patterns": HERON}))


def test_a_run_wants_one_word_for_all_its_pictures(
    policy: Path, house: Endpoint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, endpoint=house.url, answers="endpoint", confirm_sending=True, private_text="off", keep_history=False)
    pictures = str(numbered_pictures(tmp_path / "pictures", 3))
    assert commands.main(["many", pictures, "--ask", "What?"]) == HELD_BACK
    assert house.heard == []
    assert commands.main(["many", pictures, "--ask", "What?", "--anyway"]) == 0
    assert len(house.posts) == 3


def test_a_batch_is_cancelled_without_leave_to_send_since_nothing_is_sent(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with BatchEndpoint(polls=10**6, answers=0.0) as endpoint:
        place(policy, endpoint=endpoint.url, answers="endpoint", confirm_sending=True, private_text="off")
        pictures = str(numbered_pictures(tmp_path / "pictures", 3))
        endpoint.refuses = lambda method, path: 401 if path.startswith("/v1/batches/") else 0
        commands.main(["many", pictures, "--ask", "What?", "--batch", "--anyway"])
        assert len(endpoint.batches) == 1
        endpoint.refuses = lambda method, path: 0
        name = run_id(capsys.readouterr().err)
        assert commands.main(["many", "--resume", name]) == HELD_BACK
        assert commands.main(["many", "--resume", name, "--cancel-batch"]) == INCOMPLETE
        assert (len(endpoint.batches), len(endpoint.uploaded), endpoint.files) == (1, 3, {})
        assert endpoint.batches["batch_0"]["status"] == "cancelled"


def test_what_a_command_prints_is_printed_though_nothing_may_be_exported(
    policy: Path, house: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, endpoint=house.url, answers="endpoint", allow_export=False, allow_copy=False)
    assert commands.main(["ask", "May I?"]) == 0
    assert "Yes." in capsys.readouterr().out


@pytest.mark.usefixtures("key")
def test_lists_copy_nothing_where_copying_is_not_allowed(tell: Tell, policy: Path, house: Endpoint) -> None:
    place(policy, allow_copy=False)

    async def story(window: MainWindow) -> None:
        await ask(window, "May I?")
        await answered(window, "Yes.")
        view = window.history.list_view
        await until(lambda: window.history.model.rowCount() > 0)
        view.setCurrentIndex(window.history.model.index(window.history.model.rowCount() - 1))
        QGuiApplication.clipboard().setText("before")
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "before"
        assert "Your organisation doesn't allow this" in window.notice.words

    tell(story, house.url, answers="endpoint")


def test_added_patterns_hold_a_question_back(policy: Path, house: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    with_patterns(policy, endpoint=house.url, answers="endpoint", private_text="insist")
    assert commands.main(["ask", "What is Project Heron about?"]) == HELD_BACK
    assert house.heard == []
    assert commands.main(["ask", "What is project x about?"]) == 0


@pytest.mark.usefixtures("key")
def test_added_patterns_wait_for_the_next_start_of_a_window(tell: Tell, policy: Path, house: Endpoint) -> None:
    async def open_before(window: MainWindow) -> None:
        with_patterns(policy, banner="Wait.", private_text="insist")
        await until(lambda: "Wait." in window.transcript.parts.painter.empty_text)
        await ask(window, "What is Project Heron about?")
        await answered(window, "Yes.")

    async def opened_after(window: MainWindow) -> None:
        await ask(window, "What is Project Heron about?")
        await until(lambda: window.composer.gate.words)

    tell(open_before, house.url, answers="endpoint")
    tell(opened_after)
    assert len(house.posts) == 1


def test_lists_of_models_have_no_line_in_the_ledger(policy: Path) -> None:
    with Endpoint(answer=listing({"id": "house-vision"})) as endpoint:
        place(policy, endpoint=endpoint.url, answers="endpoint", ledger=True)
        assert commands.main(["models"]) == 0
        assert len(endpoint.heard) == 1
    assert not paths.folders().ledger.exists()


def test_what_is_written_into_files_of_requests_has_no_line_in_the_ledger(policy: Path, tmp_path: Path) -> None:
    place(policy, endpoint="http://127.0.0.1:9/v1", answers="endpoint", ledger=True, private_text="off")
    pictures, out = str(numbered_pictures(tmp_path / "pictures", 2)), tmp_path / "requests.jsonl"
    assert commands.main(["many", pictures, "--ask", "What?", "--export-requests", str(out)]) == 0
    assert len(out.read_text().splitlines()) == 2
    assert not paths.folders().ledger.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="owners are of POSIX")
def test_the_table_for_everyone_counts_only_where_nobody_else_can_change_it(policy: Path) -> None:
    plain = json.loads(paths.resource("models.json").read_text(encoding="utf-8"))
    table = policy.with_name("models.json")
    table.parent.mkdir(parents=True)
    table.write_text(json.dumps({**plain, "date": "2098-01-01"}))
    table.chmod(0o644)
    assert str(config_files.load_model_table()[0].day) == "2098-01-01"
    table.chmod(0o666)
    found, (problem,) = config_files.load_model_table()
    assert str(found.day) == plain["date"]
    assert "others than root may change" in problem.detail


def test_nothing_for_everyone_lies_in_programdata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", r"C:\Program Files\Askance\askance.exe")
    assert paths.policy_model_table_file().name == "models.json"
    assert "ProgramData" not in str(paths.policy_model_table_file())


def test_help_shows_what_in_a_policy_contradicts_itself_and_what_is_no_use_here(tell: Tell, policy: Path) -> None:
    named = [{"name": f"House {number}", "endpoint": f"https://h{number}.example.com/v1"} for number in range(12)]
    place(policy, allowed_hosts=["ai.example.com"], connections=named, certificates="/nowhere/ca.pem", theme="pink")

    async def story(window: MainWindow) -> None:
        window.actions_["policy"].trigger()
        (opened,) = window.findChildren(PolicyDialog)
        words = "\n".join(label.text() for label in opened.findChildren(QLabel))
        assert "“theme” in line 1 must be" in words
        assert "“connections” leads to “h0.example.com”, which “allowed_hosts” doesn't allow" in words
        assert "There are 6 more mistakes." in words
        assert opened.height() <= window.height()
        opened.accept()

    tell(story, answers="endpoint")


def test_help_shows_a_file_of_a_policy_that_is_no_use_here(tell: Tell, policy: Path) -> None:
    place(policy, certificates="/nowhere/ca.pem")

    async def story(window: MainWindow) -> None:
        window.actions_["policy"].trigger()
        (opened,) = window.findChildren(PolicyDialog)
        assert any("“certificates” names “/nowhere/ca.pem”" in label.text() for label in opened.findChildren(QLabel))
        opened.accept()

    tell(story, answers="computer")
