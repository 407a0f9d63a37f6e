"""HEIC is switched off by the settings of the user or by the policy of an administrator."""

import json
from pathlib import Path

import pytest

from desktop.cli import commands
from desktop.paths import resource
from tests.helpers.policies.places import policy_at
from tests.stories.processes import askance

HEIC = str(resource("sample.heic"))


def test_heic_is_prepared_unless_the_settings_switch_it_off(home: Path) -> None:
    assert askance("prepare", HEIC).returncode == 0
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.json").write_text(json.dumps({"open_heic": False}))
    done = askance("prepare", HEIC)
    assert done.returncode == 3
    assert "“sample.heic” is an HEIC picture, and these are switched off" in done.stderr.decode()
    assert askance("prepare", str(resource("sample.png"))).returncode == 0
    tested = json.loads(askance("self-test", "--json").stdout)[0]
    assert tested["passed"] and "HEIC is switched off" in tested["words"]


def test_a_policy_switches_heic_off_whatever_the_settings_are(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"open_heic": True}))
    policy = home / "policy.json"
    policy.write_text(json.dumps({"settings": {"open_heic": False}}))
    policy_at(monkeypatch, policy)
    assert commands.main(["prepare", HEIC]) == 3
    assert "switched off" in capsys.readouterr().err
