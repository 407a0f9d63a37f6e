"""What the requests of a command go by: read once for each of them, and never older than the request."""

from pathlib import Path

import pytest

from desktop.composition import config_files
from desktop.composition.house.command_rules import CommandRules
from desktop.core.settings.environment import NO_ENDPOINT
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.values.proxy import BY_SYSTEM
from tests.helpers.policies.places import place, policy_at
from tests.services.settings.counting_keys import CountingKeys, Key

ORIGIN = "https://api.example:443"


def test_a_policy_and_settings_that_change_hold_from_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    rules = CommandRules(CountingKeys(Key("sk-1")), NO_ENDPOINT)
    assert (rules.settings.ledger, rules.settings.proxy) == (False, BY_SYSTEM)
    config_files.save_settings({"proxy": "http://proxy.example:3128"})
    place(file, ledger=True)
    assert rules.look().locked == {"ledger"}
    assert (rules.settings.ledger, rules.settings.proxy) == (True, "http://proxy.example:3128")
    file.write_text("{")
    assert rules.look().block is not None


def test_keys_and_headers_are_looked_up_once_until_a_rule_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    keys = CountingKeys(Key("sk-1"))
    rules = CommandRules(keys, NO_ENDPOINT)
    for _ in range(3):
        assert rules.key_for(ORIGIN, found=False) == Key("sk-1")
        assert rules.headers_for(ORIGIN) == (("X-Team", "a"),)
        rules.look()
    assert keys.asked == 2
    keys.key = Key("sk-2")
    place(file, ledger=True)
    assert rules.key_for(ORIGIN, found=False) == Key("sk-2")
    rules.headers_for(ORIGIN)
    assert keys.asked == 4


def test_a_look_that_fails_leaves_nothing_old_for_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    keys = CountingKeys(Key("sk-1"))
    rules = CommandRules(keys, NO_ENDPOINT)
    rules.key_for(ORIGIN, found=False)
    place(file, private_text="insist")
    keys.key = Key("sk-2")
    with monkeypatch.context() as failing:
        failing.setattr(SettingsLayers, "of_plain", _without_memory)
        with pytest.raises(MemoryError):
            rules.look()
    assert rules.key_for(ORIGIN, found=False) == Key("sk-2")
    assert rules.settings.private_text == "insist"
    assert rules.locked == {"private_text"}


def _without_memory(*_: object) -> None:
    raise MemoryError
