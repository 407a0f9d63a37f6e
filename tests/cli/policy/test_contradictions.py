"""`askance policy` and `--check` on parts that are well formed and cannot work."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.cli import commands
from tests.helpers.policies.places import place, policy_at

HOUSE = "https://ai.example.com/v1"
ELSEWHERE = "“{key}” leads to “{host}”, which “allowed_hosts” doesn't allow"
Settings = dict[str, Any]


def found_wrong(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    """Returns the exit code of `askance policy` and what it found wrong."""
    code = commands.main(["policy", *options])
    return code, capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"endpoint": HOUSE, "allowed_hosts": ["ai.exmaple.com"]},
            ELSEWHERE.format(key="endpoint", host="ai.example.com"),
        ),
        ({"endpoint": HOUSE, "allowed_hosts": []}, ELSEWHERE.format(key="endpoint", host="ai.example.com")),
        (
            {"connections": [{"name": "A", "endpoint": HOUSE}, {"name": "B", "endpoint": "http://b.lan:1/v1"}]}
            | {"allowed_hosts": ["ai.example.com"]},
            ELSEWHERE.format(key="connections", host="b.lan:1"),
        ),
        ({"endpoint": HOUSE, "allowed_hosts": ["*.example.com"]}, ""),
        ({"endpoint": HOUSE}, ""),
        ({"credential": "helper", "credential_helper": ["/bin/sh"]}, ""),
    ],
)
def test_what_contradicts_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: Settings, words: str
) -> None:
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    place(file, **settings)
    code, lines = found_wrong(capsys, "--check", str(file))
    assert (code, len(lines)) == ((1, 1) if words else (0, 0)), lines
    assert words in " ".join(lines)
    if words:
        code, lines = found_wrong(capsys)
        assert code == 1
        assert words in " ".join(lines)


def test_a_program_may_be_named_by_another_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    first, second = (file.parent / "policies" / "managed" / name for name in ("10.json", "20.json"))
    place(first, credential="helper")
    code, lines = found_wrong(capsys, "--check", str(first))
    assert (code, len(lines)) == (0, 1)
    assert lines[0].startswith(str(first)) and "“credential_helper” names none" in lines[0]
    code, lines = found_wrong(capsys)
    assert code == 1 and "“credential_helper” names none" in lines[0]
    program = (
        file.parent / "helper"
    )  # of whoever runs the tests, as the policy is: to them, one of root's is a stranger's
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    place(second, credential_helper=[str(program)])
    assert found_wrong(capsys) == (0, [])
    place(first, credential="helper", endpoint=HOUSE, allowed_hosts=[])
    assert found_wrong(capsys, "--check", str(first))[0] == 1


def test_files_that_are_no_use_on_this_computer(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    program, pem = file.with_name("house-key"), file.with_name("house.pem")
    place(file, certificates=str(pem), credential_helper=[str(program)], model_table=str(file.with_name("m.json")))
    code, lines = found_wrong(capsys)
    assert (code, len(lines)) == (1, 3), lines
    assert "No such file" in lines[0] and "house.pem" in lines[1] and "house-key" in lines[2]
    pem.write_text("no certificate")
    program.write_text("#!/bin/sh\n")
    code, lines = found_wrong(capsys)
    assert "it has no certificates in PEM form" in lines[1]
    assert "it can't be run" in lines[2]
    program.chmod(0o777)
    assert "others than root may change" in found_wrong(capsys)[1][2]
    program.chmod(0o755)
    place(file, credential_helper=[str(program)])
    assert found_wrong(capsys) == (0, [])


def test_no_policy_contradicts_nothing_whatever_is_in_the_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policy_at(monkeypatch, home / "etc" / "policy.json")
    paths.folders().settings_file.parent.mkdir(parents=True)
    paths.folders().settings_file.write_text(json.dumps({"endpoint": HOUSE, "proxy": "none"}))
    assert found_wrong(capsys) == (0, [])


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("proxy", "must be “system”, “none” or the address of a proxy without a name and a password"),
        ("model", "must be the name of a model"),
        ("endpoint", "must be a server address without a name and a password"),
    ],
)
def test_a_text_of_the_wrong_form_is_not_called_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, words: str
) -> None:
    place(tmp_path / "a.json", **{key: "http://me:secret@ /x" if key != "model" else " "})
    code, lines = found_wrong(capsys, "--check", str(tmp_path / "a.json"))
    assert code == 1
    assert words in lines[0] and "nothing is sent" in lines[0] and "secret" not in lines[0]
