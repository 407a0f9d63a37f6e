"""Faulty policies of many kinds, read as the program reads them: what is wrong never opens what should be shut."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.composition import config_files
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings
from tests.helpers.policies.faulty import BESIDE, BINDING, GOOD, HOUSE, OTHER, UNREADABLE, UNSURE, Write, text
from tests.helpers.policies.places import policy_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
PLACES = ("policy.json", "policies/managed/50.json", "policies/recommended/50.json")


def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write, place: str = PLACES[0]) -> Policy:
    """Returns the policy of a folder in which a file was written to one of the places."""
    policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    file = tmp_path / "etc" / place
    file.parent.mkdir(parents=True)
    write(file)
    try:
        return config_files.load_policy()
    finally:
        file.parent.chmod(0o755)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("write", UNREADABLE.values(), ids=UNREADABLE)
def test_nothing_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write, place: str) -> None:
    if write is UNREADABLE["mode 000"] and os.geteuid() == 0:
        pytest.skip("root reads every file")
    shut(read(tmp_path, monkeypatch, write, place))


@pytest.mark.parametrize("write", BESIDE.values(), ids=BESIDE)
def test_nothing_leaves_for_what_lies_beside_a_good_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    def both(file: Path) -> None:
        file.write_text(GOOD)
        write(file)

    shut(read(tmp_path, monkeypatch, both))


def shut(policy: Policy) -> None:
    """Nothing may leave, and somebody is told."""
    assert policy.refusal(HOUSE) is not None
    assert policy.refusal(OTHER) is not None
    assert not policy.applied(Settings()).allow_export
    assert policy.problems


@pytest.mark.parametrize("place", PLACES[:2])
@pytest.mark.parametrize("write", BINDING.values(), ids=BINDING)
def test_what_is_right_binds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write, place: str) -> None:
    policy = read(tmp_path, monkeypatch, write, place)
    applied = policy.applied(Settings(endpoint=OTHER))
    assert (applied.endpoint, applied.allow_export) == (HOUSE, False)
    assert policy.refusal(HOUSE) is None
    assert policy.refusal(OTHER) is not None


@pytest.mark.parametrize(("name", "value"), UNSURE.values(), ids=UNSURE)
def test_a_guess_loosens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    good = json.loads(GOOD)
    good["settings"] |= {name: value}
    policy = read(tmp_path, monkeypatch, text(json.dumps(good)))
    strict = Settings(keep_history=False, private_text="insist", ledger=True, allow_uncovered=False, daily_limit_usd=2)
    strict = replace(strict, endpoint=HOUSE, allow_export=False, allowed_hosts=("ai.example.com",))
    assert policy.applied(strict) == strict
    assert policy.refusal(HOUSE) is None
    assert policy.problems


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("place", PLACES)
def test_a_file_or_a_folder_of_somebody_else_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def given_away(file: Path) -> None:
        file.write_text(GOOD)
        os.chown(file, 4321, -1)

    shut(read(tmp_path, monkeypatch, given_away, place))
    (tmp_path / "etc" / place).unlink()
    os.chown((tmp_path / "etc" / place).parent, 4321, -1)
    (tmp_path / "etc" / place).write_text(GOOD)
    shut(config_files.load_policy())


@pytest.mark.parametrize(
    "hosts",
    ['"ai.example.com"', "null", "{}", "[1]", '["a b"]', '["https://"]', '["*.*"]', "NaN", '[["ai.example.com"]]'],
)
def test_hosts_that_cannot_be_used_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    policy = read(tmp_path, monkeypatch, text(GOOD.replace('["ai.example.com"]', hosts)))
    assert policy.refusal(HOUSE) is not None


@pytest.mark.parametrize(
    "endpoint",
    ['""', "null", "7", '"ftp://ai.example.com"', '"https://a b"', '"https://u:p@ai.example.com"', "[]", '"\\ud800"'],
)
def test_an_endpoint_that_cannot_be_used_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    policy = read(tmp_path, monkeypatch, text(GOOD.replace(f'"{HOUSE}"', endpoint)))
    assert policy.block is not None
    assert not policy.applied(Settings()).allow_export
