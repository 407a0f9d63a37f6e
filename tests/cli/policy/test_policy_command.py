"""`askance policy`: what it shows, what it finds wrong, and the forms made of the keys."""

import json
import plistlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop import paths
from desktop.adapters.policy.forms.windows_templates import adml, admx
from desktop.cli import commands
from desktop.core.settings.policy.keys import KEYS
from tests.helpers.policies.places import place, policy_at
from tools.policy_table import reference_table

ADMIN = Path(__file__).parents[3] / "docs" / "admin.md"


def test_each_value_is_shown_with_its_origin(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    assert commands.main(["policy"]) == 0
    assert "There is no policy on this computer." in capsys.readouterr().out
    place(file, model="house", banner="Patients stay here.", contact="it@example.com")
    place(file.parent / "policies" / "recommended" / "10.json", theme="dark")
    paths.folders().settings_file.parent.mkdir(parents=True)
    paths.folders().settings_file.write_text('{"enter_asks": false}')
    assert commands.main(["policy"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Patients stay here. The rules of your organisation apply here.")
    assert "it@example.com" in lines[0]
    shown = {line.split()[0]: line for line in lines[3:]}
    assert f"set by your organisation in {file}" in shown["model"]
    assert "recommended by your organisation" in shown["theme"]
    assert "your own" in shown["enter_asks"]
    assert "default" in shown["detail"]
    assert commands.main(["policy", "--json"]) == 0
    values = {line["key"]: line for line in json.loads(capsys.readouterr().out)["values"]}
    assert values["model"] == {
        "key": "model",
        "value": '"house"',
        "locked": True,
        "origin": f"set by your organisation in {file}",
    }
    file.write_text("{")
    assert commands.main(["policy"]) == 1
    assert "Nothing is sent until that is fixed." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"settings": {"theme": "dark"}}', 0, ""),
        ('{"settings": {\n"theme": "drk"}}', 1, "“theme” in line 2 must be"),
        ('{"settings": {"allowed_hosts": "a"}}', 1, "“allowed_hosts” in line 1 must be a list of hosts"),
        ('{"settings": {"proxy": "off"}}', 1, "“proxy” in line 1 must be “system”, “none” or the address of a proxy"),
        ('{"settings": {"proxy": ""}}', 1, "“proxy” in line 1 must be “system”, “none” or the address of a proxy"),
        ('{"settings": {"proxy": "None"}}', 1, "“proxy” in line 1 must be “system”, “none” or the address of a proxy"),
        ('{"settings": {"them": 1}}', 1, "“them” in line 1 is unknown"),
        ('{"patterns": [{"name": "x", "pattern": "["}]}', 1, "“x” can't be used"),
        ("{'a'}", 1, "line 1, column 2"),
        ("", 1, "it is empty"),
    ],
)
def test_a_file_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, words: str
) -> None:
    file = tmp_path / "new.json"
    file.write_text(text)
    assert commands.main(["policy", "--check", str(file)]) == code
    assert words in capsys.readouterr().err


def test_a_file_of_recommended_settings_and_one_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(tmp_path / "recommended" / "a.json", allow_export=False)
    assert commands.main(["policy", "--check", str(tmp_path / "recommended" / "a.json")]) == 1
    assert "can't be a default, so it binds" in capsys.readouterr().err
    assert commands.main(["policy", "--check", str(tmp_path / "gone.json")]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_the_schema_knows_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["policy", "--schema"]) == 0
    known = json.loads(capsys.readouterr().out)["properties"]["settings"]["properties"]
    assert set(known) == {key.stored for key in KEYS}
    assert all(entry["description"] for entry in known.values())


def test_the_templates_for_windows_know_every_key() -> None:
    space = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
    definitions, words = ElementTree.fromstring(admx()), ElementTree.fromstring(adml())
    names = {policy.get("name") for policy in definitions.iter(f"{space}policy")}
    keys = KEYS
    assert names == {
        *(key.stored for key in keys),
        *(f"{key.stored}_recommended" for key in keys if not key.managed_only),
        "patterns",
    }
    strings = {string.get("id") for string in words.iter(f"{space}string")}
    presentations = {entry.get("id") for entry in words.iter(f"{space}presentation")}
    for element in definitions.iter():
        for value in element.attrib.values():
            if value.startswith("$(string."):
                assert value[9:-1] in strings
            if value.startswith("$(presentation."):
                assert value[15:-1] in presentations


def test_the_profile_for_macos_knows_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["policy", "--schema=mobileconfig"]) == 0
    (payload,) = plistlib.loads(capsys.readouterr().out.encode())["PayloadContent"]
    assert {key.stored for key in KEYS} <= payload.keys()


def test_the_table_for_administrators_is_that_of_the_keys() -> None:
    assert reference_table() in ADMIN.read_text(encoding="utf-8")


def test_what_would_be_right_is_said_of_patterns_and_of_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.json"
    file.write_text('{"settings": {"theme": "dark",\n"patterns": [{"name": "x", "pattern": "["}]}}')
    assert commands.main(["policy", "--check", str(file)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith(f"{file}: ") for line in lines)
    assert "“patterns” in line 2 belongs beside “settings”" in lines[0]
    assert "“x” can't be used: it isn't valid, matches everything or is too slow" in lines[1]
    file.write_text('{"a": ' + "9" * 5_000 + "}")
    assert commands.main(["policy", "--check", str(file)]) == 1
    assert "it can't be parsed" in capsys.readouterr().err
