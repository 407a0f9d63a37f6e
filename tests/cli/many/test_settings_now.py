"""The settings of a long command: a policy that comes meanwhile holds for its rows, and its own choices stay."""

from pathlib import Path

import pytest

from desktop.cli.many.settings_now import FRESH_S, SettingsNow
from desktop.composition import config_files
from desktop.composition.house.command_rules import CommandRules
from desktop.core.settings.environment import NO_ENDPOINT
from desktop.core.settings.settings import Answers, Settings
from tests.helpers.policies.places import place, policy_at
from tests.services.settings.counting_keys import Clock, CountingKeys, Key

CHOSEN = Settings(answers="endpoint", endpoint="https://api.example/v1", model="own", keep_history=False)


@pytest.fixture
def policy_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return policy_at(monkeypatch, tmp_path / "etc" / "policy.json")


def test_a_policy_that_comes_meanwhile_holds_for_the_next_row(policy_file: Path) -> None:
    place(policy_file, ledger=False)
    clock = Clock()
    now = SettingsNow(CommandRules(CountingKeys(Key("sk-1")), NO_ENDPOINT), CHOSEN, clock)
    assert now.settings().private_text == "warn"
    assert now.locked() == {"ledger"}
    place(policy_file, private_text="insist", question_limit_usd=0.01)
    config_files.save_settings({"daily_limit_usd": 2.0, "find_ip_addresses": False})
    clock.time += FRESH_S
    settings = now.settings()
    assert now.locked() == {"private_text"}  # the other one only a policy has
    assert (settings.private_text, settings.question_limit_usd) == ("insist", 0.01)
    assert (settings.daily_limit_usd, settings.find_ip_addresses) == (2.0, False)
    assert (settings.endpoint, settings.model, settings.keep_history) == (CHOSEN.endpoint, "own", False)


def test_what_a_policy_sets_by_now_is_not_chosen_any_more(policy_file: Path) -> None:
    clock = Clock()
    now = SettingsNow(CommandRules(CountingKeys(Key("sk-1")), NO_ENDPOINT), CHOSEN, clock)
    assert now.settings().model == "own"
    place(policy_file, model="theirs")
    clock.time += FRESH_S
    assert now.settings().model == "theirs"


def test_another_connection_that_is_chosen_in_a_window_is_not_that_of_the_command(policy_file: Path) -> None:
    clock = Clock()
    now = SettingsNow(CommandRules(CountingKeys(Key("sk-1")), NO_ENDPOINT), CHOSEN, clock)
    config_files.save_settings({"endpoint": "https://other.example/v1", "model": "other", "rate": "5"})
    clock.time += FRESH_S
    settings = now.settings()
    assert (settings.endpoint, settings.model, settings.rate) == (CHOSEN.endpoint, "own", "")


@pytest.mark.parametrize(("answers", "is_here"), [("auto", True), ("computer", True), ("endpoint", False)])
def test_without_a_key_this_computer_answers_unless_an_endpoint_is_meant(answers: Answers, is_here: bool) -> None:
    now = SettingsNow(CommandRules(CountingKeys(None), NO_ENDPOINT), Settings(answers=answers))
    assert now.settings().is_local is is_here
