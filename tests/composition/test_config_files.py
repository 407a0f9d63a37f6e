"""The small files in their places: the policy of the computer, and the patterns of both."""

import json
import os
from pathlib import Path

import pytest

from desktop import paths
from desktop.composition import config_files
from desktop.core.settings.policy import NO_POLICY, Policy


def test_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "policy.json"
    monkeypatch.setattr(paths, "policy_file", lambda: file)
    assert config_files.load_policy() == NO_POLICY
    file.write_text(json.dumps({"settings": {"keep_history": False}}))
    assert config_files.load_policy().locked == {"keep_history"}
    file.write_text("{")
    assert config_files.load_policy().block is not None
    file.unlink()
    os.mkdir(file)
    assert config_files.load_policy().block is not None


def test_patterns_of_the_policy_and_of_the_user_are_both_there(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    own = {"patterns": [{"name": "mine", "pattern": r"M\d{4}"}, {"name": "wrong", "pattern": "["}]}
    (home / "config" / "patterns.json").write_text(json.dumps(own))
    policy = Policy(patterns=({"name": "theirs", "pattern": r"T\d{4}"},))
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


@pytest.mark.parametrize(
    ("content", "setting"),
    [('{"language": "de"}', "de"), ("{}", "system"), ("[]", "system"), ("{", "system"), (None, "system")],
)
def test_the_language_is_read_before_anything_is_shown(content: str | None, setting: str) -> None:
    file = paths.folders().settings_file
    file.parent.mkdir(parents=True)
    if content is not None:
        file.write_text(content)
    assert config_files.language_setting() == setting
    assert [path.name for path in file.parent.iterdir()] == (["settings.json"] if content is not None else [])
