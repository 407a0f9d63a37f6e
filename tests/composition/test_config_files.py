"""The small files in their places: the policy of the computer, and the patterns of both."""

import json
import os
import time
from pathlib import Path

import pytest

from desktop import paths
from desktop.adapters.files.whole_file import UNFINISHED_S
from desktop.composition import config_files
from desktop.core.errors import Problem
from desktop.core.settings.endpoint import HAS_SIGN_IN
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from tests.helpers.policies.places import policy_at


def test_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "policy.json"
    policy_at(monkeypatch, file)
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


def test_a_name_and_a_password_in_an_old_endpoint_are_removed_from_the_file_and_told(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    file = home / "config" / "settings.json"
    file.write_text(json.dumps({"endpoint": "https://anna:kite4482@host.example/v1", "theme": "dark", "later": 1}))
    problems: list[Problem] = []
    values = config_files.load_settings(problems.append)
    assert values == {"endpoint": "https://host.example/v1", "theme": "dark", "later": 1}
    assert [(problem.code, problem.name) for problem in problems] == [(HAS_SIGN_IN, "https://host.example/v1")]
    assert json.loads(file.read_text()) == values
    assert config_files.load_settings(problems.append) == values
    assert len(problems) == 1


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


def test_what_a_kill_has_left_of_a_write_goes_and_what_is_being_written_stays(home: Path) -> None:
    folders = paths.folders()
    long_ago = time.time() - 2 * UNFINISHED_S
    left, written = list[Path](), list[Path]()
    for folder in (folders.config, folders.state):
        folder.mkdir(parents=True, exist_ok=True)
        for name, is_old in (
            (".keys.json.01.part", True),
            (".keys.json.02.part", False),
            ("keys.json", True),
            ("mine.part", True),
        ):
            (folder / name).write_text("sk-1")
            if is_old:
                os.utime(folder / name, (long_ago, long_ago))
            (left if name == ".keys.json.01.part" else written).append(folder / name)
    config_files.remove_unfinished_files()
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in written)
