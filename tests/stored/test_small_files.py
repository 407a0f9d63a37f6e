"""The small files of version 0.1.0: what they hold comes to the program, and is written under the same names."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.adapters.files.json_file import read_json
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.app import startup
from desktop.composition import config_files
from desktop.core.asking.saved_prompts import prompts_of_plain, prompts_to_plain
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import Problem
from desktop.core.privacy.custom_patterns import CustomPatterns
from desktop.core.settings.settings import from_plain, to_plain
from desktop.core.usage.estimator import TokenCount
from desktop.launch_request import LaunchRequest, name_for
from desktop.services.settings.settings_service import SettingsService
from desktop.services.usage_tracker import UsageTracker
from tests.helpers.policies.places import policy_at
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until
from tests.stored.files import OLD, document

SETTINGS: dict[str, Any] = {
    "answers": "endpoint",
    "endpoint": "https://models.example.org/v1",
    "model": "vision-large",
    "detail": "high",
    "instructions": "Answer in one sentence.\nUse metres – always.",
    "keep_history": False,
    "keep_originals": True,
    "daily_limit_usd": 1.5,
    "monthly_limit_usd": 20.0,
    "read_text": False,
    "private_text": "insist",
    "unfound": "always",
    "open_heic": False,
    "theme": "dark",
    "enter_asks": False,
    "proxy": "socks5://proxy.example:1080",
}
USUAL: dict[str, Any] = {
    "answers": "auto",
    "endpoint": "https://api.openai.com/v1",
    "model": "gpt-4o",
    "detail": "auto",
    "instructions": "",
    "keep_history": True,
    "keep_originals": False,
    "daily_limit_usd": 0.0,
    "monthly_limit_usd": 0.0,
    "read_text": True,
    "private_text": "warn",
    "unfound": "auto",
    "open_heic": True,
    "theme": "system",
    "enter_asks": True,
    "proxy": "system",
}
NOT_IN_THE_FILE = {"keep_history", "open_heic", "proxy"}  # the first is as usual there, the others came later
CHOICES = {
    "answers": ("endpoint", "computer"),
    "detail": ("low", "high"),
    "private_text": ("off", "insist"),
    "unfound": ("always", "never"),
    "theme": ("light", "dark", "contrast"),
}


def spans(patterns: CustomPatterns, text: str) -> list[tuple[str, str]]:
    """What own patterns find in a text, with the names that their file gives them."""
    return [(pattern.name, text[start:end]) for pattern in patterns.patterns for start, end in pattern.spans(text)]


# settings


@pytest.mark.usefixtures("old_home")
def test_the_settings_are_what_they_were() -> None:
    problems: list[Problem] = []
    stored = config_files.load_settings(problems.append)
    assert not problems
    assert stored == {name: value for name, value in SETTINGS.items() if name not in NOT_IN_THE_FILE}
    assert to_plain(from_plain(stored)) == stored


def test_every_setting_is_written_under_its_name() -> None:
    assert to_plain(from_plain(SETTINGS)) == SETTINGS


def test_a_setting_that_is_not_written_is_the_usual_one() -> None:
    """0.1.0 left out what was as usual then: another default would change what somebody has chosen by leaving it."""
    assert to_plain(from_plain(USUAL)) == {}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values])
def test_every_choice_is_still_one(name: str, value: str) -> None:
    assert to_plain(from_plain({name: value})) == {name: value}


@pytest.mark.usefixtures("qapp", "old_home")
def test_a_change_leaves_all_others_and_what_a_later_version_added() -> None:
    async def run() -> None:
        program = Program()
        written: list[dict[str, Any]] = []
        stored = {**document("home/config/settings.json"), "of a later version": [1]}
        key_store = ApiKeyStore(paths.folders().keys_file, lambda: None)
        SettingsService(program.tasks, key_store, stored, written.append).change(theme="light")
        assert written == [{**stored, "theme": "light"}]
        await program.close()

    on_the_loop(run())


# what lies beside them


@pytest.mark.usefixtures("old_home")
def test_the_saved_prompts() -> None:
    stored = config_files.load_prompts()
    prompts = prompts_of_plain(stored, given=())
    assert prompts_to_plain(prompts) == stored == document("home/config/questions.json")
    assert stored == {
        "questions": [
            {"name": "Read the text", "words": "Write down all text in this picture."},
            {"name": "Größe?", "words": "How large\nis it?"},
        ]
    }


@pytest.mark.usefixtures("old_home")
def test_own_patterns_find_what_they_found(monkeypatch: pytest.MonkeyPatch) -> None:
    policy_at(monkeypatch, OLD / "policy.json")
    patterns = config_files.load_patterns(config_files.load_policy())
    assert patterns.rejected == ()
    assert spans(patterns, "for Nordlicht-2026 under C-123456, staff AB12345") == [
        ("Contract", "C-123456"),
        ("Project name", "Nordlicht-2026"),
        ("Staff number", "AB12345"),
    ]


def test_a_policy_locks_what_it_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    policy_at(monkeypatch, OLD / "policy.json")
    policy = config_files.load_policy()
    assert policy.problems == ()
    assert len(policy.locked) == 3
    assert to_plain(policy.applied(from_plain({}))) == {
        "answers": "endpoint",
        "endpoint": "https://models.example.org/v1",
        "private_text": "insist",
    }


@pytest.mark.usefixtures("old_home")
def test_a_key_in_a_file_is_found(tmp_path: Path) -> None:
    found = ApiKeyStore(paths.folders().keys_file, lambda: None).key_for("models.example.org")
    assert found is not None
    assert (found.text, str(found.source)) == ("sk-not-a-real-key-000000000000", "file")
    ApiKeyStore(tmp_path / "keys.json", lambda: None).save("models.example.org", found.text, in_file=True)
    assert read_json(tmp_path / "keys.json") == document("home/config/keys.json")


@pytest.mark.usefixtures("old_home")
def test_the_window_is_where_it_was(qapp: QApplication) -> None:
    old = document("home/state/window.json")
    window = startup.new_window(qapp, "dark")
    startup.show_window(qapp, window)
    startup.build_panes(window)
    config_files.save_window_layout(window.layout_state())
    written = json.loads(paths.folders().window_file.read_text("utf-8"))
    assert written.keys() == old.keys() == {"geometry", "splitter", "side", "talk", "text"}
    for name in ("splitter", "side", "talk", "text"):
        assert written[name] == old[name]
    assert window.height() == 760  # what 0.1.0 left it at, not what it is without a file
    window.close()
    window.deleteLater()


@pytest.mark.usefixtures("qapp", "old_home")
def test_what_endpoints_taught_is_kept_and_added_to() -> None:
    async def run() -> None:
        program = Program()
        written: list[dict[str, Any]] = []
        usage_tracker = UsageTracker(program.tasks, program.storage, config_files.load_calibration(), written.append)
        assert usage_tracker.calibration_for("127.0.0.1:33363", "gpt-4o").expected_tokens(0, 1000, True) == 1619
        asked = Turn.new("c", "q", "m", "h", 1_900_000_000.0).as_streaming("a", 0.1).done(Usage(400, 0))
        program.storage.save_turn(asked)
        usage_tracker.record(asked, TokenCount(0, 100, True))
        assert written == [
            {
                "127.0.0.1:33363 gpt-4o": {"text": 1.619047619047619, "picture": 1.0},
                "h m": {"text": 2.0, "picture": 1.0},
            }
        ]
        usage_tracker.record(asked, TokenCount(100, 100, False))
        assert written[-1]["h m"] == {"text": 2.0, "picture": pytest.approx(1.3333333333)}
        await until(lambda: "add up spending" not in program.tasks.names)
        await program.close()

    on_the_loop(run())


# between two starts


def test_a_start_hands_over_what_it_handed_over() -> None:
    text = (OLD / "launch.json").read_text("utf-8")
    assert LaunchRequest.from_json(text).to_json() == text
    assert json.loads(text) == {
        "pictures": ["/pictures/a.png", "https://example.org/b.png"],
        "capture": "choice",
        "delay_s": 5,
    }
    assert LaunchRequest.from_json(text) != LaunchRequest()


@pytest.mark.skipif(os.name == "nt", reason="users have no numbers there, and paths are written otherwise")
def test_two_starts_meet_under_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 1000)
    assert name_for(Path("/home/x/.local/share/askance")) == "askance-1d4f3ccff0f8a54d"
