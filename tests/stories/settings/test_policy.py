"""A policy that is there and cannot be read: nothing leaves this computer, and the window says whom to tell."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget

from desktop import paths
from desktop.ui.dialogs.policy_window import PolicyDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.welcome import Welcome
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import ask, clip, feet, press

WORDS = "Couldn't read your organisation's settings"
WHOM = "Tell your administrator."


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the policy, in which nothing is yet."""
    policy_at(monkeypatch, tmp_path / "policy.json")
    return tmp_path / "policy.json"


@pytest.mark.usefixtures("key")
def test_nothing_leaves_while_the_policy_cannot_be_read(tell: Tell, policy: Path) -> None:
    policy.write_text('{"settings": {"answers": "endpoint",}}')

    async def story(window: MainWindow) -> None:
        assert window.notice.words.startswith(WORDS)
        assert "a comma too many" in window.notice.words
        assert window.notice.words.endswith(WHOM)
        assert not window.notice.is_passing
        await ask(window, "Does it go out?")
        await until(lambda: any(WORDS in foot and WHOM in foot for foot in feet(window)))
        clip(f"{endpoint.url}/shot.png")
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        await press(window.notice, "Download")
        await until(lambda: window.notice.words.startswith(WORDS))
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        await press(opened.answers, "Test")
        await until(lambda: WORDS in opened.answers.result)
        opened.accept()

    with Endpoint(answer=saying("Never.")) as endpoint:
        tell(story, endpoint.url, private_text="off")
        assert endpoint.heard == []


def test_no_server_is_looked_for_while_the_policy_cannot_be_read(tell: Tell, policy: Path) -> None:
    policy.mkdir()

    async def story(window: MainWindow) -> None:
        await until(lambda: window.findChildren(Welcome))
        (welcome,) = window.findChildren(Welcome)
        welcome.chosen.emit("local")
        await until(lambda: WORDS in welcome.result)

    tell(story)


def test_this_computer_still_answers(tell: Tell, policy: Path) -> None:
    policy.write_text("[]")

    async def story(window: MainWindow) -> None:
        await ask(window, "What does it say?")
        await until(lambda: "picture" in window.transcript.plain_text())
        assert not any(WORDS in foot for foot in feet(window))

    tell(story, answers="computer")


@pytest.mark.usefixtures("key")
def test_what_is_right_in_a_policy_holds_beside_what_is_wrong(tell: Tell, policy: Path) -> None:
    with Endpoint(answer=saying("From where it may go.")) as allowed, Endpoint(answer=saying("Never.")) as other:
        settings = {"endpoint": allowed.url, "answers": "endpoint", "keep_history": "no", "proxy_script": "x"}
        policy.write_text(json.dumps({"settings": settings}, indent=1))

        async def story(window: MainWindow) -> None:
            assert "“keep_history” in line 5 must be true or false" in window.notice.words
            assert "“proxy_script” in line 6 is unknown to this version" in window.notice.words
            assert window.notice.words.endswith(WHOM)
            window.notice.setFocus(Qt.FocusReason.OtherFocusReason)
            await ask(window, "Where does it go?")
            await until(lambda: "From where it may go." in window.transcript.plain_text())

        tell(story, other.url)
        assert len(allowed.posts) == 1
        assert other.heard == []
    assert not paths.folders().data.exists()


@pytest.mark.usefixtures("key")
def test_nobody_may_pass_a_limit_of_a_policy(tell: Tell, policy: Path) -> None:
    policy.write_text('{"settings": {"daily_limit_usd": 0.0000001}}')

    async def story(window: MainWindow) -> None:
        await ask(window, "May I?")
        await until(lambda: "your organisation's daily limit" in window.composer.gate.words)
        assert window.composer.gate.offers == ("Close",)
        assert window.composer.field.toPlainText() == "May I?"
        await ask(window, "")
        await until(lambda: "your organisation's daily limit" in window.composer.gate.words)

    with Endpoint(answer=saying("Never.")) as endpoint:
        tell(story, endpoint.url)
        assert endpoint.heard == []


def withdraw(policy: Path) -> None:
    """Removes the file."""
    policy.unlink()


@pytest.mark.usefixtures("key")
def test_what_becomes_stricter_binds_at_once_in_the_open_window(tell: Tell, policy: Path) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "May I?")
        await until(lambda: "Yes." in window.transcript.plain_text())
        assert window.actions_["export"].isVisible()
        place(policy, allowed_hosts=["ai.example.com"], allow_export=False, theme="dark", banner="Ask the desk.")
        window.actions_["new"].trigger()
        await ask(window, "And now?")
        await until(lambda: any("doesn't allow" in foot for foot in feet(window)))
        assert not window.actions_["export"].isVisible()
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        theme = opened.field("theme", QComboBox)
        assert not theme.isEnabled()
        assert theme.currentData() == "dark"
        withdraw(policy)
        await until(theme.isEnabled)
        assert window.actions_["export"].isVisible()
        opened.accept()

    with Endpoint(answer=saying("Yes.")) as endpoint:
        tell(story, endpoint.url, answers="endpoint")
        assert len(endpoint.posts) == 1


def test_the_first_screen_says_whose_rules_apply_and_help_shows_them(tell: Tell, policy: Path) -> None:
    place(policy, banner="Patients stay here.", contact="it@example.com", endpoint="https://ai.example.com/v1")

    async def story(window: MainWindow) -> None:
        await until(lambda: "Patients stay here." in window.transcript.parts.painter.empty_text)
        assert "it@example.com" in window.transcript.parts.painter.empty_text
        window.actions_["policy"].trigger()
        (opened,) = window.findChildren(PolicyDialog)
        assert opened.table.findItems("endpoint", Qt.MatchFlag.MatchExactly)[0].text(2).startswith("set by your")
        opened.accept()

    tell(story, answers="endpoint")


@pytest.mark.usefixtures("key")
def test_each_question_is_confirmed_where_the_policy_wants_it(tell: Tell, policy: Path) -> None:
    place(policy, confirm_sending=True, instructions_before="Answer in Latin.")

    async def story(window: MainWindow) -> None:
        await ask(window, "May I?")
        await until(lambda: "wants you to confirm" in window.composer.gate.words)
        assert endpoint.heard == []
        await press(window.composer.gate, "Send")
        await until(lambda: "Yes." in window.transcript.plain_text())

    with Endpoint(answer=saying("Yes.")) as endpoint:
        tell(story, endpoint.url, answers="endpoint", instructions="Be brief.")
        (post,) = endpoint.posts
        assert post.json["messages"][0]["content"] == "Answer in Latin.\n\nBe brief."


@pytest.mark.usefixtures("key")
def test_conversations_older_than_the_policy_allows_are_deleted(tell: Tell, policy: Path) -> None:
    async def asking(window: MainWindow) -> None:
        await ask(window, "Remember me?")
        await until(lambda: "Yes." in window.transcript.plain_text())

    async def later(window: MainWindow) -> None:
        await until(lambda: window.history.model.rowCount() > 0)
        place(policy, history_days=0.000_001)
        window.actions_["new"].trigger()
        await until(lambda: window.history.model.rowCount() == 0)

    with Endpoint(answer=saying("Yes.")) as endpoint:
        tell(asking, endpoint.url, answers="endpoint")
        tell(later)


@pytest.mark.usefixtures("key")
def test_what_a_policy_gives_is_shown_with_a_lock_and_follows_it(tell: Tell, policy: Path) -> None:
    with Endpoint(answer=saying("From the house.")) as house, Endpoint(answer=saying("From the lab.")) as lab:
        first = {"name": "House", "endpoint": house.url, "model": "house-vision"}
        prompt = {"name": "Triage", "words": "What is it?"}
        place(policy, connections=[first], prompts=[prompt], allow_quick_ask=False)

        async def story(window: MainWindow) -> None:
            await ask(window, "Who?")
            await until(lambda: "From the house." in window.transcript.plain_text())
            window.actions_["settings"].trigger()
            (opened,) = window.findChildren(SettingsDialog)
            address = opened.field("endpoint", QLineEdit)
            assert (address.isEnabled(), address.text()) == (False, house.url)
            assert opened.field("model", QComboBox).isEnabled()
            (lock,) = (sign for sign in opened.answers.findChildren(QLabel, "given"))
            assert not lock.pixmap().isNull()
            row = opened.prompts.findChild(QListWidget, "promptList")
            assert isinstance(row, QListWidget)
            assert (row.item(0).text(), row.item(0).toolTip()) == (
                "Triage · Set by your organisation",
                "Set by your organisation",
            )
            assert not row.item(0).icon().isNull()
            row.setCurrentRow(0)
            assert not [field for field in opened.prompts.prompt.findChildren(QLineEdit) if field.isEnabled()]
            place(policy, connections=[{**first, "endpoint": lab.url}], prompts=[])
            await until(lambda: address.text() == lab.url)
            await until(lambda: "Triage" not in row.item(0).text())
            opened.accept()

        tell(story)
        assert [post.json["model"] for post in house.posts] == ["house-vision"]
