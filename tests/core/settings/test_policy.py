"""What an administrator sets stays, and a policy that cannot be read is the strictest."""

import json
import os
from pathlib import Path

import pytest

from desktop import paths
from desktop.composition import config_files
from desktop.core.settings.policy import NO_POLICY, STRICTEST, policy_from_plain
from desktop.core.settings.settings import Settings


def test_settings_of_a_policy_take_the_place_of_the_users_own() -> None:
    policy = policy_from_plain(
        {"settings": {"private_text": "insist", "model": "gpt-5.4"}, "patterns": [{"name": "x"}]}
    )
    assert policy.locked == {"private_text", "model"}
    applied = policy.applied(Settings(model="gpt-4o", theme="dark"))
    assert (applied.private_text, applied.model, applied.theme) == ("insist", "gpt-5.4", "dark")
    assert policy.patterns == ({"name": "x"},)
    assert NO_POLICY.applied(Settings()) == Settings()


@pytest.mark.parametrize(
    "plain",
    [
        *(None, [], 7, {"settings": 1}, {"patterns": 3}, {"settings": {"private_text": "perhaps"}}),
        *({"settings": {"no_such_setting": 1}}, {"settings": {"endpoint": "not an endpoint"}}),
        *({"private_text": "insist"}, {"Settings": {"private_text": "insist"}}, {"settings": {}, "pattern": []}),
    ],
)
def test_a_policy_that_makes_no_sense_is_the_strictest(plain: object) -> None:
    assert policy_from_plain(plain) == STRICTEST
    assert STRICTEST.applied(Settings()).private_text == "insist"


def test_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "policy.json"
    monkeypatch.setattr(paths, "policy_file", lambda: file)
    assert config_files.load_policy() == NO_POLICY
    file.write_text(json.dumps({"settings": {"keep_history": False}}))
    assert config_files.load_policy().locked == {"keep_history"}
    file.write_text("{")
    assert config_files.load_policy() == STRICTEST
    file.unlink()
    os.mkdir(file)
    assert config_files.load_policy() == STRICTEST


def test_patterns_of_the_policy_and_of_the_user_are_both_there(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    own = {"patterns": [{"name": "mine", "pattern": r"M\d{4}"}, {"name": "wrong", "pattern": "["}]}
    (home / "config" / "patterns.json").write_text(json.dumps(own))
    policy = policy_from_plain({"patterns": [{"name": "theirs", "pattern": r"T\d{4}"}]})
    patterns = config_files.load_patterns(policy)
    assert [pattern.name for pattern in patterns.patterns] == ["theirs", "mine"]
    assert patterns.rejected == ("wrong",)


@pytest.mark.parametrize("text", ["{", "[1]", '{"patterns": {"name": "x"}}'])
def test_patterns_that_cannot_be_read_stay_and_are_told_of(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True)
    file = home / "config" / "patterns.json"
    file.write_text(text)
    patterns = config_files.load_patterns(NO_POLICY)
    assert patterns.patterns == ()
    assert len(patterns.rejected) == 1
    assert file.read_text() == text
